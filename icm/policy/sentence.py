"""Sentence arithmetic in days. Pure counting: which fraction applies when is `icm.people.policy`.

No source read says how part days are rounded. The method here: a sentence ends on the day before
the anniversary of its start, and a fraction is served at the end of the first whole day that
completes it. Every date so reached is shown as "rounding not stated", good to a day either way.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from icm.policy.calendar import add_days, add_months, is_holiday
from icm.policy.facts import Term

ROUNDING = "No source read states how part days are rounded: good to a day either way."
THURSDAY, FRIDAY, SATURDAY = 3, 4, 5
REFERENCE = date(2025, 1, 1)  # to compare lengths where the start is not known

Unsuitable = Callable[[date], bool]


def is_readable(term: Term | None) -> bool:
    """Whether a term says a length at all: nothing negative, and longer than nothing."""
    if term is None:
        return False
    parts = (term.years, term.months, term.weeks, term.days)
    return min(parts) >= 0 and max(parts) > 0


def anniversary(start: date, term: Term) -> date:
    """The first day after a term that begins on `start`."""
    after = add_months(start, term.years * 12 + term.months)
    return add_days(after, term.weeks * 7 + term.days)


def term_end(start: date, term: Term) -> date:
    """The last day of a term that begins on `start`."""
    return add_days(anniversary(start, term), -1)


def length(start: date, end: date) -> int:
    """Days from the first to the last, both counted."""
    return (end - start).days + 1


def served(start: date, days: int, fraction: Fraction) -> date:
    """The day on which that fraction of a sentence of `days` has been served."""
    whole = -(-days * fraction.numerator // fraction.denominator)
    return add_days(start, whole - 1)


def is_at_least(months: int, start: date | None, term: Term | None, days: int | None) -> bool:
    """Whether a term, or else a number of days, reaches that many months."""
    first = start or REFERENCE
    after = anniversary(first, term) if term is not None else add_days(first, days or 0)
    return after >= add_months(first, months)


def is_excepted(day: date) -> bool:
    """Friday, Saturday, Sunday, a public holiday or the day before one."""
    return day.weekday() >= FRIDAY or is_holiday(day) or is_holiday(add_days(day, 1))


def suitable_day(day: date) -> date:
    """The day of release brought forward off excepted days, and off a Thursday reached directly.

    A Thursday stays where the release was itself brought forward to it.
    """
    if is_excepted(day):
        return _brought_forward(day, is_excepted)
    if day.weekday() == THURSDAY:
        return _brought_forward(day, lambda d: d.weekday() == THURSDAY or is_excepted(d))
    return day


def weekday_before(day: date) -> date:
    """The older rule: off a Saturday, Sunday or public holiday to the last day before it."""
    return _brought_forward(day, lambda d: d.weekday() >= SATURDAY or is_holiday(d))


def _brought_forward(day: date, unsuitable: Unsuitable) -> date:
    while unsuitable(day):
        day = add_days(day, -1)
    return day
