"""Entries that First Line Managers drew and read: a few at each establishment, one still to be read at some."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.apps import apps

from casework.policy.quality import DRAWN_FROM, QUESTIONS, Mark, Question
from icm.core.bulk import copy
from icm.demo.estate.case_columns import READING
from icm.demo.estate.case_writing import Readable
from icm.demo.estate.staff import Staff
from icm.demo.estate.words import lines
from icm.policy.roles import Role

READ = 8  # at most, at one establishment
SEEN = 0.5  # of readings: the writer has looked at what was said


def write_readings(found: Iterable[Readable], staff: Staff, draw: Random, at: datetime) -> None:
    by_place: dict[str, list[Readable]] = defaultdict(list)
    since = at - timedelta(days=DRAWN_FROM.at(at.date()) - 5)
    for one in found:
        if since <= one.written_at < at - timedelta(days=3):
            by_place[one.place].append(one)
    places = apps.get_model("people", "Establishment")._default_manager
    keys = dict(places.values_list("slug", "pk"))
    rows = [
        row
        for place in sorted(by_place)
        for row in _readings(by_place[place], keys[place], staff, draw, at)
    ]
    copy(apps.get_model("casework", "QualityReading"), READING, rows)


def _readings(
    found: list[Readable], place: int, staff: Staff, draw: Random, at: datetime
) -> Iterator[Sequence[Any]]:
    """The last one drawn is still open wherever more than a few were."""
    chosen = draw.sample(found, min(READ, len(found)))
    manager = staff.first(Role.FIRST_LINE_MANAGER, chosen[0].place)
    for number, one in enumerate(sorted(chosen, key=lambda entry: entry.written_at), 1):
        drawn_at = min(one.written_at + timedelta(days=draw.randint(1, 10)), at - timedelta(days=1))
        if number == READ:
            yield (one.narrative, place, drawn_at, manager, {}, "", None, None, None)
            continue
        read_at = drawn_at + timedelta(hours=draw.randint(1, 20))
        marks = {
            question.value: _mark(question, one, draw) for question in QUESTIONS.at(drawn_at.date())
        }
        seen_at = read_at + timedelta(hours=1) if draw.random() < SEEN else None
        said = draw.choice(lines("talks", "feedback"))
        yield (one.narrative, place, drawn_at, manager, marks, said, read_at, manager, seen_at)


def _mark(question: Question, one: Readable, draw: Random) -> str:
    if question is Question.OWN:
        return Mark.NO.value if one.copied else Mark.YES.value
    if one.thin or one.copied:
        return draw.choice((Mark.NO.value, Mark.NO.value, Mark.CANNOT_TELL.value))
    return draw.choice((Mark.YES.value, Mark.YES.value, Mark.NO.value))
