"""The reception of a person: into custody, and High at once (PSS-RECEPTION)."""

from datetime import datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import SentBefore
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from risk.actions.standing import assign
from risk.models import SupervisionReview
from risk.policy.supervision import ON_RECEPTION
from risk.workflow import State

REASON = "Everybody is supervised at High on reception."
OVERTAKEN = "Overtaken by a new reception."


@transaction.atomic
def receive(arrival: people.Arrival, *, by: User, principals: Principals, at: datetime) -> Person:
    """Somebody new or somebody who comes back, with the level that everybody has on reception.

    The act stands here and not among the people's own, because a reception is not complete without a level, and
    levels are of this app. The same reference a second time is the same reception.
    """
    received = people.receive(arrival, by=by, principals=principals, at=at)
    person = received.person
    if received.repeated:
        return person
    if SupervisionReview.objects.filter(person=person, reference=arrival.reference).exists():
        raise SentBefore
    level = ON_RECEPTION.at(in_scotland(arrival.admitted_at).date()).value
    SupervisionReview.objects.filter(person=person, state=State.PROPOSED).update(
        state=State.WITHDRAWN, withdrawn_why=OVERTAKEN
    )
    SupervisionReview.objects.create(
        person=person,
        reference=arrival.reference,
        establishment=arrival.establishment,
        kind=SupervisionReview.Kind.RECEPTION,
        state=State.DECIDED,
        proposed_level=level,
        proposed_at=arrival.admitted_at,
        proposed_by=by,
        notice_needed=False,
        level_after=level,
        decided_at=arrival.admitted_at,
        decided_by=by,
        reasons=REASON,
    )
    assign(person, level)
    people.settle(person, at=at)
    return person
