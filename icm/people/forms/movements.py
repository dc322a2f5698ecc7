"""Transfers, moves inside an establishment, release."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from icm.core.forms import DateParts
from icm.core.sending import Once, TimeOfDay, Today, Versioned, moment_of
from icm.people.models import Establishment, Person


class Moved(Today, Once, Versioned):
    """When it happened, to the minute."""

    until_today = ("on",)
    on = DateParts(label="Day", help_text="For example 3 March 2026")
    time = TimeOfDay()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("on") and found.get("time") is not None:
            found["moved_at"] = moment_of(found["on"], found["time"])
        return found

    @property
    def moved_at(self) -> datetime:
        moment: datetime = self.cleaned_data["moved_at"]
        return moment


class Transfer(Moved):
    to: "forms.ModelChoiceField[Establishment]" = forms.ModelChoiceField(
        label="Establishment they went to", queryset=None, empty_label="Choose"
    )
    hall = forms.CharField(label="Hall there", required=False, max_length=60)
    part = forms.ChoiceField(
        label="Which part of it?",
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("", "Not known yet"),
            (Person.Location.MAINSTREAM.value, "A hall, in closed conditions"),
            (Person.Location.NTE.value, Person.Location.NTE.label),
            (Person.Location.CIU.value, Person.Location.CIU.label),
        ],
        help_text=(
            "Not needed for the Open Estate or a custody unit. Back in closed conditions from National Top End or the"
            " Open Estate, a conference is due."
        ),
    )
    field_order = ("to", "part", "hall", "on", "time")

    def __init__(self, *args: Any, places: QuerySet[Establishment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = places  # type: ignore[attr-defined]


class Release(Moved):
    pass


class PlanTransfer(Versioned):
    to: "forms.ModelChoiceField[Establishment]" = forms.ModelChoiceField(
        label="Establishment they will go to",
        queryset=None,
        required=False,
        empty_label="No transfer is planned",
        help_text="Reception and the ICM co-ordinators there can then see this record, to prepare.",
    )

    def __init__(self, *args: Any, places: QuerySet[Establishment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = places  # type: ignore[attr-defined]


class Relocate(Versioned):
    location = forms.ChoiceField(label="Part of the establishment", widget=forms.RadioSelect)
    hall = forms.CharField(label="Hall", required=False, max_length=60)

    def __init__(self, *args: Any, units: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [Person.Location.MAINSTREAM, *(Person.Location(kind) for kind in units)]
        self.fields["location"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
