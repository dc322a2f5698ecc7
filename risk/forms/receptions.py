"""A reception: who came in, where and when."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from icm.core.dates import day, moment
from icm.core.forms import DateParts
from icm.core.screen import Fact
from icm.core.sending import Once, TimeOfDay, Today, moment_of
from icm.people.models import Establishment, LocalAuthority, Person
from icm.policy.facts import Legal


class Receive(Today, Once):
    until_today = ("on", "born_on")
    number = forms.CharField(label="Prisoner number", max_length=12)
    family_name = forms.CharField(label="Family name", max_length=80)
    given_names = forms.CharField(label="Given names", max_length=80)
    born_on = DateParts(
        label="Date of birth",
        required=False,
        help_text="For example 3 March 1990. Leave it empty if it is not known.",
    )
    gender = forms.ChoiceField(label="Gender", required=False, choices=Person.Gender.choices)
    establishment: "forms.ModelChoiceField[Establishment]" = forms.ModelChoiceField(
        label="Establishment", queryset=None, empty_label="Choose"
    )
    hall = forms.CharField(label="Hall", required=False, max_length=60)
    on = DateParts(label="Day of admission", help_text="For example 3 March 2026")
    time = TimeOfDay(label="Time of admission")
    legal = forms.ChoiceField(
        label="Legal status",
        required=False,
        widget=forms.RadioSelect,
        choices=[*((one.value, one.label) for one in Legal), ("", "Not known")],
    )
    residence: "forms.ModelChoiceField[LocalAuthority]" = forms.ModelChoiceField(
        label="Home council",
        queryset=None,
        required=False,
        empty_label="Not known",
        help_text="The council in whose area they lived before.",
    )
    communication_needs = forms.CharField(
        label="What helps them take part",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: large print, an interpreter, more time. The person may read this.",
    )

    def __init__(
        self,
        *args: Any,
        places: QuerySet[Establishment],
        councils: QuerySet[LocalAuthority],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["establishment"].queryset = places  # type: ignore[attr-defined]
        self.fields["residence"].queryset = councils  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        return number.strip().upper()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("on") and found.get("time") is not None:
            found["admitted_at"] = moment_of(found["on"], found["time"])
        return found

    @property
    def values(self) -> dict[str, Any]:
        """What an arrival is made of."""
        typed = self.cleaned_data
        kept = {name: value for name, value in typed.items() if name not in ("on", "time")}
        return kept | {"legal": Legal(typed["legal"]) if typed["legal"] else None}

    @property
    def answers(self) -> tuple[Fact, ...]:
        typed = self.cleaned_data
        admitted: datetime = typed["admitted_at"]
        legal = Legal(typed["legal"]).label if typed["legal"] else ""
        return (
            Fact("Prisoner number", typed["number"]),
            Fact("Name", f"{typed['family_name'].upper()}, {typed['given_names']}"),
            Fact("Date of birth", day(typed["born_on"]), unknown=typed["born_on"] is None),
            Fact("Gender", Person.Gender(typed["gender"]).label),
            Fact("Establishment", typed["establishment"].name),
            Fact("Hall", typed["hall"]),
            Fact("Admitted", moment(admitted)),
            Fact("Legal status", legal),
            Fact("Home council", typed["residence"].name if typed["residence"] else ""),
            Fact("What helps them take part", typed["communication_needs"]),
            Fact("Supervision level", "High", note="Everybody is High on reception."),
        )
