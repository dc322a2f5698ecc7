"""When a person is elsewhere, as somebody types it."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from conferences.models import Engagement
from icm.core.forms import DateParts
from icm.core.sending import TimeOfDay, moment_of


class AddEngagement(forms.Form):
    kind = forms.ChoiceField(
        label="What is it?", choices=Engagement.Kind.choices, widget=forms.RadioSelect
    )
    on = DateParts(label="On which day?")
    start = TimeOfDay(
        label="From what time?",
        required=False,
        help_text="For example 09:30. Leave both times empty for the whole day",
    )
    end = TimeOfDay(label="Until what time?", required=False, help_text="For example 12:00")
    source = forms.ChoiceField(
        label="Who says so?", choices=Engagement.Source.choices, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        on, start, end = (cleaned.get(name) for name in ("on", "start", "end"))
        if self.errors or on is None:
            return cleaned
        if (start is None) != (end is None):
            missing = "end" if end is None else "start"
            label = self.fields[missing].label
            self.add_error(missing, f"{label} Give both times, or neither for the whole day")
            return cleaned
        if start is not None and end is not None and end <= start:
            self.add_error("end", "Until what time? It ends before it begins")
            return cleaned
        try:
            cleaned["from_at"], cleaned["until_at"] = _span(on, start, end)
        except ValidationError as fault:
            self.add_error("start", fault)
        return cleaned


def _span(on: date, start: time | None, end: time | None) -> tuple[datetime, datetime]:
    return moment_of(on, start or time(0)), moment_of(on, end or time(23, 59))
