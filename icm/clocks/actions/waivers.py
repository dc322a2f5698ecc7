"""Setting one deadline aside, for a reason, and taking that back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from icm.clocks.actions.standing import reevaluate
from icm.clocks.models import Due, Waiver
from icm.clocks.policy import BY_ID
from icm.clocks.queries import OPEN
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused
from icm.people import access
from icm.people.models import Person


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is set aside: a rule's demand by a day, or without one where the day is not known."""

    rule: str
    due_on: date | None


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
    access.require(person, principals, access.WAIVE)
    rule, due_on = deadline.rule, deadline.due_on
    reevaluate([person.pk], at=at)
    standing = Waiver.objects.filter(person=person, rule=rule, due_on=due_on, withdrawn_at=None)
    if before := standing.first():
        return before
    due = Due.objects.filter(person=person, rule=rule, status__in=OPEN).first()
    if due is None:
        raise Refused(f"{_title(rule)} asks for nothing now, so there is nothing to set aside.")
    if due.due_on != due_on:
        raise Refused(f"The deadline has changed since this page was made. {due.staff}")
    made = Waiver.objects.create(
        person=person, rule=rule, due_on=due_on, why=why.strip(), by=by, at=at
    )
    reevaluate([person.pk], at=at)
    return made


@transaction.atomic
def withdraw_waiver(
    person: Person, deadline: Deadline, *, principals: Principals, at: datetime
) -> Waiver:
    """The deadline counts again. Who took the waiver back stands in the history."""
    access.require(person, principals, access.WAIVE)
    waivers = Waiver.objects.select_for_update().filter(person=person, rule=deadline.rule)
    row = waivers.filter(due_on=deadline.due_on).order_by("-at", "-pk").first()
    if row is None:
        raise Refused("This deadline was not set aside.")
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        reevaluate([person.pk], at=at)
    return row


def _title(rule: str) -> str:
    return BY_ID[rule].title if rule in BY_ID else rule
