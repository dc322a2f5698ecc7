"""Working days, Scottish public holidays and months, counted one way everywhere."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)
SATURDAY = 5
_SCOTLAND = holidays.country_holidays("GB", subdiv="SCT")
LAST_KNOWN_YEAR: int = _SCOTLAND.end_year


class BeyondCalendar(LookupError):
    """The public holidays of that day's year are not known, so a working day cannot be told."""

    def __init__(self, on: date) -> None:
        super().__init__(
            f"Scottish public holidays are known to {LAST_KNOWN_YEAR}; {on.isoformat()} is later."
        )
        self.on = on


@cache
def scottish_holidays(year: int) -> frozenset[date]:
    """Public holidays of one year; `BeyondCalendar` past the last year the library knows."""
    if year > LAST_KNOWN_YEAR:
        raise BeyondCalendar(date(year, 1, 1))
    return frozenset(holidays.country_holidays("GB", subdiv="SCT", years=year))


def is_holiday(day: date) -> bool:
    return day in scottish_holidays(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no Scottish public holiday."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def working_days_after(day: date, n: int) -> date:
    """The nth working day after `day`; the day itself is not counted."""
    while n > 0:
        day += DAY
        if is_working_day(day):
            n -= 1
    return day


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = month0 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def in_words(day: date) -> str:
    """3 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


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
