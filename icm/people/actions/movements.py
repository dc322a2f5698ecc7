"""Across and out: planned and actual transfers, moves inside an establishment, release."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people import access
from icm.people.actions.returns import note_conditions
from icm.people.actions.settling import changed, end_allocations, locked, settle, today
from icm.people.models import Establishment, Movement, Person, Unit
from icm.policy.roles import Role

# Staff of the establishment left behind; community social work goes on wherever the person is held.
STAY_BEHIND = (Role.PERSONAL_OFFICER, Role.PBSW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One movement. ``reference`` names it, so that sending it twice is harmless; ``version`` is the page's.

    ``part`` says in which part of the establishment they are now; empty is not known.
    """

    reference: str
    version: int
    moved_at: datetime
    to: Establishment | None = None
    hall: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A hall and a part of the establishment where they are already; ``version`` is the page's."""

    hall: str
    part: str
    version: int


@transaction.atomic
def plan_transfer(
    person: Person, *, to: Establishment | None, version: int, principals: Principals, at: datetime
) -> Person:
    """Announce a transfer, so that the next establishment can prepare; without ``to`` the plan is given up."""
    access.require(person, principals, access.MOVE)
    row = locked(person, version=version, stands=where_now)
    _in_custody(row)
    _at_their_place(row, principals)
    if to and to == row.establishment:
        raise Refused(f"They are held at {to.name} already.")
    row.transfer_to = to
    changed(row, "transfer_to")
    settle(row, at=at)
    return row


@transaction.atomic
def transfer(
    person: Person, journey: Journey, *, by: User, principals: Principals, at: datetime
) -> Person:
    """The person is held at another establishment from that moment; their officers here are theirs no more.

    Either establishment may record it: the one they leave, or the one that expects them.
    """
    access.require(person, principals, access.MOVE)
    if _recorded(person, journey, Movement.Kind.TRANSFER):
        return person
    row = locked(person, version=journey.version, stands=where_now)
    _in_custody(row)
    _in_order(row, journey, at)
    to = journey.to
    if to is None or to == row.establishment:
        raise Refused("Choose the establishment they went to.")
    if to.slug not in access.places_with(principals, access.MOVE):
        _at_their_place(row, principals)
    before, after = row.location, _part(to, journey.part)
    _write(row, journey, Movement.Kind.TRANSFER, by=by, at=at)
    row.establishment, row.hall, row.transfer_to = to, journey.hall, None
    row.location = after or Person.Location.MAINSTREAM
    row.arrived_on = today(journey.moved_at)
    changed(row, "establishment", "hall", "location", "transfer_to", "arrived_on")
    note_conditions(row, before, after, on=today(journey.moved_at), by=by, at=at)
    end_allocations([row.pk], STAY_BEHIND, today(journey.moved_at))
    settle(row, at=at)
    return row


@transaction.atomic
def release(
    person: Person, journey: Journey, *, by: User, principals: Principals, at: datetime
) -> Person:
    """The person leaves custody. Their record stays; only those who still work with them go on seeing it."""
    access.require(person, principals, access.MOVE)
    if _recorded(person, journey, Movement.Kind.RELEASE):
        return person
    row = locked(person, version=journey.version, stands=where_now)
    _in_custody(row)
    _at_their_place(row, principals)
    _in_order(row, journey, at)
    _write(row, journey, Movement.Kind.RELEASE, by=by, at=at)
    row.establishment = row.transfer_to = None
    row.hall, row.location = "", Person.Location.MAINSTREAM
    row.released_on = today(journey.moved_at)
    changed(row, "establishment", "transfer_to", "hall", "location", "released_on")
    end_allocations([row.pk], STAY_BEHIND, today(journey.moved_at))
    settle(row, at=at)
    return row


@transaction.atomic
def relocate(
    person: Person, spot: Spot, *, by: User, principals: Principals, at: datetime
) -> Person:
    """Another hall or unit of the same establishment."""
    access.require(person, principals, access.MOVE)
    row = locked(person, version=spot.version, stands=where_now)
    _in_custody(row)
    _at_their_place(row, principals)
    _has_unit(row.establishment, spot.part)
    before, row.hall, row.location = row.location, spot.hall, spot.part
    changed(row, "hall", "location")
    note_conditions(row, before, spot.part, on=today(at), by=by, at=at)
    settle(row, at=at)
    return row


def where_now(person: Person) -> str:
    """Where the record says they are, as a sentence."""
    if person.establishment is None:
        return "not in custody."
    parts = [person.establishment.name, person.hall, person.get_location_display()]
    expected = f", to be transferred to {person.transfer_to.name}" if person.transfer_to else ""
    return f"{', '.join(part for part in parts if part)}{expected}."


def _recorded(person: Person, journey: Journey, kind: Movement.Kind) -> bool:
    """Whether this very journey is on record; another one with its reference is refused."""
    before = Movement.objects.filter(person=person, reference=journey.reference).first()
    if before is None:
        return False
    sent = (kind, journey.moved_at, _destination(journey, kind), journey.hall)
    if sent != (before.kind, before.at, before.to_establishment, before.hall):
        raise SentBefore
    return True


def _destination(journey: Journey, kind: Movement.Kind) -> Establishment | None:
    return journey.to if kind == Movement.Kind.TRANSFER else None


def _in_custody(person: Person) -> None:
    if person.establishment is None:
        raise Refused("They are not in custody.")


def _at_their_place(person: Person, principals: Principals) -> None:
    here = person.establishment.slug if person.establishment else ""
    if here not in access.places_with(principals, access.MOVE):
        raise NotAllowed("Only the establishment where they are held can record this.")


def _in_order(person: Person, journey: Journey, at: datetime) -> None:
    if journey.moved_at > at:
        raise Refused("That moment is in the future. Plan a transfer instead, or check the time.")
    last = person.movements.order_by("-at").values_list("at", flat=True).first()
    begun = last or person.admitted_at
    if begun and journey.moved_at < begun:
        raise Refused("That moment is before the last movement on record. Check the day and time.")


def _write(
    person: Person, journey: Journey, kind: Movement.Kind, *, by: User, at: datetime
) -> None:
    Movement.objects.create(
        person=person,
        reference=journey.reference,
        kind=kind,
        at=journey.moved_at,
        from_establishment=person.establishment,
        to_establishment=_destination(journey, kind),
        hall=journey.hall,
        recorded_at=at,
        recorded_by=by,
    )


def _has_unit(establishment: Establishment | None, part: str) -> None:
    units = Unit.objects.filter(establishment=establishment, kind=part)
    if part != Person.Location.MAINSTREAM and not units.exists():
        raise Refused("This establishment has no such unit.")


def _part(establishment: Establishment, said: str) -> str:
    """Where they are in it: in the Open Estate and in a custody unit everybody is in the unit, and where there are only
    halls in a hall; elsewhere as was said, and empty where nobody said."""
    whole = {
        Establishment.Kind.OPEN: Person.Location.OPEN,
        Establishment.Kind.CCU: Person.Location.CCU,
    }
    if found := whole.get(Establishment.Kind(establishment.kind)):
        return found
    if said:
        _has_unit(establishment, said)
        return said
    has_units = Unit.objects.filter(establishment=establishment).exists()
    return "" if has_units else Person.Location.MAINSTREAM
