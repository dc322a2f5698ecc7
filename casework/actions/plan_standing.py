"""What every act on an action plan begins with: the person locked, the plan as it is now, and who may."""

from datetime import date, datetime
from zlib import crc32

from casework import access
from casework.models import ActionPlan, PlanAction, Referral
from casework.workflow import WRITES, Planning
from icm.core.access import Principals
from icm.core.disclosure import CLEARED, Audience, Disclosure
from icm.core.refusals import NotAllowed, Refused
from icm.people.models import Person
from icm.policy.calendar import in_scotland

NO_DRAFT = "This version stands as it is. Begin a new draft to change the plan."


def today(at: datetime) -> date:
    """The day of that moment in Scotland."""
    return in_scotland(at).date()


def planning(person: int, principals: Principals, verb: str = access.PLAN) -> Person:
    """The person, locked: all acts on one person's plans come one after another."""
    row = (
        Person.objects.select_for_update(of=("self",))
        .select_related("establishment", "transfer_to")
        .get(pk=person)
    )
    access.require(row, principals, verb)
    return row


def of_service(plan: ActionPlan, referral: Referral, principals: Principals) -> ActionPlan:
    """The plan as it is now, with its person locked, for a service that took them on."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=plan.person_id)
    theirs = access.referred_to(principals).filter(pk=referral.pk, person=person).first()
    if theirs is None:
        raise NotAllowed("This person was not referred to you.")
    if theirs.state not in WRITES:
        raise Refused("Answer the referral first: whoever has taken somebody on writes about them.")
    return _as_it_is(plan, person)


def current(plan: ActionPlan, principals: Principals, verb: str = access.PLAN) -> ActionPlan:
    """The plan as it is now, with its person locked."""
    return _as_it_is(plan, planning(plan.person_id, principals, verb))


def _as_it_is(plan: ActionPlan, person: Person) -> ActionPlan:
    row = ActionPlan.objects.get(pk=plan.pk)
    row.person = person
    return row


def drafted(plan: ActionPlan, principals: Principals) -> ActionPlan:
    """The same, refusing whatever is no draft."""
    row = current(plan, principals)
    if row.state != Planning.DRAFT:
        raise Refused(NO_DRAFT)
    return row


def stamp(plan: ActionPlan, rows: list[PlanAction]) -> int:
    """Tells one state of a draft from any other: its texts, its actions and their order."""
    parts = [f"{plan.pk}.{plan.version}", *(f"{row.line}.{row.version}" for row in rows)]
    return crc32(" ".join(parts).encode())


def require_cleared(disclosure: str, audience: Audience) -> None:
    """Nobody changes, or writes, what they may not read."""
    if Disclosure(disclosure) not in CLEARED[audience]:
        raise NotAllowed(
            "This action is withheld from you: somebody who may read it can change it."
        )
