"""What the rules may know of people: their own facts, in one query for any number of them.

``on`` says when a fact must be true: what happened after that day does not count, and the rules leave out a date
entered after it. ``known_at`` says when it must have been recorded: left out, everything else known now counts.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONArray

from icm.core.history import as_known
from icm.core.prepared import fact_rows
from icm.people.models import Allocation, EnteredDate, Event, Movement, Person, Sentence
from icm.policy.calendar import LONDON
from icm.policy.facts import (
    PLANNED,
    DateFacts,
    EventFacts,
    EventKind,
    Facts,
    Legal,
    SentenceFacts,
    SentenceKind,
    Term,
)
from icm.policy.roles import Role

Row = list[Any]

_SENTENCE = (
    "kind", "imposed_on", "start_on", "term_years", "term_months", "term_weeks", "term_days", "ends_on",
    "extension_months", "supervision_months", "punishment_years", "punishment_months", "punishment_days",
    "domestic_abuse", "listed_sexual", "terrorism", "first_imposed_on", "recalled_on",
)  # fmt: skip
_EVENT = ("kind", "on", "at", "value", "recorded_at")
_DATE = ("kind", "on", "overrides", "by__first_name", "by__last_name", "by__username", "why", "at")

_KINDS = {kind.value: kind for kind in EventKind}
_SENTENCES = {kind.value: kind for kind in SentenceKind}
_LEGAL = {legal.value: legal for legal in Legal}


class PersonFacts(NamedTuple):
    """What is on record of one person: the facts for the rules, and what decides whether and where to show them."""

    person: int
    in_custody: bool
    risk_band: str
    facts: Facts


def person_facts(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> Iterator[PersonFacts]:
    """These people by key."""
    for pk, released_on, band, *found in person_rows(persons, on=on, known_at=known_at):
        facts = _facts(found, on)
        here = released_on is None or released_on > on
        yield PersonFacts(pk, here and not _came_later(found[2], facts), band, facts)


@fact_rows
def person_rows(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> QuerySet[Any, Any]:
    """The query behind them, as the database answers it."""
    rows: QuerySet[Any, Any] = (
        as_known(Person, known_at)
        .filter(id__one_of=persons)
        .annotate(
            sentences_found=_rows(_sentences(on, known_at), "id", *_SENTENCE),
            movements_found=_rows(as_known(Movement, known_at), "at", "kind", "at"),
            events_found=_rows(_events(on, known_at), "on", *_EVENT),
            dates_found=_rows(as_known(EnteredDate, known_at).filter(stands=True), "kind", *_DATE),
            officers_found=_rows(_officers(on, known_at), "id", "from_on"),
        )
        .order_by("id")
        .values_list(
            "id", "released_on", "risk_band", "number", "legal", "admitted_at", "location", "arrived_on",
            "sentences_found", "movements_found", "events_found", "dates_found", "officers_found",
        )
    )  # fmt: skip
    return rows


def _rows(rows: QuerySet[Any], order: str, *fields: str) -> Subquery:
    """The person's rows as one list of lists: a second query, or a row for each, would cost more."""
    mine = rows.filter(person=OuterRef("id")).order_by().values("person")
    listed = JSONBAgg(JSONArray(*fields), order_by=(order, "id"))
    return Subquery(mine.annotate(found=listed).values("found"))


def _sentences(on: date, known_at: datetime | None) -> QuerySet[Any]:
    return as_known(Sentence, known_at).filter(Q(quashed_on=None) | Q(quashed_on__gt=on))


def _events(on: date, known_at: datetime | None) -> QuerySet[Any]:
    """A plan counts from the day it was recorded, whatever day it is for; all else from the day it happened."""
    planned = Q(kind__in=PLANNED, recorded_at__date__lte=on)
    return as_known(Event, known_at).filter(planned | Q(on__lte=on) & ~Q(kind__in=PLANNED))


def _officers(on: date, known_at: datetime | None) -> QuerySet[Any]:
    standing = Q(until_on=None) | Q(until_on__gt=on)
    return as_known(Allocation, known_at).filter(
        standing, role=Role.PERSONAL_OFFICER, from_on__lte=on
    )


def _facts(found: Row, on: date) -> Facts:
    number, legal, admitted, location, arrived_on, *listed = found
    sentences, movements, events, dates, officers = listed
    moves = [(kind, _moment(at)) for kind, at in movements or ()]
    admitted_at = _admitted(admitted, moves, on)
    return Facts(
        number=number,
        admitted_at=admitted_at,
        admitted_on=admitted_at.date() if admitted_at else None,
        legal=_legal(legal, sentences or (), on),
        sentences=tuple(_sentence(row, on) for row in sentences or () if not _later(row[1], on)),
        dates=tuple(map(_date, dates or ())),
        events=tuple(_event(row) for row in events or () if row[0] in _KINDS),
        moved_on=_transferred(moves, on, admitted_at),
        # Where somebody was inside another establishment, before they arrived here, is not on record.
        location=location if arrived_on is None or arrived_on <= on else "",
        officer=bool(officers),
        officer_since=_day(min(since for (since,) in officers)) if officers else None,
    )


def _admitted(
    stored: datetime | None, moves: list[tuple[str, datetime]], on: date
) -> datetime | None:
    """The admission that counts on the day: the one on record, or before its day the latest one until then."""
    if stored and stored.astimezone(LONDON).date() <= on:
        return stored.astimezone(LONDON)
    into = (Movement.Kind.RECEPTION, Movement.Kind.RETURN)
    return max((at for kind, at in moves if kind in into and at.date() <= on), default=None)


def _came_later(stored: datetime | None, facts: Facts) -> bool:
    """Admitted after the day asked about, and never before. An admission not on record says nothing."""
    return stored is not None and facts.admitted_at is None


def _transferred(
    moves: list[tuple[str, datetime]], on: date, admitted_at: datetime | None
) -> date | None:
    days = [at.date() for kind, at in moves if kind == Movement.Kind.TRANSFER and at.date() <= on]
    latest = max(days, default=None)
    return latest if latest and (admitted_at is None or latest >= admitted_at.date()) else None


def _legal(stored: str, sentences: Collection[Row], on: date) -> Legal | None:
    """Before the first sentence was imposed the status of that day is not on record."""
    legal = _LEGAL.get(stored)
    if legal is Legal.SENTENCED and sentences and all(_later(row[1], on) for row in sentences):
        return None
    return legal


def _sentence(row: Row, on: date) -> SentenceFacts:
    (kind, imposed, start, years, months, weeks, days, ends, extension, supervision, *rest) = row
    punishment, (abuse, sexual, terrorism, first, recalled) = rest[:3], rest[3:]
    return SentenceFacts(
        kind=_SENTENCES.get(kind),
        imposed_on=_day(imposed),
        start_on=_day(start),
        days=None,
        term=_term(years, months, weeks, days),
        ends_on=_day(ends),
        extension_months=extension,
        supervision_months=supervision,
        punishment_part=_term(punishment[0], punishment[1], None, punishment[2]),
        domestic_abuse=abuse,
        listed_sexual=sexual,
        terrorism=terrorism,
        first_imposed_on=_day(first),
        recalled_on=None if _later(recalled, on) else _day(recalled),
    )


def _term(
    years: int | None, months: int | None, weeks: int | None, days: int | None
) -> Term | None:
    """A length somebody wrote down; nothing written is not known, never nothing."""
    if years is None and months is None and weeks is None and days is None:
        return None
    return Term(years or 0, months or 0, weeks or 0, days or 0)


def _event(row: Row) -> EventFacts:
    kind, on, at, value, recorded = row
    return EventFacts(
        kind=_KINDS[kind],
        on=date.fromisoformat(on),
        at=_moment(at) if at else None,
        value=value,
        recorded_on=_moment(recorded).date(),
    )


def _date(row: Row) -> DateFacts:
    kind, on, overrides, first_name, last_name, username, why, entered = row
    return DateFacts(
        kind=kind,
        on=_day(on),
        basis="overridden" if overrides else "entered",
        by=f"{first_name} {last_name}".strip() or username,
        why=why,
        entered_on=_moment(entered).date(),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(LONDON)


def _later(text: str | None, on: date) -> bool:
    return text is not None and text > on.isoformat()
