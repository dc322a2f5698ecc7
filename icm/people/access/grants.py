"""Which teams and members of staff may know of a person, and making the grants say so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group

from icm.core import access as core
from icm.core.models import Team
from icm.core.models.users import team_name
from icm.people.access.verbs import AT_ESTABLISHMENT, EVERYBODY, EXPECTING
from icm.people.models import Allocation, Person, PersonGroupGrant, PersonUserGrant
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role

VIEW_PERSON = "view_person"


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which teams may know of a person."""

    establishment: str  # slug; empty once released
    route: str
    authorities: tuple[str, ...]  # slugs of the councils concerned
    expected: str = ""  # slug of the establishment to which a transfer is planned


def wanted_teams(standing: Standing) -> frozenset[str]:
    """The names of the teams that may know of such a person."""
    names = {team_name(Role.HQ, "")}
    if standing.establishment:
        names |= {
            team_name(role, standing.establishment)
            for role, whom in AT_ESTABLISHMENT.items()
            if whom == EVERYBODY or standing.route == RouteSlug.ENHANCED
        }
    if standing.expected:
        names |= {team_name(role, standing.expected) for role in EXPECTING}
    if standing.route == RouteSlug.ENHANCED:
        names |= {team_name(Role.CBSW_TEAM_MANAGER, council) for council in standing.authorities}
    return frozenset(names)


def standing_of(person: Person) -> Standing:
    here = person.establishment.slug if person.establishment and not person.released_on else ""
    council = person.supervising_authority or person.residence
    expected = person.transfer_to.slug if person.transfer_to else ""
    return Standing(here, person.route, (council.slug,) if council else (), expected)


def sync(person: Person) -> None:
    """Make the grants on one person what their place, route and allocations say; repeating changes nothing."""
    names = wanted_teams(standing_of(person))
    groups = Group.objects.filter(name__in=names).values_list("pk", flat=True)
    core.sync_groups(PersonGroupGrant, person, VIEW_PERSON, groups)
    allocated = Allocation.objects.filter(person=person, until_on__isnull=True).values_list(
        "user_id", flat=True
    )
    core.sync_users(PersonUserGrant, person, VIEW_PERSON, allocated)
    person.refresh_from_db(fields=["acl"])


def sync_all(persons: Collection[Person]) -> None:
    """The same for many people in a fixed number of queries; their ``acl`` is not read back."""
    groups = dict(Group.objects.values_list("name", "pk"))
    wanted = {
        person.pk: {groups[name] for name in wanted_teams(standing_of(person)) if name in groups}
        for person in persons
    }
    core.sync_all(PersonGroupGrant, VIEW_PERSON, wanted)
    allocated: dict[int, set[int]] = {person.pk: set() for person in persons}
    rows = Allocation.objects.filter(person__in=list(allocated), until_on__isnull=True)
    for person, user in rows.values_list("person_id", "user_id"):
        allocated[person].add(user)
    core.sync_all(PersonUserGrant, VIEW_PERSON, allocated)


def teams(pairs: Iterable[tuple[Role, str]]) -> None:
    """Make sure these teams exist (roles at places); repeating changes nothing."""
    for role, place in pairs:
        group, _ = Group.objects.get_or_create(name=team_name(role, place))
        Team.objects.get_or_create(role=role, place=place, defaults={"group": group})
