"""Writing in the plan: an entry, its other words, its end; the two ratings of a domain."""

from collections.abc import Sequence
from typing import Any

from django import forms

from casework.policy.areas import Domain, Need
from icm.core.disclosure import Disclosure
from icm.core.forms import DateParts
from icm.core.sending import Once, Today, Versioned

LONGEST = 8000
NEEDS = [(need.value, need.label) for need in Need] + [("", "I cannot say")]


class Entry(Today):
    """The words of an entry. The text comes first: everything else has an answer already, or may be left."""

    until_today = ("on",)
    body = forms.CharField(
        label="What do you want to say?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    source = forms.CharField(
        label="Where do you have it from?",
        help_text="For example: I saw it; they told me; the work party told me on 3 March.",
        required=False,
        max_length=200,
    )
    on = DateParts(label="Which day is it about?", help_text="Today, unless you change it.")
    disclosure = forms.ChoiceField(label="Who may read it?", widget=forms.RadioSelect)
    gist = forms.CharField(
        label="What can be said to the person instead?",
        help_text="Only where they may not read the entry itself. Use plain words, and say “you”.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ground = forms.CharField(
        label="Why may they not read it?",
        help_text="Only where they may not. It is kept on record and shown to nobody in the plan.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["disclosure"].choices = readers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        kept_back = found.get("disclosure") in (Disclosure.TEAM, Disclosure.SOCIAL_WORK)
        if kept_back and not found.get("ground", "").strip():
            self.add_error("ground", "Say why the person may not read it")
        return found

    @property
    def words(self) -> dict[str, Any]:
        """What the act takes."""
        names = ("body", "source", "on", "gist", "ground")
        given = {name: self.cleaned_data[name] for name in names}
        return given | {"disclosure": Disclosure(self.cleaned_data["disclosure"])}

    @property
    def more_is_open(self) -> bool:
        """Whether what is folded away holds an error, or an answer other than the usual one."""
        folded = ("on", "disclosure", "gist", "ground")
        if any(name in self.errors for name in folded):
            return True
        return self["disclosure"].value() not in (None, Disclosure.PERSON, Disclosure.PERSON.value)


class Write(Entry, Once):
    """A new entry in one of the domains."""

    domain = forms.ChoiceField(
        label="Which part of the plan is it about?",
        choices=[("", "Choose one"), *((domain.value, domain.label) for domain in Domain)],
    )
    field_order = ("domain", "body", "source")


class Change(Entry, Versioned):
    """An entry in other words."""


class Withdraw(Versioned):
    why = forms.CharField(
        label="Why is it withdrawn?",
        help_text="The team reads this in its place.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Rate(Once):
    """How far somebody needs intervention and support in one domain."""

    intervention = forms.ChoiceField(
        label="Need for intervention",
        help_text="How far they need work on this to stop offending.",
        choices=NEEDS,
        required=False,
        widget=forms.RadioSelect,
    )
    support = forms.ChoiceField(
        label="Need for support",
        help_text="How far they need help with this to manage.",
        choices=NEEDS,
        required=False,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label="Why?",
        help_text="The person can read this.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not (found.get("intervention") or found.get("support")):
            self.add_error("intervention", "Rate at least one of the two")
        return found

    @property
    def needs(self) -> dict[str, Need | None]:
        names = ("intervention", "support")
        return {name: Need(text) if (text := self.cleaned_data[name]) else None for name in names}
