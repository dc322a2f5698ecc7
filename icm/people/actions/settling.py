"""What every act on a person begins and ends with: the locked row, and what follows from the facts."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from icm.core.facts import facts_changed
from icm.core.refusals import Stale
from icm.people import access, policy
from icm.people.models import Allocation, Event, LocalAuthority, Person, Sentence
from icm.people.queries.candidates import candidates, council_of
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
    if before[1] == RouteSlug.ENHANCED != person.route:
        end_allocations(person, SOCIAL_WORK, today(at))
    access.sync(person)
    facts_changed([person.pk], at=at)


def end_allocations(person: Person, roles: Collection[Role], on: date) -> None:
    """End them on that day, or on their first day where they were allocated later than that."""
    for row in Allocation.objects.filter(person=person, role__in=roles, until_on__isnull=True):
        row.until_on = max(on, row.from_on)
        row.save(update_fields=["until_on"])


def leave_council(person: Person, before: LocalAuthority | None, on: date) -> None:
    """Where the council is another than before, a worker who is not of the new one goes on no longer."""
    if council_of(person) == before:
        return
    standing = Allocation.objects.filter(person=person, role=Role.CBSW, until_on__isnull=True)
    theirs = candidates(person, Role.CBSW).values("pk")
    if standing.exclude(user__in=theirs).exists():
        end_allocations(person, (Role.CBSW,), on)


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
