"""What every act on a person begins and ends with: the locked row, and what follows from the facts."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Greatest

from icm.core.facts import facts_changed
from icm.core.refusals import Stale
from icm.people import access, policy
from icm.people.models import Allocation, Event, Person, Sentence
from icm.people.queries.candidates import council_key, workers_of
from icm.people.queries.facts import person_facts
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind, Facts, Legal, RouteSlug
from icm.policy.roles import Role

# Allocated on the Enhanced route only.
SOCIAL_WORK = (Role.PBSW, Role.CBSW)
_WITH_PLACES = ("establishment", "transfer_to", "residence", "supervising_authority")


def locked(person: Person, *, version: int, stands: Callable[[Person], str]) -> Person:
    """The row as it is now, locked. Refuses an edit made on an earlier version, saying what stands now."""
    row = (
        Person.objects.select_for_update(of=("self",))
        .select_related(*_WITH_PLACES)
        .get(pk=person.pk)
    )
    if row.version != version:
        raise Stale(current=stands(row), version=row.version)
    return row


def changed(person: Person, *fields: str) -> None:
    """Save these fields as the next version of the row."""
    person.version += 1
    person.save(update_fields=[*fields, "version"])


def today(at: datetime) -> date:
    """The day of that moment in Scotland."""
    return in_scotland(at).date()


def facts_of(person: Person, on: date) -> Facts:
    """What the rules may know of them without their reviews."""
    return next(person_facts([person.pk], on=on)).facts


def settle(person: Person, *, at: datetime) -> None:
    """Derive legal status, route and risk band anew, then the grants, then what is due. Ends every act."""
    before = (person.legal, person.route, person.risk_band)
    person.legal = _legal(person)
    if person.legal != before[0]:
        person.save(update_fields=["legal"])  # the route is derived from the row as stored
    person.route = policy.route(facts_of(person, today(at)), today(at)).slug.value
    person.risk_band = _band(person)
    if (person.legal, person.route, person.risk_band) != before:
        person.save(update_fields=["route", "risk_band"])
    if left_enhanced(before[1], person.route):
        end_allocations([person.pk], SOCIAL_WORK, today(at))
    access.sync(person)
    facts_changed([person.pk], at=at)


def left_enhanced(before: str, after: str) -> bool:
    """Whether social work, in prison and in the community, is concerned no longer."""
    return before == RouteSlug.ENHANCED != after


def leave_councils(people: Iterable[Person], before: Mapping[int, int | None], on: date) -> None:
    """Where the council is another than before, a worker who is not of the new one goes on no longer."""
    now = {
        person.pk: council_key(person)
        for person in people
        if person.pk in before and council_key(person) != before[person.pk]
    }
    rows = _standing(now, (Role.CBSW,)).values_list("pk", "person_id", "user_id")
    if standing := list(rows):
        theirs = workers_of(now[person] for _, person, _ in standing)
        _end([key for key, person, user in standing if (now[person], user) not in theirs], on)


def end_allocations(persons: Collection[int], roles: Collection[Role], on: date) -> None:
    """End them on that day, or on their first day where they were allocated later than that."""
    _end(list(_standing(persons, roles).values_list("pk", flat=True)), on)


def _standing(persons: Collection[int], roles: Collection[Role]) -> QuerySet[Allocation]:
    return Allocation.objects.filter(person__in=persons, role__in=roles, until_on__isnull=True)


def _end(allocations: Collection[int], on: date) -> None:
    if allocations:
        last = Greatest(Value(on, DateField()), "from_on")
        Allocation.objects.filter(pk__in=allocations).update(until_on=last)


def legal_of(recorded: str, quashed: Collection[date | None]) -> str:
    """A standing sentence makes somebody sentenced; once none stands, the status is not known until recorded.

    ``quashed`` holds, for each sentence on record, the day it was quashed.
    """
    if any(day is None for day in quashed):
        return Legal.SENTENCED.value
    return "" if quashed and recorded == Legal.SENTENCED else recorded


def _legal(person: Person) -> str:
    sentences = Sentence.objects.filter(person=person)
    return legal_of(person.legal, list(sentences.values_list("quashed_on", flat=True)))


def _band(person: Person) -> str:
    newest = Event.objects.filter(person=person, kind=EventKind.LSCMI).exclude(value="")
    found = newest.order_by("-on", "-pk").values_list("value", flat=True).first()
    return found or person.risk_band
