"""How far somebody needs intervention and support in one domain, as somebody sees it on a day."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from casework.actions import writers
from casework.models import DomainRating
from casework.policy.areas import Domain, Need
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused, SentBefore
from icm.core.wording import refuse_figures
from icm.people.actions import Happening, note_events
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """None where the rater cannot say. ``reference`` makes a second sending harmless."""

    reference: str
    domain: Domain
    intervention: Need | None
    support: Need | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    domain: str
    intervention: str
    support: str
    why: str


@transaction.atomic
def rate_domain(
    person: Person, rating: Rating, *, by: User, principals: Principals, at: datetime
) -> DomainRating:
    """One more rating; the newest stands, the earlier ones stay to be read."""
    standing = writers.staff(person, principals)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    sent = _kept(rating)
    before = DomainRating.objects.filter(person=row, reference=rating.reference).first()
    if before is not None:
        if sent != _Kept(before.domain, before.intervention, before.support, before.why):
            raise SentBefore
        return before
    if not (sent.intervention or sent.support):
        raise Refused("Rate at least one of the two.")
    refuse_figures(sent.why)
    made = DomainRating.objects.create(
        person=row,
        reference=rating.reference,
        domain=sent.domain,
        intervention=sent.intervention,
        support=sent.support,
        why=sent.why,
        agency=standing.agency,
        role=standing.role,
        at=at,
        by=by,
    )
    reference, on = f"rating-{made.pk}", in_scotland(at).date()
    noted = Happening(reference=reference, kind=EventKind.PLAN_UPDATED, on=on, at=at)
    note_events(row, [noted], by=by, at=at)
    return made


def _kept(rating: Rating) -> _Kept:
    intervention, support = rating.intervention, rating.support
    return _Kept(
        rating.domain.value,
        intervention.value if intervention else "",
        support.value if support else "",
        rating.why.strip(),
    )
