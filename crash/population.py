"""Invented people in custody, the first of whom each have a social worker of their own who is late with something."""

from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from crash.stage import LEADER, PASSWORD
from icm.core.access import permission_id
from icm.core.models import User
from icm.core.models.users import team_name
from icm.people.access import VIEW_PERSON
from icm.people.actions.places import open_places
from icm.people.models import (
    Allocation,
    Establishment,
    Person,
    PersonGroupGrant,
    PersonUserGrant,
    Sentence,
)
from icm.policy.roles import Role

IN_CUSTODY_FOR = timedelta(days=200)  # long enough for the LS/CMI to be late


@transaction.atomic
def make(people: int, users: int, place: str = "") -> None:
    """So many people, so many of them with a worker: every worker is to get exactly one letter.

    All of them at one place, where one is named; else all over the country.
    """
    open_places()
    admitted_at = timezone.now() - IN_CUSTODY_FOR
    persons = _persons(people, admitted_at, place)
    workers = User.objects.bulk_create(
        User(username=f"worker{n}", email=f"worker{n}@example.test", password="!")  # noqa: S106
        for n in range(users)
    )
    _allocate(persons[:users], workers, admitted_at.date())
    _leader(persons)


def _persons(number: int, admitted_at: datetime, place: str) -> list[Person]:
    every = Establishment.objects.order_by("slug")
    places = list(every.filter(slug=place) if place else every)
    persons = Person.objects.bulk_create(
        Person(
            number=f"C{n:06}",
            family_name=f"Invented{n}",
            given_names="Person",
            establishment=places[n % len(places)],
            admitted_at=admitted_at,
            arrived_on=admitted_at.date(),
            legal="sentenced",
            route="enhanced",
            supervision_level="high",
        )
        for n in range(number)
    )
    Sentence.objects.bulk_create(
        Sentence(
            person=person,
            reference="S",
            kind="ltp",
            imposed_on=admitted_at.date(),
            start_on=admitted_at.date(),
            term_years=6,
        )
        for person in persons
    )
    return persons


def _allocate(persons: list[Person], workers: list[User], on: date) -> None:
    pairs = list(zip(persons, workers, strict=True))
    Allocation.objects.bulk_create(
        Allocation(person=person, user=user, role=Role.PBSW, from_on=on) for person, user in pairs
    )
    view = permission_id(PersonUserGrant, VIEW_PERSON)
    PersonUserGrant.objects.bulk_create(
        PersonUserGrant(content_object=person, user=user, permission_id=view)
        for person, user in pairs
    )


def _leader(persons: list[Person]) -> None:
    """Somebody to sign in as; without an address, so that only the workers get letters."""
    team = Group.objects.get(name=team_name(Role.ICM_CO_ORDINATOR, "barlinnie"))
    leader = User.objects.create(username=LEADER, password=make_password(PASSWORD))
    leader.groups.add(team)
    view = permission_id(PersonGroupGrant, VIEW_PERSON)
    here = Establishment.objects.get(slug="barlinnie").pk
    PersonGroupGrant.objects.bulk_create(
        PersonGroupGrant(content_object=person, group=team, permission_id=view)
        for person in persons
        if person.establishment_id == here
    )
