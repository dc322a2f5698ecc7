"""Two parallel worlds: two establishments and their councils, one member of staff in each role in each, an outsider.

``world()`` makes them with people in both. What is true of one world must not be visible in the other.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from icm.core.models import Team, User
from icm.core.models.users import team_name
from icm.people import access
from icm.people.actions.places import (
    COUNCIL_ROLES,
    ESTABLISHMENT_ROLES,
    NATIONAL_ROLES,
    open_places,
    posts,
)
from icm.people.models import Allocation, Establishment, LocalAuthority, Person
from icm.policy.facts import Legal, RouteSlug, SentenceKind
from icm.policy.roles import Role
from tests.factories import persons

POSTS = tuple(posts())
HERE, THERE = "barlinnie", "perth"
COUNCIL_HERE, COUNCIL_THERE = "glasgow-city", "fife"
COUNCIL_OF = {HERE: COUNCIL_HERE, THERE: COUNCIL_THERE}
OFFICERS = {
    Role.PERSONAL_OFFICER: "establishment",
    Role.PBSW: "establishment",
    Role.CBSW: "council",
}


@dataclass
class World:
    """``person`` and ``person_there`` are on the enhanced route and allocated to the officers of their world."""

    here: Establishment
    there: Establishment
    council: LocalAuthority
    council_there: LocalAuthority
    users: dict[str, User] = field(default_factory=dict)
    person: Person = None
    standard: Person = None
    remand: Person = None
    released: Person = None
    person_there: Person = None

    def user(self, role: Role, place: str | None = None) -> User:
        """The member of staff in that role at that place; without a place, in the first world."""
        if place is None:
            place = self.place_of(role)
        return self.users[team_name(role, place)]

    def place_of(self, role: Role, *, there: bool = False) -> str:
        if role in NATIONAL_ROLES:
            return ""
        if role in COUNCIL_ROLES:
            return COUNCIL_THERE if there else COUNCIL_HERE
        return THERE if there else HERE

    @property
    def outsider(self) -> User:
        return self.users["outsider"]


def world() -> World:
    # Migrations opened them; only a test that emptied all tables finds fewer.
    if Team.objects.count() < len(POSTS):
        open_places()
    made = World(
        here=Establishment.objects.get(slug=HERE),
        there=Establishment.objects.get(slug=THERE),
        council=LocalAuthority.objects.get(slug=COUNCIL_HERE),
        council_there=LocalAuthority.objects.get(slug=COUNCIL_THERE),
    )
    _appoint(made)
    made.person = _enhanced(made, HERE)
    made.person_there = _enhanced(made, THERE)
    made.standard = persons.recorded(made.here, residence=made.council)
    persons.sentence(made.standard, SentenceKind.STP, term_years=None, term_months=18)
    made.remand = persons.recorded(
        made.here, legal=Legal.UNTRIED, route=RouteSlug.NONE, admitted_at=persons.days_ago(0, 8)
    )
    made.released = persons.recorded(made.here, released_on=persons.TODAY - timedelta(days=3))
    _grant(made.person, made.person_there, made.standard, made.remand, made.released)
    return made


def _grant(*people: Person) -> None:
    access.sync_all(people)
    acls = dict(Person.objects.filter(pk__in=[p.pk for p in people]).values_list("pk", "acl"))
    for person in people:
        person.acl = acls[person.pk]


def _appoint(made: World) -> None:
    """One user a post; in bulk, because every page test begins here."""
    held = [(role, place) for place in (HERE, THERE) for role in ESTABLISHMENT_ROLES]
    held += [(role, place) for place in COUNCIL_OF.values() for role in COUNCIL_ROLES]
    held += [(role, "") for role in NATIONAL_ROLES]
    names = [team_name(role, place) for role, place in held]
    unusable = make_password(None)
    for name in [*names, "outsider"]:
        email = f"{name.replace('@', '.')}@example.test"
        member = User(username=name, email=email, password=unusable)
        member.first_name, member.last_name = name.split("@")[0].replace("-", " ").title(), "Tester"
        made.users[name] = member
    User.objects.bulk_create(made.users.values())
    groups = dict(Group.objects.filter(name__in=names).values_list("name", "pk"))
    User.groups.through.objects.bulk_create(
        [User.groups.through(user=made.users[name], group_id=groups[name]) for name in names]
    )


def another(made: World, place: str) -> Person:
    """Like the world's own person there."""
    person = _enhanced(made, place)
    _grant(person)
    return person


def _enhanced(made: World, place: str) -> Person:
    council = COUNCIL_OF[place]
    here, home = (made.here, made.council) if place == HERE else (made.there, made.council_there)
    person = persons.recorded(here, residence=home, route=RouteSlug.ENHANCED)
    persons.sentence(person)
    for role, where in OFFICERS.items():
        Allocation.objects.create(
            person=person,
            user=made.user(role, place if where == "establishment" else council),
            role=role,
            from_on=person.arrived_on,
        )
    return person
