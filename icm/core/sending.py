"""Forms that ask nothing, may be sent twice, late, or beside somebody else's; days and moments that are typed."""

from datetime import UTC, date, datetime, time
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from icm.policy.calendar import LONDON


def _reference() -> str:
    return uuid4().hex


class Press(forms.Form):
    """Nothing to fill in: the button is the act."""


class Once(forms.Form):
    """Names what is being recorded when the page is made: sent twice, it is recorded once."""

    reference = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=_reference)


class Versioned(forms.Form):
    """Carries the version the page was made from: an edit of an earlier one is refused, not lost."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Today(forms.Form):
    """Knows the day: those of ``until_today`` must have come, those of ``from_today`` must not have passed."""

    until_today: ClassVar[tuple[str, ...]] = ()
    from_today: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in self.until_today:
            fields[name].latest = today
        for name in self.from_today:
            fields[name].earliest = today


class TimeOfDay(forms.TimeField):
    """A time by the 24-hour clock, as 14:05, 14.05 or 1405."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"maxlength": 5}))
        kwargs.setdefault("label", "Time")
        kwargs.setdefault("help_text", "By the 24-hour clock, for example 14:05")
        kwargs.setdefault("input_formats", ["%H:%M", "%H.%M", "%H%M"])
        label = kwargs["label"]
        message = f"{label}: write it by the 24-hour clock, for example 14:05"
        super().__init__(error_messages={"invalid": message}, **kwargs)


def moment_of(day: date, at: time) -> datetime:
    """That time on that day in Scotland. Where the clock goes back, the first of the two."""
    moment = datetime.combine(day, at, LONDON)
    if moment.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment.replace(
        tzinfo=None
    ):
        raise ValidationError("The clocks went forward then: there was no such time.")
    return moment
