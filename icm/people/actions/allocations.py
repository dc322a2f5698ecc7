"""Who is personally allocated to somebody."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused
from icm.people import access
from icm.people.actions.settling import changed, locked, settle, today
from icm.people.models import Allocation, Person
from icm.people.queries.candidates import candidates
from icm.policy.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Whom, in which role; nobody ends the standing allocation. ``version`` is the page's."""

    role: Role
    to: User | None
    version: int


@transaction.atomic
def allocate(
    person: Person, choice: Choice, *, by: User, principals: Principals, at: datetime
) -> Allocation | None:
    """From today the chosen one is the person's officer in that role, and whoever was is so no more."""
    role, to = choice.role, choice.to
    if role not in access.may_allocate(person, principals):
        raise NotAllowed(f"A {access.ALLOCATORS[role].label} allocates this.")
    row = locked(
        person, version=choice.version, stands=lambda found: standing_in_words(found, role)
    )
    standing = Allocation.objects.filter(person=row, role=role, until_on__isnull=True).first()
    if to and standing and standing.user_id == to.pk:
        raise Refused(f"They are allocated to {to.display_name()} already.")
    if to and not candidates(row, role).filter(pk=to.pk).exists():
        raise Refused(f"{to.display_name()} does not hold this role where the person is held.")
    if standing:
        standing.until_on = today(at)
        standing.save(update_fields=["until_on"])
    made = None
    if to:
        made = Allocation.objects.create(person=row, user=to, role=role, from_on=today(at), by=by)
    changed(row)
    settle(row, at=at)
    return made


def standing_in_words(person: Person, role: Role) -> str:
    """Who is allocated now, as a sentence."""
    rows = Allocation.objects.filter(person=person, role=role, until_on__isnull=True)
    standing = rows.select_related("user").first()
    return f"{role.label}: {standing.user.display_name() if standing else 'nobody'}."
