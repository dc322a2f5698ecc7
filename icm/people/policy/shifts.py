"""Which shift a repeating pattern gives on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

Pattern = tuple[date, Sequence[str]]  # the Monday it begins on, and one shift a day in whole weeks


def shift_on(patterns: Iterable[Pattern], on: date) -> str:
    """The shift of the newest pattern that has begun; empty before the first one: then it is not known."""
    begun = [(start, shifts) for start, shifts in patterns if start <= on]
    if not begun:
        return ""
    start, shifts = max(begun, key=lambda pattern: pattern[0])
    return shifts[(on - start).days % len(shifts)]
