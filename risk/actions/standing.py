"""What every step of a review begins with: the locked row at the version the page was made from."""

from datetime import date, datetime
from typing import Any

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.facts import facts_changed
from icm.core.refusals import Refused, Stale
from icm.people import access
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import Level
from risk import access as risk
from risk.models import SupervisionReview
from risk.policy.wording import why_not_in_words
from risk.workflow import REVIEW, State


def today(at: datetime) -> date:
    """The day of that moment in Scotland."""
    return in_scotland(at).date()


def current(review: SupervisionReview, version: int) -> SupervisionReview:
    """The row as it is now, locked, with its person. Refuses a step made on an earlier version."""
    rows = SupervisionReview.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.get(pk=review.pk)
    if row.version != version:
        raise Stale(current=in_words(row), version=row.version)
    return row


def step(
    row: SupervisionReview, move: str, *, principals: Principals, at: datetime, **changes: Any
) -> SupervisionReview:
    """One move of the workflow, as the next version of the row; ends by asking the rules anew."""
    held = access.held(row.person, principals)
    moved = REVIEW.apply(move, row, held=held, version=row.version + 1, **changes)
    facts_changed([row.person_id], at=at)
    return moved


def held_person(person: int, principals: Principals, verb: str) -> Person:
    """The person, locked, for whoever may do this: acts on one part of their record come one after another."""
    row = (
        Person.objects.select_for_update(of=("self",))
        .select_related("establishment", "transfer_to")
        .get(pk=person)
    )
    risk.require(row, principals, verb)
    return row


def refuse_future(on: date, at: datetime) -> None:
    if on > today(at):
        raise Refused("That day is in the future.")


def refuse_figures(*texts: str) -> None:
    """Of texts that others than social work read."""
    if reason := why_not_in_words(*texts):
        raise Refused(reason)


def assign(person: Person, level: str) -> None:
    """The level that now holds, for lists to filter by. No other act sets it."""
    Person.objects.filter(pk=person.pk).exclude(supervision_level=level).update(
        supervision_level=level
    )
    person.supervision_level = level


def in_words(row: SupervisionReview) -> str:
    """The review as it stands, as a sentence."""
    proposed = f"{Level(row.proposed_level).label} proposed"
    marks = (
        _noticed(row),
        "their views are recorded" if row.representations_on else "",
        "they have nothing to say" if row.answered_on and not row.representations_on else "",
        f"{Level(row.level_after).label} decided" if row.level_after else "",
        "withdrawn" if row.state == State.WITHDRAWN else "",
        f"told in writing on {day(row.told_on)}" if row.told_on else "",
        _documents(row),
        "acknowledged" if row.acknowledged_on else "",
    )
    return f"{', '.join([proposed, *(text for text in marks if text)])}."


def _noticed(row: SupervisionReview) -> str:
    if row.notice_on:
        return f"notice given on {day(row.notice_on)}"
    return "notice written" if row.notice_reasons else ""


def _documents(row: SupervisionReview) -> str:
    if row.documents_withheld:
        return "documents withheld"
    if row.documents_given_on:
        return "documents given"
    return "documents asked for" if row.documents_requested_on else ""
