"""Copies of the plan: asking for one to be printed, and recording that it was given."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from casework import access
from casework.models import PlanCopy, Provider
from casework.policy.copies import HANDED, Copy
from casework.queries import copies as reading
from casework.queries import screens_done as screens
from icm.core import documents
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.documents import Order
from icm.core.models import Document, User
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people.actions import Happening, note_events
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind

THE_PERSON = "the person"


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """Which copy is wanted; an extract names the provider it is addressed to."""

    reference: str
    kind: Copy
    provider: int | None = None


@dataclass(frozen=True, slots=True)
class Handing:
    """To whom a copy went, how, and on which day."""

    to: str
    how: PlanCopy.How
    on: date


@transaction.atomic
def order_copy(
    person: Person, wanted: CopyRequest, *, by: User, principals: Principals, at: datetime
) -> Document:
    """Ask for a copy; a worker makes it. Sent twice it is asked for once."""
    access.require(person, principals, access.ORDERING[wanted.kind])
    if reason := _why_not(person, wanted):
        raise Refused(reason)
    audience = access.written_for(wanted.kind, person, principals)
    parts = {"provider": wanted.provider} if wanted.kind is Copy.PROVIDER else {}
    key = f"{wanted.kind}-{person.pk}-{wanted.reference}"
    ordered = Order(key, wanted.kind.value, audience.value, person.pk, parts)
    return documents.order(ordered, by=by, at=at)


def _why_not(person: Person, wanted: CopyRequest) -> str:
    match wanted.kind:
        case Copy.PROVIDER if wanted.provider not in dict(reading.providers(person)):
            return "Choose a provider this person was referred to, and agreed to."
        case Copy.SLIP if not screens.done_screens(person).exists():
            return "No Core Screen has been completed yet, so there is no slip."
        case Copy.PERSON | Copy.STAFF if not reading.has_something(person):
            return "Nothing is written in the plan yet, so there is nothing to print."
    return ""


@transaction.atomic
def give_copy(
    document: Document, given: Handing, *, by: User, principals: Principals, at: datetime
) -> PlanCopy:
    """Record that a copy left: given to the person it is their copy of the plan (PLAN-COPY)."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=document.person_id)
    _require(document, person, principals)
    _refuse_a_day(document, given.on, at)
    copy, fresh = PlanCopy.objects.get_or_create(
        document=document,
        to=_reader(document, given),
        issued_on=given.on,
        defaults={"person": person, "how": given.how, "issued_by": by, "recorded_at": at},
    )
    if copy.how != given.how:
        raise SentBefore
    if fresh and document.kind == Copy.PERSON and given.to == THE_PERSON:
        kind = EventKind.PLAN_COPY
        happening = Happening(reference=f"copy-{copy.pk}", kind=kind, on=given.on)
        note_events(person, [happening], by=by, at=at)
    return copy


def _require(document: Document, person: Person, principals: Principals) -> None:
    access.require(person, principals, access.COPY)
    if not access.may_open(document.kind, document.audience, person, principals):
        raise NotAllowed("This copy was made for other readers.")
    if document.kind not in HANDED:
        raise Refused("This is not recorded as a copy of the plan: print the one made for them.")
    if document.state != Document.State.READY:
        raise Refused("It is not made yet.")


def _reader(document: Document, given: Handing) -> str:
    """An extract goes to the provider it was made for, whatever was typed."""
    if document.kind != Copy.PROVIDER:
        return given.to
    return Provider.objects.get(pk=document.parts["provider"]).name


def _refuse_a_day(document: Document, on: date, at: datetime) -> None:
    if on > in_scotland(at).date():
        raise Refused("That is in the future. Record it once it has been given.")
    made = in_scotland(document.made_at).date() if document.made_at else on
    if on < made:
        raise Refused(f"That is before it was made, on {day(made)}.")
