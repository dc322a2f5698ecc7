"""Events, dates entered by hand, allocations, broken glass."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from icm.core.forms import DateParts
from icm.core.models import User
from icm.core.sending import Once, TimeOfDay, Versioned, moment_of
from icm.people.queries.staffing import Roster
from icm.policy.facts import PLANNED, EventKind

# The hour decides whether these were in time.
TO_THE_MINUTE = frozenset({EventKind.CORE_SCREEN, EventKind.CORE_SCREEN_PART})


class RecordEvent(Once):
    """What happened; which questions are asked depends on the kind."""

    on = DateParts(label="When was it done?", help_text="For example 3 March 2026")
    time = TimeOfDay(
        required=False,
        help_text="By the 24-hour clock, for example 14:05. Leave it empty if the time is not known.",
    )
    note = forms.CharField(
        label="Note",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For the team. No scores, no health detail and nothing about victims.",
    )

    def __init__(self, *args: Any, kind: EventKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind in PLANNED:
            self.fields["on"].label = "For which day is it planned?"
        else:
            self.fields["on"].latest = today  # type: ignore[attr-defined]
        if kind not in TO_THE_MINUTE:
            del self.fields["time"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("on") and found.get("time") is not None:
            found["at"] = moment_of(found["on"], found["time"])
        return found

    @property
    def at(self) -> datetime | None:
        return self.cleaned_data.get("at")


class WithdrawEvent(forms.Form):
    why = forms.CharField(
        label="Why should it not count?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: recorded for the wrong person.",
    )


class EnterDate(Versioned):
    on = DateParts(label="Date", help_text="For example 3 March 2026")
    why = forms.CharField(
        label="Why does this date stand?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: the warrant, or a letter from the court, with its date.",
    )


class WithdrawDate(Versioned):
    why = forms.CharField(
        label="Why should the entered date not count?", widget=forms.Textarea(attrs={"rows": 3})
    )


SIDE_BY_SIDE = (
    "In brackets: how many people are allocated to them now. After it: when they are there."
    " Nobody is suggested: who fits whom is for you to say."
)


class _Loaded(forms.ModelChoiceField[User]):
    """Members of staff with the number of people they look after now, and where it is kept, when they are there."""

    rosters: Mapping[int, Roster] = {}

    def label_from_instance(self, obj: User) -> str:
        number: int = obj.load  # type: ignore[attr-defined]
        load = f"{obj.display_name()} ({number} {'person' if number == 1 else 'people'})"
        roster = self.rosters.get(obj.pk)
        return f"{load}: {roster.in_words}" if roster else load


class Allocate(Versioned):
    to = _Loaded(
        label="Who is it to be?",
        queryset=None,
        required=False,
        empty_label="Nobody for now",
        help_text="In brackets: how many people are allocated to them now.",
    )

    def __init__(
        self,
        *args: Any,
        candidates: QuerySet[User],
        rosters: Mapping[int, Roster] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if rosters is not None:
            field.rosters = rosters  # type: ignore[attr-defined]
            field.widget = forms.RadioSelect()
            field.help_text = SIDE_BY_SIDE
        field.queryset = candidates  # type: ignore[attr-defined]


class BreakGlass(forms.Form):
    number = forms.CharField(label="Prisoner number", max_length=12)
    reason = forms.CharField(
        label="Why do you need to see this record?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The person's ICM Co-ordinator is told, and reads this.",
        min_length=10,
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        return number.strip().upper()
