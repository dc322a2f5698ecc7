"""A written contribution: text into values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from conferences.forms.arranging import text
from conferences.policy.contributing import Text
from icm.core.disclosure import Disclosure
from icm.core.sending import Once, Versioned

_FOLDED = ("gist", "ground")
SEND = "send"  # the button that sends; the other keeps a draft


class Contribute(Once, Versioned):
    """The words, who may read them, and what is said to the person where they may not."""

    body = forms.CharField(
        label="What do you want the conference to know?",
        help_text="What has changed since the last one, how the work goes, what should come next. No figures of an"
        " assessment, no health detail, nothing about victims.",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    disclosure = forms.ChoiceField(label="Who may read it?", widget=forms.RadioSelect)
    gist = text(
        "What can be said to the person instead?",
        "Only where they may not read it. Use plain words.",
        required=False,
    )
    ground = text(
        "Why may they not read it?",
        "Only where they may not. It is kept on record and shown to nobody else.",
        required=False,
    )

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["disclosure"].choices = readers  # type: ignore[attr-defined]

    @property
    def first_fields(self) -> list[BoundField]:
        """What everybody fills in; the rest is folded away."""
        return [one for one in self.visible_fields() if one.name not in _FOLDED]

    @property
    def more_is_open(self) -> bool:
        """Whether what is folded away is asked for, or something is wrong: nobody hunts for what they missed."""
        opened = (None, Disclosure.OPEN.value, Disclosure.PERSON.value)
        return bool(self.errors) or self["disclosure"].value() not in opened

    @property
    def sends(self) -> bool:
        return SEND in self.data

    @property
    def said(self) -> Text:
        """What the act takes."""
        names = ("reference", "body", "gist", "ground", "version")
        given = {name: self.cleaned_data[name] for name in names}
        return Text(
            disclosure=self.cleaned_data["disclosure"],
            why=self.cleaned_data.get("why", ""),
            sends=self.sends,
            **given,
        )


class Correct(Contribute):
    """Other words for what was sent, and why."""

    why = text("Why is it corrected?", "For the team. The earlier words stay on record.")
    field_order = ("reference", "version", "body", "why", "disclosure", "gist", "ground")
