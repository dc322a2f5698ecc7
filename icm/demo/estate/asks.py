"""What people asked for at a terminal, in every kind and state; no source says how many do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle, product
from random import Random
from typing import Any

from django.apps import apps

from casework.policy.asks import Part, Wanted, answer_by
from icm.core.bulk import copy
from icm.demo.estate.inside import Inside
from icm.demo.estate.staff import Staff
from icm.demo.estate.words import lines
from icm.policy.calendar import LONDON

Row = Sequence[Any]

COLUMNS = (
    "person", "reference", "number", "state", "wanted", "part", "words", "asked_at", "asked_by", "answer_by",
    "escalated_at", "answer", "answered_at", "answered_by", "withdrawn_at", "version",
)  # fmt: skip
ASKED = 0.03  # of people
SINCE = timedelta(days=50)  # the longest ago that any was asked
_NUMBERS = (1, 1, 2)  # how many one person asks for
# How one stands, with how many days ago at most it was asked.
_STANDS = {"waiting": 3, "late": 45, "done": 45, "refused": 45, "withdrawn": 45}
_LATE_FROM = 22  # days ago: whatever was asked for then is overdue


@dataclass(frozen=True, slots=True)
class Asked:
    wanted: Wanted
    stands: str
    asked_at: datetime
    part: str
    words: str


def who_asks(everybody: Iterable[Inside], draw: Random, on: date) -> list[Inside]:
    """Of those who have been there for as long as any could be asked."""
    return [
        one
        for one in everybody
        if one.arrived_on < on - SINCE and (draw.random() < ASKED or one.shown)
    ]


def write_asks(
    askers: Sequence[Inside], users: Mapping[int, int], staff: Staff, draw: Random, at: datetime
) -> int:
    """One COPY; each kind comes in each state before any comes again."""
    kinds = cycle(draw.sample(every := list(product(Wanted, _STANDS)), len(every)))
    rows = (
        (
            one.key,
            f"estate-{number}",
            number,
            *_columns(asked, one.officer(staff), users[one.key], draw, at),
        )
        for one in askers
        for number, asked in enumerate(wishes(kinds, draw, at), 1)
    )
    return copy(apps.get_model("casework", "Ask"), COLUMNS, rows)


def wishes(kinds: Iterator[tuple[Wanted, str]], draw: Random, at: datetime) -> list[Asked]:
    """What one person asked for, of no kind twice, the earliest first."""
    found: list[Asked] = []
    for _ in range(draw.choice(_NUMBERS)):
        wanted, stands = next(one for one in kinds if one[0] not in {had.wanted for had in found})
        back = timedelta(
            days=draw.randint(_LATE_FROM if stands != "waiting" else 1, _STANDS[stands]),
            minutes=draw.randint(-300, 300),
        )
        part = draw.choice(list(Part)).value if wanted is Wanted.CORRECTION else ""
        said = part or (wanted.value if draw.random() < 0.6 else "")
        words = draw.choice(lines("asks", said)) if said else ""
        found.append(Asked(wanted, stands, at - back, part, words))
    return sorted(found, key=lambda one: one.asked_at)


def _columns(asked: Asked, officer: int, user: int, draw: Random, at: datetime) -> Row:
    by = answer_by(asked.wanted, asked.asked_at.date())
    told_at = _morning_after(by) if asked.stands == "late" else None
    state = "waiting" if asked.stands == "late" else asked.stands
    after = min(asked.asked_at + timedelta(days=draw.randint(1, 14), hours=2), at)
    answer: tuple[str, datetime | None, int | None] = ("", None, None)
    if state in ("done", "refused"):
        answer = (draw.choice(lines("asks", f"{asked.wanted} {state}")), after, officer)
    return (
        state, asked.wanted.value, asked.part, asked.words, asked.asked_at, user, by, told_at, *answer,
        after if state == "withdrawn" else None, 1 + (state != "waiting"),
    )  # fmt: skip


def _morning_after(day: date) -> datetime:
    """When its manager is told that nobody answered."""
    return datetime.combine(day + timedelta(days=1), time(6, 30), LONDON)
