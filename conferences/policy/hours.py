"""The hours of a week: typed as "09:30-10:30, 14:00-15:00" for each day, and said in words."""

import re
from collections.abc import Collection, Iterable
from itertools import groupby, pairwise
from typing import NamedTuple

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORTEST, LONGEST = 15, 240  # minutes of one conference: shorter or longer is a slip of the hand
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")


class Span(NamedTuple):
    """One hour of every week: its weekday (0 is Monday), its start in minutes after midnight, its length."""

    weekday: int
    start: int
    minutes: int

    @property
    def end(self) -> int:
        return self.start + self.minutes


class NotHours(ValueError):
    """What was typed is no list of hours; the message says which part and why."""


def read(weekday: int, typed: str) -> list[Span]:
    """The hours of one day as somebody typed them."""
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", typed) if piece.strip()]
    spans = sorted(_span(weekday, piece) for piece in pieces)
    if clash := overlap(spans):
        raise NotHours(f"two hours overlap, {clash}")
    return spans


def _span(weekday: int, piece: str) -> Span:
    ends = re.split(r"\s*(?:-|–|to)\s*", piece)
    if len(ends) != 2:
        raise NotHours(f"write each hour as 09:30-10:30; this says {piece}")
    start, end = (_minutes(one, piece) for one in ends)
    if end <= start:
        raise NotHours(f"{piece} ends before it begins")
    if not SHORTEST <= end - start <= LONGEST:
        raise NotHours(
            f"{piece} is {end - start} minutes; one conference takes {SHORTEST} to {LONGEST}."
            " Give each conference an hour of its own"
        )
    return Span(weekday, start, end - start)


def _minutes(typed: str, piece: str) -> int:
    found = _CLOCK.fullmatch(typed)
    if found is None:
        raise NotHours(f"{typed or 'nothing'} in {piece} is no time by the 24-hour clock")
    return int(found[1]) * 60 + int(found[2])


def overlap(week: Collection[Span]) -> str:
    """Two hours that overlap, in words; "" where none do."""
    for one, other in pairwise(sorted(week)):
        if one.weekday == other.weekday and other.start < one.end:
            return f"{_said(one)} and {_said(other)}"
    return ""


def typed(week: Iterable[Span], weekday: int) -> str:
    """The hours of one day, as they are typed."""
    return ", ".join(_said(span) for span in sorted(week) if span.weekday == weekday)


def in_words(week: Iterable[Span]) -> str:
    """Monday 09:30-10:30, 14:00-15:00; Tuesday to Friday 09:30-10:30."""
    listed = list(week)
    said = [(number, typed(listed, number)) for number in range(len(DAYS))]
    alike = groupby([one for one in said if one[1]], key=lambda one: one[1])
    return "; ".join(f"{_days(day for day, _ in same)} {hours}" for hours, same in alike)


def _days(numbers: Iterable[int]) -> str:
    """Monday; Monday and Tuesday; Monday to Wednesday; but Monday, Wednesday."""
    listed = list(numbers)
    first, last = DAYS[listed[0]], DAYS[listed[-1]]
    if len(listed) == 1:
        return first
    if listed[-1] - listed[0] >= len(listed):
        return ", ".join(DAYS[number] for number in listed)
    return f"{first} and {last}" if len(listed) == 2 else f"{first} to {last}"


def clock(minutes: int) -> str:
    """09:30."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _said(span: Span) -> str:
    return f"{clock(span.start)}-{clock(span.end)}"
