"""A referral left behind by a transfer: made anew to a service where the person is held now, or ended."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from casework import access
from casework.actions.referrals import Ask, in_words, locked, open_referral, standing, taken_along
from casework.models import PlanAction, Provider, Referral
from casework.queries.referrals import providers_for
from casework.workflow import REFERRING, Planning
from icm.core.access import Principals
from icm.core.facts import facts_changed
from icm.core.models import User
from icm.core.refusals import Refused, Stale
from icm.policy.calendar import in_scotland


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """The service that takes it over, if any, and whether the person agrees to that one."""

    to: Provider | None
    consent: str = ""
    version: int


@transaction.atomic
def move_on(
    referral: Referral, onward: Onward, *, by: User, principals: Principals, at: datetime
) -> Referral:
    """The referral ends because they were transferred. Answers with the one that takes its place, else with itself."""
    row, today = locked(referral), in_scotland(at).date()
    if row.state == Referral.State.MOVED:
        made = Referral.objects.filter(person=row.person, reference=_reference(row)).first()
        return made or row
    if row.version != onward.version:
        raise Stale(current=in_words(row), version=row.version)
    person, to = row.person, onward.to
    if to is not None and not providers_for(person, today).filter(pk=to.pk).exists():
        raise Refused(f"{to.name} does not take on people who are held here.")
    place = person.establishment.name if person.establishment else ""
    ended = REFERRING.apply(
        "move_on",
        row,
        held=access.held_on(row, principals),
        version=row.version + 1,
        ended_on=today,
        chase_on=None,
        outcome=f"They were transferred to {place}."
        + (f" {to.name} takes it over." if to else " No service there takes it over."),
    )
    if to is None:
        facts_changed([person.pk], at=at)
        return ended
    made = standing(person, to, row.domain)
    if made is None:  # what is due is worked out with the new one
        ask = _ask(row, to, onward, by)
        made = open_referral(person, ask, by=by, principals=principals, at=at)
    else:
        facts_changed([person.pk], at=at)
    of_plans = PlanAction.objects.filter(referral=row).exclude(plan__state=Planning.SUPERSEDED)
    of_plans.update(referral=made)
    return made


def _ask(row: Referral, to: Provider, onward: Onward, by: User) -> Ask:
    return Ask(
        reference=_reference(row),
        provider=to,
        origin=row.origin,
        consent=onward.consent,
        chaser=by,
        **taken_along(row),
    )


def _reference(row: Referral) -> str:
    return f"moved-{row.pk}"
