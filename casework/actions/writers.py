"""As whom somebody writes in the plan: by the post in which they hold the person, or for the provider they work for."""

from dataclasses import dataclass

from casework import access
from casework.models import Narrative, Referral
from casework.policy.areas import AGENCY_OF
from casework.workflow import WRITES
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.core.refusals import NotAllowed, Refused
from icm.people import access as people
from icm.people.models import Person
from icm.policy.roles import Role


@dataclass(frozen=True, slots=True)
class Standing:
    """What is kept with a text of who wrote it, and as whom they read."""

    agency: str
    role: Role
    audience: Audience
    provider: int | None = None


def writer(person: Person, principals: Principals, referral: Referral | None = None) -> Standing:
    """Staff write as those who hold the person; a provider through a referral to it."""
    if referral is None:
        return staff(person, principals)
    theirs = access.referred_to(principals).filter(pk=referral.pk, person=person)
    return _provider(theirs.select_related("provider").first())


def writer_again(row: Narrative, principals: Principals) -> Standing:
    """As whom the author writes again: by the same right as a new entry would need."""
    if row.provider_id is None:
        return staff(row.person, principals)
    theirs = access.referred_to(principals).filter(person=row.person, provider=row.provider_id)
    rows = theirs.select_related("provider").order_by("-made_at", "-pk")
    return _provider(next((one for one in rows if one.state in WRITES), rows.first()))


def reader_again(row: Narrative, principals: Principals) -> Audience:
    """As whom somebody takes an entry back: staff who write about the person, or a service they were referred to,
    whatever has come of the referral since.
    """
    if access.WRITE in access.held(row.person, principals):
        return access.audience_of(row.person, principals)
    theirs = access.referred_to(principals).filter(person=row.person, provider=row.provider_id)
    if row.provider_id is None or not theirs.exists():
        raise NotAllowed("You may not write about this person, or no longer.")
    return Audience.TEAM


def staff(person: Person, principals: Principals) -> Standing:
    """By the nearest of the posts in which a member of staff holds the person."""
    access.require(person, principals, access.WRITE)
    held = people.roles_for(person, principals)
    writing = [role for role in AGENCY_OF if role in held and access.WRITE in access.VERBS[role]]
    nearest = Role.PERSONAL_OFFICER if Role.PERSONAL_OFFICER in writing else writing[0]
    return Standing(AGENCY_OF[nearest].value, nearest, access.audience_of(person, principals))


def _provider(row: Referral | None) -> Standing:
    if row is None:
        raise NotAllowed("This person was not referred to you.")
    if row.state not in WRITES:
        raise Refused("Answer the referral first: whoever has taken somebody on writes about them.")
    return Standing(row.provider.agency, Role.PROVIDER, Audience.TEAM, row.provider_id)
