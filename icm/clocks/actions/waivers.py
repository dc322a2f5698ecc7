"""Setting one deadline aside, for a reason, and taking that back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from icm.clocks.access import verb_to_waive, whose_it_is
from icm.clocks.actions.standing import reevaluate
from icm.clocks.models import Due, Waiver
from icm.clocks.policy import BY_ID, last_day_aside
from icm.clocks.queries import OPEN
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused
from icm.people import access
from icm.people.models import Person
from icm.policy.calendar import in_scotland, in_words
from icm.policy.wording import why_not_in_words


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is set aside: a rule's demand by a day; where the day is not known, until a day."""

    rule: str
    due_on: date | None
    until_on: date | None = None


@transaction.atomic
def waive(
    person: Person,
    deadline: Deadline,
    *,
    why: str,
    by: User,
    principals: Principals,
    at: datetime,
) -> Waiver:
    """Set aside the deadline the page showed. A later deadline of the same rule is another one, and stands."""
    rule, due_on = deadline.rule, deadline.due_on
    _require(person, rule, principals)
    reevaluate([person.pk], at=at)
    on = in_scotland(at).date()
    if before := _standing(person, deadline, on).first():
        return before
    due = Due.objects.filter(person=person, rule=rule, status__in=OPEN).first()
    if due is None:
        raise Refused(f"{_title(rule)} asks for nothing now, so there is nothing to set aside.")
    if due.due_on != due_on:
        raise Refused(f"The deadline has changed since this page was made. {due.staff}")
    if reason := _why_not_until(deadline, on) or why_not_in_words(why):
        raise Refused(reason)
    made = Waiver.objects.create(
        person=person,
        rule=rule,
        due_on=due_on,
        until_on=deadline.until_on,
        why=why.strip(),
        by=by,
        at=at,
    )
    reevaluate([person.pk], at=at)
    return made


@transaction.atomic
def withdraw_waiver(
    person: Person, deadline: Deadline, *, principals: Principals, at: datetime
) -> Waiver:
    """The deadline counts again. Who took the waiver back stands in the history."""
    _require(person, deadline.rule, principals)
    waivers = Waiver.objects.select_for_update().filter(person=person, rule=deadline.rule)
    row = waivers.filter(due_on=deadline.due_on).order_by("-at", "-pk").first()
    if row is None:
        raise Refused("This deadline was not set aside.")
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        reevaluate([person.pk], at=at)
    return row


def _why_not_until(deadline: Deadline, on: date) -> str:
    """Why it cannot be set aside until that day, or nothing. What has a day ends with that day."""
    until = deadline.until_on
    if deadline.due_on is not None:
        return "It is set aside for its own day, not until another." if until else ""
    if until is None:
        return "No day is known for this. Say until which day it is set aside."
    last = last_day_aside(on)
    if on <= until <= last:
        return ""
    return f"Choose a day from today until {in_words(last)}."


def _standing(person: Person, deadline: Deadline, on: date) -> QuerySet[Waiver]:
    """Waivers of this deadline that still count."""
    rows = Waiver.objects.filter(
        person=person, rule=deadline.rule, due_on=deadline.due_on, withdrawn_at=None
    )
    return rows if deadline.due_on else rows.filter(until_on__gte=on)


def _require(person: Person, rule: str, principals: Principals) -> None:
    held = access.held(person, principals)
    if verb_to_waive(rule) not in held and access.WAIVE in held:
        raise NotAllowed(whose_it_is())
    access.require(person, principals, verb_to_waive(rule))


def _title(rule: str) -> str:
    return BY_ID[rule].title if rule in BY_ID else rule
