"""Into custody: somebody new, or somebody who comes back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people import access
from icm.people.actions.settling import leave_councils, today
from icm.people.models import Establishment, LocalAuthority, Movement, Person
from icm.people.queries.candidates import council_key
from icm.policy.facts import Legal

_KEPT = frozenset({"born_on", "gender", "communication_needs", "residence"})
_THEIRS = frozenset(
    {"family_name", "given_names"}
)  # put right with the details, not by coming back
# One sentence for every reason: which of them it is tells whoever tries numbers something of a stranger.
_NOT_HERE = (
    "Nobody can be received under this number with these details. Check the number, the name and the date of birth."
    " If they are in custody already and come from another establishment, ask it to record the transfer."
)
_ARRIVALS = (Movement.Kind.RECEPTION, Movement.Kind.RETURN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is written down at reception. ``reference`` names this reception, so that sending it twice is harmless."""

    reference: str
    number: str
    family_name: str
    given_names: str
    born_on: date | None
    gender: str
    establishment: Establishment
    hall: str
    admitted_at: datetime
    legal: Legal | None
    residence: LocalAuthority | None
    communication_needs: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """The person, and whether this very reception was on record already: then nothing was written."""

    person: Person
    repeated: bool


def receive(arrival: Arrival, *, by: User, principals: Principals, at: datetime) -> Received:
    """The person in custody at the asker's establishment, with the movement that brought them.

    Part of the act `risk.actions.receive`, which owns the transaction, assigns the supervision level and settles:
    nobody is received without a level.
    """
    if arrival.establishment.slug not in access.places_with(principals, access.MOVE):
        raise NotAllowed("You can record a reception only at an establishment where you work.")
    if arrival.admitted_at > at:
        raise Refused("The reception is in the future. Check the day and the time.")
    values = _values(arrival)
    person, new = Person.objects.get_or_create(number=arrival.number, defaults=values)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if before := person.movements.filter(reference=arrival.reference).first():
        return _repeated(person, before, arrival)
    if not new:
        _return(person, arrival, values)
    Movement.objects.create(
        person=person,
        reference=arrival.reference,
        kind=Movement.Kind.RECEPTION if new else Movement.Kind.RETURN,
        at=arrival.admitted_at,
        to_establishment=arrival.establishment,
        hall=arrival.hall,
        recorded_at=at,
        recorded_by=by,
    )
    return Received(person, repeated=False)


def _repeated(person: Person, before: Movement, arrival: Arrival) -> Received:
    """Only this reception, at this establishment, may be sent again: a reference is no way round the checks."""
    same = before.to_establishment == arrival.establishment and before.at == arrival.admitted_at
    if before.kind not in _ARRIVALS or not same:
        raise SentBefore
    return Received(person, repeated=True)


def _values(arrival: Arrival) -> dict[str, Any]:
    return {
        "family_name": arrival.family_name,
        "given_names": arrival.given_names,
        "born_on": arrival.born_on,
        "gender": arrival.gender,
        "communication_needs": arrival.communication_needs,
        "establishment": arrival.establishment,
        "hall": arrival.hall,
        "location": Person.Location.MAINSTREAM,
        "transfer_to": None,
        "admitted_at": arrival.admitted_at,
        "arrived_on": today(arrival.admitted_at),
        "released_on": None,
        "residence": arrival.residence,
        "legal": arrival.legal or "",
    }


def _return(person: Person, arrival: Arrival, values: dict[str, Any]) -> None:
    """Their own record goes on. What is not known this time does not replace what was known before."""
    if person.released_on is None or not _same(person, arrival):
        raise Refused(_NOT_HERE)
    if arrival.admitted_at < (_last_moved_at(person) or arrival.admitted_at):
        raise Refused("The reception is before their last release. Check the day and the time.")
    before = {person.pk: council_key(person)}
    changed = {
        field: value
        for field, value in values.items()
        if field not in _THEIRS and (value or field not in _KEPT)
    }
    for field, value in changed.items():
        setattr(person, field, value)
    person.version += 1
    person.save(update_fields=[*changed, "version"])  # never ``acl``, which is the database's
    leave_councils([person], before, today(arrival.admitted_at))


def _same(person: Person, arrival: Arrival) -> bool:
    """Enough to be one person: the date of birth on record, or where none is the family name."""
    if person.born_on:
        return person.born_on == arrival.born_on
    return person.family_name.casefold() == arrival.family_name.casefold()


def _last_moved_at(person: Person) -> datetime | None:
    return person.movements.order_by("-at").values_list("at", flat=True).first()
