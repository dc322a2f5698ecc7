"""Who may know of a person, and what each role may do with them (domain reference, part c).

A grant says that a team, or a member of staff to whom the person is allocated, may know of the person; ``VERBS``
says what that role may then do. Provider, health, psychology, programme, intelligence and outside roles have no
standing sight of people: they see only what is referred to them, which later parts of the system record.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import models

from icm.core import access as core
from icm.core.access import Principals
from icm.core.models import Team
from icm.core.models.users import team_name
from icm.people.models import Allocation, Person, PersonGroupGrant, PersonUserGrant
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import Role

VIEW_PERSON = "view_person"

VIEW = "view"
MOVE = "move"  # receptions, transfers, releases
ALLOCATE = "allocate an officer"
RECORD = "record an event"
ENTER_DATE = "enter a date"
WAIVE = "set a deadline aside"
PROPOSE_REVIEW = "propose a supervision level"
DECIDE_REVIEW = "decide a supervision level"
SEE_HISTORY = "see who changed what"
SEE_CONSULTATIONS = "see who looked"

VERBS: dict[Role, frozenset[str]] = {
    Role.ICM_CO_ORDINATOR: frozenset(
        {VIEW, MOVE, RECORD, ENTER_DATE, WAIVE, PROPOSE_REVIEW, SEE_HISTORY, SEE_CONSULTATIONS}
    ),
    Role.ICM_CASE_CO_ORDINATOR: frozenset({VIEW, RECORD, ENTER_DATE, PROPOSE_REVIEW, SEE_HISTORY}),
    Role.ICM_ADMINISTRATOR: frozenset({VIEW, RECORD}),
    Role.RESIDENTIAL_OFFICER: frozenset({VIEW, RECORD, PROPOSE_REVIEW}),
    Role.FIRST_LINE_MANAGER: frozenset({VIEW, ALLOCATE, RECORD, PROPOSE_REVIEW, SEE_HISTORY}),
    Role.LINKS_CENTRE: frozenset({VIEW, RECORD}),
    Role.RECEPTION: frozenset({VIEW, MOVE, RECORD}),
    Role.PERSONAL_OFFICER: frozenset({VIEW, RECORD, PROPOSE_REVIEW}),
    Role.PBSW: frozenset({VIEW, RECORD}),
    Role.PBSW_TEAM_MANAGER: frozenset({VIEW, ALLOCATE, RECORD, WAIVE, SEE_HISTORY}),
    Role.CBSW: frozenset({VIEW, RECORD}),
    Role.CBSW_TEAM_MANAGER: frozenset({VIEW, RECORD}),
    Role.PAROLE_CO_ORDINATOR: frozenset({VIEW, RECORD, ENTER_DATE}),
    Role.RMT_CHAIR: frozenset({VIEW, WAIVE, PROPOSE_REVIEW, DECIDE_REVIEW, SEE_HISTORY, SEE_CONSULTATIONS}),
    Role.HQ: frozenset({VIEW, SEE_HISTORY, SEE_CONSULTATIONS}),
}

EVERYBODY, ENHANCED = "everybody", "enhanced"

# Which people of their establishment each role has standing sight of.
AT_ESTABLISHMENT: dict[Role, str] = {
    Role.ICM_CO_ORDINATOR: EVERYBODY,
    Role.ICM_CASE_CO_ORDINATOR: EVERYBODY,
    Role.ICM_ADMINISTRATOR: ENHANCED,
    Role.RESIDENTIAL_OFFICER: EVERYBODY,
    Role.FIRST_LINE_MANAGER: EVERYBODY,
    Role.LINKS_CENTRE: EVERYBODY,
    Role.RECEPTION: EVERYBODY,
    Role.PBSW: ENHANCED,
    Role.PBSW_TEAM_MANAGER: ENHANCED,
    Role.PAROLE_CO_ORDINATOR: ENHANCED,
    Role.RMT_CHAIR: EVERYBODY,
}

_ICM = frozenset({Role.ICM_CO_ORDINATOR, Role.ICM_CASE_CO_ORDINATOR, Role.ICM_ADMINISTRATOR})
_OFFICERS = frozenset(
    {Role.RESIDENTIAL_OFFICER, Role.PERSONAL_OFFICER, Role.FIRST_LINE_MANAGER, Role.LINKS_CENTRE, Role.RECEPTION}
)
_SOCIAL_WORK = frozenset({Role.PBSW, Role.PBSW_TEAM_MANAGER})
_COMMUNITY = frozenset({Role.CBSW, Role.CBSW_TEAM_MANAGER})
_PAROLE = frozenset({Role.PAROLE_CO_ORDINATOR})

# Which roles may record which event: those who do it, and those who keep the record of it.
RECORDERS: dict[EventKind, frozenset[Role]] = {
    EventKind.CORE_SCREEN: _OFFICERS | _ICM,
    EventKind.CORE_SCREEN_PART: _OFFICERS | _ICM,
    EventKind.CORE_SCREEN_READ: frozenset({Role.PERSONAL_OFFICER}),
    EventKind.IMMEDIATE_NEED: _OFFICERS | _ICM | _SOCIAL_WORK,
    EventKind.REFERRAL: _OFFICERS | _ICM | _SOCIAL_WORK,
    EventKind.SENTENCE_INFORMATION: _ICM | _SOCIAL_WORK,
    EventKind.PBSW_INDUCTION: _SOCIAL_WORK,
    EventKind.DESIGNATION: _SOCIAL_WORK,
    EventKind.LSCMI: _SOCIAL_WORK,
    EventKind.PLAN_UPDATED: _OFFICERS | _ICM | _SOCIAL_WORK | _COMMUNITY,
    EventKind.PAROLE_STARTED: _PAROLE,
    EventKind.PAROLE_REPORTS: _PAROLE,
    EventKind.LEARNER_REPORTS: _OFFICERS | _ICM,
    EventKind.PROGRESSION_SCHEDULED: _ICM,
    EventKind.ROUTE_TOLD: _OFFICERS | _ICM,
    EventKind.FURTHER_OFFENCE: _ICM,
    **{
        kind: _ICM | (_SOCIAL_WORK if kind is EventKind.CC_PRERELEASE else frozenset())
        for kind in EventKind
        if kind.value.startswith("conference-")
    },
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which teams may know of a person."""

    establishment: str  # slug; empty once released
    route: str
    authorities: tuple[str, ...]  # slugs of the councils concerned


def wanted_teams(standing: Standing) -> frozenset[str]:
    """The names of the teams that may know of such a person."""
    names = {team_name(Role.HQ, "")}
    if standing.establishment:
        names |= {
            team_name(role, standing.establishment)
            for role, whom in AT_ESTABLISHMENT.items()
            if whom == EVERYBODY or standing.route == RouteSlug.ENHANCED
        }
    if standing.route == RouteSlug.ENHANCED:
        names |= {team_name(Role.CBSW_TEAM_MANAGER, council) for council in standing.authorities}
    return frozenset(names)


def standing_of(person: Person) -> Standing:
    here = person.establishment.slug if person.establishment and not person.released_on else ""
    council = person.supervising_authority or person.residence
    return Standing(here, person.route, (council.slug,) if council else ())


def sync(person: Person) -> None:
    """Make the grants on one person what their place, route and allocations say; repeating changes nothing."""
    names = wanted_teams(standing_of(person))
    groups = Group.objects.filter(name__in=names).values_list("pk", flat=True)
    core.sync_groups(PersonGroupGrant, person, VIEW_PERSON, groups)
    allocated = Allocation.objects.filter(person=person, until_on__isnull=True).values_list("user_id", flat=True)
    core.sync_users(PersonUserGrant, person, VIEW_PERSON, allocated)
    person.refresh_from_db(fields=["acl"])


def teams(pairs: Iterable[tuple[Role, str]]) -> None:
    """Make sure these teams exist (roles at places); repeating changes nothing."""
    for role, place in pairs:
        group, _ = Group.objects.get_or_create(name=team_name(role, place))
        Team.objects.get_or_create(role=role, place=place, defaults={"group": group})


def visible_to(principals: Principals) -> models.QuerySet[Person]:
    return core.visible(Person.objects.all(), principals)


def held(person: Person, principals: Principals) -> frozenset[str]:
    """What the asker may do with a person they may know of. Costs no query unless the person is allocated to them."""
    return core.held(
        person.acl,
        principals,
        VERBS,
        personal=_personal_role(person, principals) if -principals.user_id in person.acl else None,
        glass=person.pk in principals.broken_glass,
    )


def _personal_role(person: Person, principals: Principals) -> Role | None:
    role = (
        Allocation.objects.filter(person=person, user_id=principals.user_id, until_on__isnull=True)
        .order_by("role")
        .values_list("role", flat=True)
        .first()
    )
    return Role(role) if role else None


def recordable(principals: Principals, roles_here: Collection[Role]) -> list[EventKind]:
    """The events the asker may record, given the roles in which they hold this person."""
    return [kind for kind in EventKind if RECORDERS[kind] & set(roles_here)]


def roles_for(person: Person, principals: Principals) -> frozenset[Role]:
    """The roles in which the asker holds this person."""
    roles = {post.role for post in principals.posts if post.principal in person.acl}
    if -principals.user_id in person.acl and (personal := _personal_role(person, principals)):
        roles.add(personal)
    return frozenset(roles)
