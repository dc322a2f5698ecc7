"""Rooms, the hours of their week, closed days and social workers' days, as somebody types them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from conferences.models.rooms import WEEKDAYS
from conferences.policy.hours import DAYS, NotHours, Span, read, typed
from icm.core.forms import DateParts
from icm.core.sending import Today, Versioned

OWN_TEAM = ("", "This prison's own social workers")


class _Fittings(forms.Form):
    name = forms.CharField(
        label="What is the room called?", max_length=80, help_text="For example ICM room 1"
    )
    secure = forms.BooleanField(
        label="It is a secure room",
        required=False,
        help_text="People at high supervision are placed in secure rooms only",
    )
    video = forms.BooleanField(label="It has a video link", required=False)


class AddRoom(_Fittings):
    pass


class ChangeRoom(_Fittings, Versioned):
    closed_from = DateParts(
        label="First day on which it cannot be used",
        help_text="Leave it empty while it is in use",
        required=False,
    )
    closed_until = DateParts(
        label="Last day on which it cannot be used",
        help_text="Leave it empty if it is closed for good",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("closed_from"), cleaned.get("closed_until")
        if until and not since and "closed_from" not in self.errors:
            self.add_error(
                "closed_from", "First day on which it cannot be used: give it, with the last day"
            )
        if since and until and until < since:
            self.add_error(
                "closed_until", "Last day on which it cannot be used: it comes before the first"
            )
        return cleaned


class Hours(Versioned):
    """A line for each day of the week: the hours in which one conference each can be held."""

    def __init__(self, *args: Any, week: Iterable[Span] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = list(week)
        for number, name in enumerate(DAYS):
            self.fields[name.lower()] = forms.CharField(
                label=name,
                required=False,
                max_length=300,
                initial=typed(standing, number),
                help_text="For example 09:30-10:30, 10:45-11:45" if number == 0 else "",
            )
        self.order_fields([*(name.lower() for name in DAYS), "version"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        week: list[Span] = []
        for number, name in enumerate(DAYS):
            try:
                week += read(number, cleaned.get(name.lower(), ""))
            except NotHours as fault:
                self.add_error(name.lower(), f"{name}: {fault}")
        cleaned["week"] = week
        return cleaned


class CloseDay(Today):
    from_today = ("on",)
    on = DateParts(label="Which day?")
    why = forms.CharField(
        label="Why is the establishment closed?",
        max_length=80,
        help_text="For example staff training. Name nobody here.",
    )


class SocialWorkDays(forms.Form):
    """Whose days, and which. None ticked: their days are not known, and any day is asked for."""

    council = forms.ChoiceField(label="Whose social workers?", required=False, choices=())
    weekdays = forms.TypedMultipleChoiceField(
        label="On which days do they come to conferences?",
        help_text="Tick none if it is not known.",
        choices=WEEKDAYS[:5],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, councils: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["council"].choices = [OWN_TEAM, *councils]

    def clean_weekdays(self) -> list[int]:
        found: list[int] = self.cleaned_data["weekdays"]
        if len(set(found)) != len(found):
            raise ValidationError("On which days do they come? Tick each day once")
        return found
