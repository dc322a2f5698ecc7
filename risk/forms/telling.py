"""Explaining an outcome, telling of a change, answering it, comparing two assessments."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms

from icm.core.forms import DateParts, text_area
from icm.core.sending import Once, Today
from risk.policy.assessments import Change, Understood

LONGEST = 4000
_CHANGES = [(change.value, change.label) for change in Change]
_UNDERSTOOD = [(one.value, one.label) for one in Understood]


text = partial(text_area, max_length=LONGEST)


class TakeBack(forms.Form):
    why = text("Why is it taken back?", "For the team. No figures.", 3)


class Explain(Today, Once):
    """How the talk about an outcome went."""

    until_today = ("on",)
    occasion = forms.ChoiceField(label="What was it?", widget=forms.RadioSelect)
    on = DateParts(label="On which day?", help_text="For example 3 March 2026")
    form = forms.CharField(
        label="In which way?",
        help_text="For example: face to face, read aloud, with an interpreter.",
        max_length=120,
    )
    understood = forms.ChoiceField(
        label="Did they understand it?", widget=forms.RadioSelect, choices=_UNDERSTOOD
    )
    said_back = text(
        "What did they say back?",
        "In their own words. The person may read this.",
        required=False,
    )
    again_on = DateParts(
        label="If not, when is it explained again?",
        help_text="For example 17 March 2026",
        required=False,
    )

    def __init__(self, *args: Any, occasions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occasion"].choices = occasions  # type: ignore[attr-defined]


class TellChange(Today):
    """What changed and when."""

    until_today = ("on",)
    kind = forms.ChoiceField(label="What changed?", widget=forms.RadioSelect, choices=_CHANGES)
    on = DateParts(label="On which day?", help_text="For example 3 March 2026")
    what = text(
        "What happened?",
        "For the team. No health detail, nothing about victims, and nothing that came as intelligence.",
    )


class AnswerChange(Today):
    """Whether the assessment still holds."""

    from_today = ("due_on",)
    holds = forms.ChoiceField(
        label="Does the latest assessment still hold?",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("no", "No: it has to be done again")],
    )
    why = text("Why?", "For the team.")
    owner = forms.ChoiceField(
        label="If not, who does it again?", required=False, help_text="Social work of this person."
    )
    due_on = DateParts(
        label="If not, by which day?", required=False, help_text="For example 3 March 2027"
    )

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Choose"), *owners]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("holds") == "no":
            if not found.get("owner"):
                self.add_error("owner", "Choose who does it again")
            if not found.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", "Enter the day by which it is done again")
        return found


class Compare(forms.Form):
    """Which two."""

    then = forms.ChoiceField(label="One")
    now = forms.ChoiceField(label="The other")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("then", "now"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
