"""Sentences and details. Nothing here is required that staff may not know."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from icm.core.forms import DateParts
from icm.core.sending import Once, Versioned
from icm.people.models import LocalAuthority, Person
from icm.policy.facts import Legal, SentenceKind

YES_NO = (("yes", "Yes"), ("no", "No"), ("", "Not known"))
ANSWERS = {"yes": True, "no": False}
PUNISHED = frozenset({SentenceKind.LIFE, SentenceKind.OLR})
UNKNOWN_KIND = "unknown"

_TERM = ("term_years", "term_months", "term_weeks", "term_days")
_PUNISHMENT = ("punishment_years", "punishment_months", "punishment_days")
_COMMON = ("imposed_on", "start_on")
_FLAGS = ("domestic_abuse", "listed_sexual", "terrorism")
_END = ("offence", "court", "first_imposed_on", "quashed_on")
# What each kind of sentence is asked about; a kind not known is asked about everything.
ASKED: dict[str, tuple[str, ...]] = {
    SentenceKind.STP: (*_COMMON, *_TERM, "ends_on", *_FLAGS, *_END),
    SentenceKind.LTP: (*_COMMON, *_TERM, "ends_on", *_FLAGS, *_END),
    SentenceKind.EXTENDED: (*_COMMON, *_TERM, "ends_on", "extension_months", *_FLAGS, *_END),
    SentenceKind.SRO: (*_COMMON, *_TERM, "ends_on", "supervision_months", *_FLAGS, *_END),
    SentenceKind.STSO: (*_COMMON, *_TERM, "ends_on", *_FLAGS, *_END),
    SentenceKind.LIFE: (*_COMMON, *_PUNISHMENT, *_END),
    SentenceKind.OLR: (*_COMMON, *_PUNISHMENT, *_END),
    SentenceKind.RECALLED: (*_COMMON, "recalled_on", *_TERM, "ends_on", *_FLAGS, *_END),
}


def _number(label: str, most: int, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": len(str(most))}),
    )


def _day(label: str, help_text: str = "") -> DateParts:
    return DateParts(label=label, required=False, help_text=help_text)


def _flag(label: str, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=YES_NO, widget=forms.RadioSelect, help_text=help_text
    )


class Warrant(forms.Form):
    """One sentence, as its warrant gives it."""

    imposed_on = _day("Day of sentence", "For example 3 March 2026. Leave empty what is not known.")
    start_on = _day(
        "Day the sentence starts", "Earlier than the day of sentence if it was backdated."
    )
    recalled_on = _day("Day of recall")
    term_years = _number(
        "Length: years",
        99,
        "As the court pronounced it; for an extended sentence, the custodial term.",
    )
    term_months = _number("Length: months", 999)
    term_weeks = _number("Length: weeks", 999)
    term_days = _number("Length: days", 36_500)
    ends_on = _day("Last day of the sentence", "Only where the warrant says it.")
    extension_months = _number("Extension: months", 240)
    supervision_months = _number("Supervision after release: months", 60)
    punishment_years = _number("Punishment part: years", 99)
    punishment_months = _number("Punishment part: months", 999)
    punishment_days = _number("Punishment part: days", 36_500)
    domestic_abuse = _flag("Is a domestic abuse offence part of it?")
    listed_sexual = _flag("Is a listed sexual offence part of it?")
    terrorism = forms.BooleanField(label="It is for a terrorism offence", required=False)
    offence = forms.CharField(label="Offence", required=False, max_length=160)
    court = forms.CharField(label="Court", required=False, max_length=120)
    first_imposed_on = _day(
        "Day of the first sentence", "Only where an appeal put this sentence in its place."
    )
    quashed_on = _day("Day it was quashed", "Only where the sentence no longer stands.")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        asked = ASKED.get(kind)
        for name in [name for name in self.fields if asked and name not in asked and name in _ALL]:
            del self.fields[name]

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the sentence that were asked about, not known as None."""
        found = {name: self.cleaned_data[name] for name in self.fields if name in _ALL}
        flags = {
            name: ANSWERS.get(found[name])
            for name in ("domestic_abuse", "listed_sexual")
            if name in found
        }
        return found | flags | {"kind": "" if self.kind == UNKNOWN_KIND else self.kind}


_ALL = frozenset(Warrant.base_fields)


class RecordSentence(Once, Warrant):
    pass


class ChangeSentence(Versioned, Warrant):
    pass


class ChangeDetails(Versioned):
    family_name = forms.CharField(label="Family name", max_length=80)
    given_names = forms.CharField(label="Given names", max_length=80)
    born_on = _day("Date of birth", "For example 3 March 1990")
    gender = forms.ChoiceField(label="Gender", required=False, choices=Person.Gender.choices)
    legal = forms.ChoiceField(
        label="Legal status",
        required=False,
        choices=[("", "Not known"), *((one.value, one.label) for one in Legal)],
        help_text="Once a sentence is on record, the status is “sentenced”.",
    )
    residence: "forms.ModelChoiceField[LocalAuthority]" = forms.ModelChoiceField(
        label="Home council", queryset=None, required=False, empty_label="Not known"
    )
    supervising_authority: "forms.ModelChoiceField[LocalAuthority]" = forms.ModelChoiceField(
        label="Supervising council",
        queryset=None,
        required=False,
        empty_label="Not known",
        help_text="The council that will supervise them after release, where it is not the home council.",
    )
    communication_needs = forms.CharField(
        label="What helps them take part",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: large print, an interpreter, more time. The person may read this.",
    )

    def __init__(self, *args: Any, councils: QuerySet[LocalAuthority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("residence", "supervising_authority"):
            self.fields[name].queryset = councils  # type: ignore[attr-defined]
