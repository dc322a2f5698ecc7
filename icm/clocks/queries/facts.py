"""The facts the rules look at, put together from every app that holds some.

``on`` is the day asked about, which may lie in the past or the future; ``known_at`` restricts the answer to what the
database knew at a moment, so that an appeal can ask what could have been known.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from casework.queries.facts import NOTHING_KNOWN, case_facts
from conferences.queries.facts import NOTHING_KNOWN as NO_CONFERENCE
from conferences.queries.facts import conference_facts
from icm.clocks.models import Waiver
from icm.core.history import as_known
from icm.core.prepared import fact_rows
from icm.people.queries.facts import person_facts
from icm.policy.calendar import LONDON
from icm.policy.facts import Band, EventKind, Facts, WaiverFacts
from risk.queries import review_facts

BATCH = 500  # people read, evaluated and written at a time: memory stays flat, an act waits for no more than these
NOT_ASSESSED = 0
_RANKS = {band.value: rank for rank, band in enumerate(Band, start=NOT_ASSESSED + 1)}


@dataclass(frozen=True, slots=True)
class Subject:
    """One person as the rules see them, and their assessed risk as a number to order lists by."""

    person: int
    in_custody: bool
    facts: Facts
    risk_rank: int


def facts_of(
    persons: Iterable[int], *, on: date, known_at: datetime | None = None
) -> Iterator[tuple[int, Facts]]:
    """Key and facts of each person, as true on that day. Five queries for every ``BATCH`` people."""
    waiting = iter(persons)
    while batch := list(islice(waiting, BATCH)):
        for subject in subjects(batch, on=on, known_at=known_at):
            yield subject.person, subject.facts


def subjects(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> Iterator[Subject]:
    """One batch of people by key; five queries."""
    reviews = review_facts(persons, on=on, known_at=known_at)
    waivers = _waivers(persons, on, known_at)
    cases = case_facts(persons, on=on, known_at=known_at)
    conferences = conference_facts(persons, on=on, known_at=known_at)
    for known in person_facts(persons, on=on, known_at=known_at):
        key = known.person
        case = cases.get(key, NOTHING_KNOWN)
        meetings = conferences.get(key, NO_CONFERENCE)
        facts = replace(
            known.facts,
            reviews=reviews.get(key, ()),
            waivers=tuple(waivers.get(key, ())),
            away=case.away,
            involved=case.involved,
            conferences=meetings.conferences,
            judged=meetings.judged,
            objections=meetings.objections,
        )
        yield Subject(key, known.in_custody, facts, _rank(facts, known.risk_band))


def _waivers(
    persons: Collection[int], on: date, known_at: datetime | None
) -> dict[int, list[WaiverFacts]]:
    found: defaultdict[int, list[WaiverFacts]] = defaultdict(list)
    for row in _waiver_rows(persons, on=on, known_at=known_at):
        person, rule, due_on, until_on, at, why, first_name, last_name, username = row
        by = f"{first_name} {last_name}".strip() or username
        day = at.astimezone(LONDON).date()
        found[person].append(
            WaiverFacts(rule=rule, due_on=due_on, by=by, on=day, why=why, until_on=until_on)
        )
    return found


@fact_rows
def _waiver_rows(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = (
        as_known(Waiver, known_at)
        .filter(
            Q(withdrawn_at=None) | Q(withdrawn_at__date__gt=on),
            person_id__one_of=persons,
            at__date__lte=on,
        )
        .order_by("at", "id")
        .values_list(
            "person_id", "rule", "due_on", "until_on", "at", "why",
            "by__first_name", "by__last_name", "by__username",
        )
    )  # fmt: skip
    return rows


def _rank(facts: Facts, stored: str) -> int:
    """The band of the newest LS/CMI, else the band on record; nothing known ranks lowest."""
    assessed = next((e.value for e in reversed(facts.all(EventKind.LSCMI)) if e.value), "")
    return _RANKS.get(assessed or stored, NOT_ASSESSED)
