"""Shifts, absences and who stands in."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from icm.core.forms import DateParts
from icm.core.models import User
from icm.people.models import ShiftPattern
from icm.people.queries import Roster

LETTERS = {
    "E": ShiftPattern.Shift.EARLY,
    "L": ShiftPattern.Shift.LATE,
    "D": ShiftPattern.Shift.DAY,
    "N": ShiftPattern.Shift.NIGHT,
    "R": ShiftPattern.Shift.REST,
}
_LETTER_OF = {shift.value: letter for letter, shift in LETTERS.items()}


class Member(forms.ModelChoiceField[User]):
    """Members of staff, each with what the roster says of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=User.objects.none(),
            required=False,
            blank=True,  # else radios would offer no way to choose nobody
            widget=forms.RadioSelect,
            empty_label="Nobody yet",
            **kwargs,
        )
        self.rosters: Mapping[int, Roster] = {}

    def label_from_instance(self, obj: User) -> str:
        roster = self.rosters.get(obj.pk)
        return f"{obj.display_name()}: {roster.in_words}" if roster else obj.display_name()


class _Covered(forms.Form):
    cover = Member(
        label="Who stands in?",
        help_text="They see these people, and may do what the officer may, on these days only.",
    )

    def __init__(
        self,
        *args: Any,
        candidates: QuerySet[User],
        rosters: Mapping[int, Roster],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cover"]
        field.rosters = rosters  # type: ignore[attr-defined]
        field.queryset = candidates  # type: ignore[attr-defined]


class RecordAbsence(_Covered):
    from_on = DateParts(label="First day away", help_text="For example 3 March 2026")
    until_on = DateParts(label="Last day away", help_text="For example 17 March 2026")
    field_order = ("from_on", "until_on", "cover")


class ChangeCover(_Covered):
    pass


class RecordShifts(forms.Form):
    from_on = DateParts(
        label="From which Monday?",
        help_text="The pattern repeats from that day until another begins",
    )
    shifts = forms.CharField(
        label="Shifts, one letter a day from Monday",
        max_length=120,
        help_text="E early, L late, D day, N night, R rest day. One to eight whole weeks, for example EELLDRR",
    )

    def clean_from_on(self) -> date:
        found: date = self.cleaned_data["from_on"]
        if found.weekday():
            monday = found - timedelta(days=found.weekday())
            raise ValidationError(
                f"From which Monday? That is no Monday; the one before it is {monday.day}"
                f" {monday:%B %Y}"
            )
        return found

    def clean_shifts(self) -> tuple[str, ...]:
        letters = "".join(self.cleaned_data["shifts"].split()).upper()
        unknown = sorted(set(letters) - set(LETTERS))
        if unknown:
            raise ValidationError(f"Shifts: there is no shift {', '.join(unknown)}")
        if len(letters) % 7 or len(letters) > 56:
            raise ValidationError(
                f"Shifts: enter one letter for each day of whole weeks; these are {len(letters)}"
            )
        return tuple(LETTERS[letter].value for letter in letters)


def in_letters(shifts: list[str]) -> str:
    """A stored pattern as it is typed, a space between weeks."""
    letters = [_LETTER_OF[shift] for shift in shifts]
    return " ".join("".join(letters[start : start + 7]) for start in range(0, len(letters), 7))
