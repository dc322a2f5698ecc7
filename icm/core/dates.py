"""Dates as people read them. Lists call these in queries.py, single values use the filters of the same name.

Django's own date filter parses a format string on every call; a list page pays for that fifty times over.
"""

from datetime import date, datetime

from django.utils import timezone

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NOT_KNOWN = "not known"


def day(value: date | None) -> str:
    """3 March 2026. A moment is shown as the day it fell on in Scotland."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """Monday 21 December 2026, 09:30 to 10:30, by the clock in Scotland."""
    starts, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return f"{starts:%A} {day(starts.date())}, {starts:%H:%M} to {ends:%H:%M}"


def moment(value: datetime | None) -> str:
    """3 March 2026 at 14:05, by the clock in Scotland."""
    if value is None:
        return NOT_KNOWN
    local = timezone.localtime(value)
    return f"{day(local)} at {local.hour:02}:{local.minute:02}"
