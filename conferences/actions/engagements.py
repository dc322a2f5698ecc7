"""When a person is elsewhere: at court, at a visit. No conference is placed over it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from conferences import access
from conferences.models import Engagement
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused
from icm.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """From when until when, what for, and who says so."""

    kind: str
    from_at: datetime
    until_at: datetime
    source: str


@transaction.atomic
def add_engagement(
    person: Person, where: Elsewhere, *, by: User, principals: Principals, at: datetime
) -> Engagement:
    """They are elsewhere then. The same sent twice is the same engagement."""
    access.require(person, principals, access.CALENDAR)
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if where.until_at <= where.from_at:
        raise Refused("It ends before it begins.")
    if where.until_at <= at:
        raise Refused("That is over. Only what is still to come keeps a time free.")
    same = Engagement.objects.filter(
        person=person,
        kind=where.kind,
        from_at=where.from_at,
        until_at=where.until_at,
        ended_at=None,
    ).first()
    return same or Engagement.objects.create(
        person=person,
        kind=where.kind,
        from_at=where.from_at,
        until_at=where.until_at,
        source=where.source,
        recorded_at=at,
        recorded_by=by,
    )


@transaction.atomic
def end_engagement(row: Engagement, *, principals: Principals, at: datetime) -> Engagement:
    """It does not take place, or was never so: the time is free again. Ending it twice is ending it once."""
    access.require(row.person, principals, access.CALENDAR)
    here = Engagement.objects.select_for_update().get(pk=row.pk)
    if here.ended_at is None:
        here.ended_at = at
        here.save(update_fields=["ended_at"])
    return here
