"""What happened: recorded once, taken back with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import pghistory
from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people import access
from icm.people.actions.settling import settle, today
from icm.people.models import Event, Person
from icm.people.models.events import IN_CUSTODY
from icm.people.policy import own_acts
from icm.policy.facts import PLANNED, Band, EventKind
from icm.policy.wording import why_not_in_words

# What comes with a word of its own: the level an assessment ended in, the day promised for one, which change and its
# answer, the domain of a need or a referral, the number of a request and of what is answered.
NAMED = frozenset(
    {
        EventKind.LSCMI,
        EventKind.PRA_DATES_TOLD,
        EventKind.CHANGE,
        EventKind.CHANGE_ANSWERED,
        EventKind.IMMEDIATE_NEED,
        EventKind.REFERRAL,
        EventKind.REFERRAL_DECLINED,
        EventKind.CC_ASKED,
        EventKind.CC_AGREED,
        EventKind.CC_REFUSED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What was done and when. ``reference`` names it, so that sending it twice is harmless."""

    reference: str
    kind: EventKind
    on: date
    at: datetime | None = None
    value: str = ""
    note: str = ""


@transaction.atomic
def record_event(
    person: Person, happening: Happening, *, by: User, principals: Principals, at: datetime
) -> Event:
    """One more thing that nothing else keeps; the same reference a second time is the same thing."""
    access.require(person, principals, access.RECORD)
    kind = happening.kind
    if kind not in access.recordable(access.roles_for(person, principals)):
        raise NotAllowed(f"“{kind.label}” is for others to record.")
    if place := own_acts.OF_KIND.get(kind):
        raise Refused(
            f"“{kind.label}” is recorded with what belongs to it, on the page “{place.title}”."
            " What you have typed is still here."
        )
    if own_acts.came_with(happening.reference):
        raise SentBefore  # no page makes such a name: it would pass for what came with a row
    return note_events(person, [happening], by=by, at=at)[0]


@transaction.atomic
def note_events(
    person: Person, happenings: Iterable[Happening], *, by: User, at: datetime
) -> list[Event]:
    """The same as part of another act, which has asked for its own permission; what is due is worked out once."""
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    rows, fresh = [], False
    for happening in happenings:
        stored = Event.objects.filter(person=row, reference=happening.reference).first()
        fresh = fresh or stored is None
        rows.append(_same(stored, happening) if stored else _new(row, happening, by, at))
    if fresh:
        settle(row, at=at)
    return rows


@transaction.atomic
def retract_events(person: Person, references: Iterable[str], *, why: str, at: datetime) -> Person:
    """What another act noted by mistake counts no more; that act has asked for its own permission."""
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    with pghistory.context(why=why):
        Event.objects.filter(person=row, reference__in=list(references)).delete()
    # Also where none of them stands any more: what the act took back may count by itself.
    settle(row, at=at)
    return row


def _new(person: Person, happening: Happening, by: User, at: datetime) -> Event:
    if reason := _why_not(person, happening, at):
        raise Refused(reason)
    return Event.objects.create(
        person=person,
        reference=happening.reference,
        kind=happening.kind,
        on=happening.on,
        at=happening.at,
        value=happening.value,
        note=happening.note,
        recorded_at=at,
        recorded_by=by,
    )


@transaction.atomic
def withdraw_event(event: Event, *, why: str, principals: Principals, at: datetime) -> Person:
    """What was recorded by mistake counts no more. The history keeps it, with the reason."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=event.person_id)
    roles = access.roles_for(person, principals)
    kinds = access.recordable(roles) if access.RECORD in access.held(person, principals) else []
    if EventKind(event.kind) not in kinds:
        raise NotAllowed("Only those who may record this can take it back.")
    if reason := why_it_stays(event):
        raise Refused(reason)
    with pghistory.context(why=why):
        event.delete()
    if event.kind == EventKind.LSCMI:  # the band came with it; settling takes it from those left
        person.risk_band = ""
        person.save(update_fields=["risk_band"])
    settle(person, at=at)
    return person


def why_it_stays(event: Event) -> str:
    """Why an event is not taken back by itself; empty where it may be."""
    if event.recorded_by_id is None:
        return "This came from the record system: it has to be mended there."
    if place := own_acts.came_with(event.reference):
        return (
            f"This is part of what stands on the page “{place.title}”, and counts as long as that does."
            " It can only be put right there."
        )
    return ""


def _same(before: Event, happening: Happening) -> Event:
    sent = (happening.kind, happening.on, happening.at, happening.value, happening.note)
    if sent != (before.kind, before.on, before.at, before.value, before.note):
        raise SentBefore
    return before


def _why_not(person: Person, happening: Happening, at: datetime) -> str:
    moment = happening.at
    if happening.kind not in PLANNED and (happening.on > today(at) or (moment and moment > at)):
        return "That is in the future. Record it once it has been done."
    if happening.kind in IN_CUSTODY and _before_admission(person, happening):
        return f"That is before they were admitted, on {day(person.admitted_at)}."
    if happening.kind is EventKind.LSCMI and happening.value not in list(Band):
        return "Say which level the LS/CMI ended in."
    if happening.kind not in NAMED and happening.value:
        return "Only an LS/CMI ends in a level."
    return why_not_in_words(happening.note)


def _before_admission(person: Person, happening: Happening) -> bool:
    if person.admitted_at is None:
        return False
    if happening.at:
        return happening.at < person.admitted_at
    return happening.on < today(person.admitted_at)
