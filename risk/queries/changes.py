"""Significant changes: what waits for an answer, and what was answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Fact
from icm.people.models import Person
from icm.policy.calendar import add_days
from risk import access
from risk.models import ChangeQuestion
from risk.policy.assessments import Change
from risk.policy.changes import ANSWER_DAYS, Happened, open_of
from risk.queries.facts import facts_of

NEWEST = 100  # more is read in the history, not on a page
_LABELS = {change.value: change.label for change in Change}
FROM_RECORD = "It stands in the record."


@dataclass(frozen=True, slots=True)
class Waiting:
    """One change that asks: what, when, who told it, and by which day it is to be answered."""

    name: str
    title: str
    when: str
    what: str
    by: str
    answer_by: str
    late: bool
    answer_url: str


@dataclass(frozen=True, slots=True)
class ChangesPage:
    waiting: tuple[Waiting, ...]
    answered: tuple[Entry, ...]
    early: tuple[Entry, ...]
    local: str


def waiting(person: Person, on: date) -> tuple[Happened, ...]:
    """What nobody has answered, oldest first."""
    return open_of(facts_of(person.pk, on=on))


def label(kind: str) -> str:
    return _LABELS.get(kind, "Significant change")


def changes_page(
    person: Person, held: frozenset[str], audiences: Collection[Audience], on: date
) -> ChangesPage:
    """What waits, and what was said of those before."""
    rows = list(_questions(person))
    told = {row.reference: row for row in rows}
    open_ = waiting(person, on)
    names = {one.key for one in open_}
    return ChangesPage(
        waiting=tuple(_waiting(one, told, person, held, audiences, on) for one in open_),
        answered=tuple(_entry(row, audiences) for row in rows if row.answered_at),
        early=tuple(
            _entry(row, audiences)
            for row in rows
            if not row.answered_at and row.reference not in names
        ),
        local=ANSWER_DAYS.source(on).section,
    )


def one_waiting(
    person: Person, name: str, held: frozenset[str], audiences: Collection[Audience], on: date
) -> Waiting | None:
    """The change of that name, as long as it waits."""
    found = next((one for one in waiting(person, on) if one.key == name), None)
    if found is None:
        return None
    told = {row.reference: row for row in _questions(person)}
    return _waiting(found, told, person, held, audiences, on)


def _questions(person: Person) -> Collection[ChangeQuestion]:
    rows = ChangeQuestion.objects.filter(person=person)
    return rows.select_related("asked_by", "answered_by", "reassessment__owner").order_by(
        "-on", "-pk"
    )[:NEWEST]


def _waiting(
    change: Happened,
    told: dict[str, ChangeQuestion],
    person: Person,
    held: frozenset[str],
    audiences: Collection[Audience],
    on: date,
) -> Waiting:
    row = told.get(change.key)
    last = add_days(change.known_on, ANSWER_DAYS.at(on))
    mine = access.ANSWER_CHANGE in held
    return Waiting(
        name=change.key,
        title=label(change.kind),
        when=day(change.on),
        what=access.shown(row, "what", *audiences) if row else "",
        by=_teller(row),
        answer_by=day(last),
        late=last < on,
        answer_url=_answer_url(person, change) if mine else "",
    )


def _answer_url(person: Person, change: Happened) -> str:
    return reverse("risk:answer_change", args=[person.pk, change.kind, change.on.isoformat()])


def _teller(row: ChangeQuestion | None) -> str:
    return f"Told by {row.asked_by.display_name()}." if row and row.asked_by else FROM_RECORD


def _entry(row: ChangeQuestion, audiences: Collection[Audience]) -> Entry:
    facts = [Fact("What changed", access.shown(row, "what", *audiences) or FROM_RECORD)]
    if row.answered_at:
        by = row.answered_by.display_name() if row.answered_by else ""
        facts += [
            Fact("Does the assessment still hold?", "Yes" if row.holds else "No"),
            Fact("Why", access.shown(row, "why", *audiences)),
            Fact("Answered", moment(row.answered_at), note=f"by {by}" if by else ""),
        ]
    if again := row.reassessment:
        owner = f"by {again.owner.display_name()}" if again.owner else ""
        facts.append(
            Fact(
                "To be assessed again",
                f"by {day(again.due_on)}",
                note=owner,
                href=reverse("risk:assessment", args=[again.pk]),
            )
        )
    return Entry(title=label(row.kind), when=day(row.on), by=_by(row), facts=tuple(facts))


def _by(row: ChangeQuestion) -> str:
    return row.asked_by.display_name() if row.asked_by else "the record"
