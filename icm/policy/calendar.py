"""Working days, Scottish public holidays, hours and months, counted one way everywhere.

Arithmetic that leaves the years a calendar can hold, or the years whose public holidays are known,
raises `BeyondCalendar` and nothing else: a rule answers it with *unknown*.
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

DAY = timedelta(days=1)
SATURDAY = 5
LONDON = ZoneInfo("Europe/London")
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
_SCOTLAND = holidays.country_holidays("GB", subdiv="SCT")
FIRST_KNOWN_YEAR: int = _SCOTLAND.start_year
LAST_KNOWN_YEAR: int = _SCOTLAND.end_year


class BeyondCalendar(LookupError):
    """A day was needed that no calendar here can tell; the message says so to staff."""


@cache
def scottish_holidays(year: int) -> frozenset[date]:
    """Public holidays of one year; `BeyondCalendar` outside the years the library knows."""
    if not FIRST_KNOWN_YEAR <= year <= LAST_KNOWN_YEAR:
        raise BeyondCalendar(
            f"Scottish public holidays are known from {FIRST_KNOWN_YEAR} to {LAST_KNOWN_YEAR};"
            f" a day in {year} was needed."
        )
    return frozenset(holidays.country_holidays("GB", subdiv="SCT", years=year))


def is_holiday(day: date) -> bool:
    return day in scottish_holidays(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no Scottish public holiday."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def working_days_after(day: date, n: int) -> date:
    """The nth working day after `day`; the day itself is not counted."""
    while n > 0:
        day = add_days(day, 1)
        if is_working_day(day):
            n -= 1
    return day


def add_days(day: date, n: int) -> date:
    try:
        return day + timedelta(days=n)
    except OverflowError:
        raise BeyondCalendar(f"{n} days from {day.isoformat()} is no day of a calendar.") from None


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise BeyondCalendar(f"{months} months from {day.isoformat()} is no day of a calendar.")
    month = month0 + 1
    if day.day <= 28:  # every month has it: spares the look-up in the nightly sweep
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def hours_after(moment: datetime, hours: int) -> datetime:
    """That many hours of elapsed time later, as the clock in Scotland then reads.

    A day on which the clocks change has 23 or 25 hours, so the arithmetic is done in UTC. A moment
    without a time zone is read as Scottish time.
    """
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON)
    try:
        return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(LONDON)
    except (OverflowError, ValueError):
        raise BeyondCalendar(f"{hours} hours from {moment} is no moment of a calendar.") from None


def in_scotland(moment: datetime) -> datetime:
    """The same moment as the clock in Scotland reads it."""
    return hours_after(moment, 0)


def in_words(day: date) -> str:
    """3 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """3 March 2026 at 14:00."""
    return f"{in_words(moment)} at {moment:%H:%M}"
