"""Refusing a placing, placing by hand, and choosing the dates to fix: text into values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from icm.core.forms import DateParts
from icm.core.sending import TimeOfDay, moment_of


class Refuse(forms.Form):
    why = forms.CharField(
        label="Why does this time not do?",
        help_text="For the team. The next search leaves this time out for them.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Place(forms.Form):
    """A room, a day and a time."""

    room = forms.TypedChoiceField(
        label="In which room?", choices=(), coerce=int, widget=forms.RadioSelect
    )
    on = DateParts(label="On which day?", help_text="For example 3 March 2027")
    time = TimeOfDay(label="From what time?")
    minutes = forms.IntegerField(
        label="For how many minutes?", min_value=15, max_value=240, help_text="15 to 240"
    )

    def __init__(self, *args: Any, rooms: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["room"].choices = list(rooms)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        on, time = cleaned.get("on"), cleaned.get("time")
        if on and time is not None:
            try:
                cleaned["starts_at"] = moment_of(on, time)
            except ValidationError as fault:
                self.add_error("time", fault)
        return cleaned


class FixDates(forms.Form):
    """Which of the week's placings become fixed dates."""

    placings = forms.TypedMultipleChoiceField(
        label="Which dates are to be fixed?",
        choices=(),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Which dates are to be fixed? Tick at least one"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["placings"].choices = list(choices)
