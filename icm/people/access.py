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
from icm.core.access import Post, Principals
from icm.core.models import Team
from icm.core.models.users import team_name
from icm.core.refusals import NotAllowed
from icm.people.models import Allocation, Person, PersonGroupGrant, PersonUserGrant
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import Role

VIEW_PERSON = "view_person"

VIEW = "view"
MOVE = "move"  # receptions, transfers, releases
ALLOCATE = "allocate an officer"
RECORD = "record an event"
SENTENCE = "record a sentence"
DETAILS = "change details"
ENTER_DATE = "enter a date"
WAIVE = "set a deadline aside"
PROPOSE_REVIEW = "propose a supervision level"
DECIDE_REVIEW = "decide a supervision level"
SEE_HISTORY = "see who changed what"
SEE_CONSULTATIONS = "see who looked"

VERBS: dict[Role, frozenset[str]] = {
    Role.ICM_CO_ORDINATOR: frozenset(
        {
            VIEW,
            MOVE,
            RECORD,
            SENTENCE,
            DETAILS,
            ENTER_DATE,
            WAIVE,
            PROPOSE_REVIEW,
            SEE_HISTORY,
            SEE_CONSULTATIONS,
        }
    ),
    Role.ICM_CASE_CO_ORDINATOR: frozenset(
        {VIEW, RECORD, SENTENCE, DETAILS, ENTER_DATE, PROPOSE_REVIEW, SEE_HISTORY}
    ),
    Role.ICM_ADMINISTRATOR: frozenset({VIEW, RECORD, DETAILS}),
    Role.RESIDENTIAL_OFFICER: frozenset({VIEW, RECORD, PROPOSE_REVIEW}),
    Role.FIRST_LINE_MANAGER: frozenset({VIEW, ALLOCATE, RECORD, PROPOSE_REVIEW, SEE_HISTORY}),
    Role.LINKS_CENTRE: frozenset({VIEW, RECORD}),
    Role.RECEPTION: frozenset({VIEW, MOVE, RECORD, SENTENCE, DETAILS}),
    Role.PERSONAL_OFFICER: frozenset({VIEW, RECORD, PROPOSE_REVIEW}),
    Role.PBSW: frozenset({VIEW, RECORD}),
    Role.PBSW_TEAM_MANAGER: frozenset({VIEW, ALLOCATE, RECORD, WAIVE, SEE_HISTORY}),
    Role.CBSW: frozenset({VIEW, RECORD}),
    Role.CBSW_TEAM_MANAGER: frozenset({VIEW, ALLOCATE, RECORD}),
    Role.PAROLE_CO_ORDINATOR: frozenset({VIEW, RECORD, SENTENCE, ENTER_DATE}),
    Role.RMT_CHAIR: frozenset(
        {VIEW, WAIVE, PROPOSE_REVIEW, DECIDE_REVIEW, SEE_HISTORY, SEE_CONSULTATIONS}
    ),
    Role.HQ: frozenset({VIEW, SEE_HISTORY, SEE_CONSULTATIONS}),
}

# Who allocates whom: a manager allocates the staff they manage.
ALLOCATORS: dict[Role, Role] = {
    Role.PERSONAL_OFFICER: Role.FIRST_LINE_MANAGER,
    Role.PBSW: Role.PBSW_TEAM_MANAGER,
    Role.CBSW: Role.CBSW_TEAM_MANAGER,
}
# Staff who do this work somewhere, and so may need to see a person elsewhere in an emergency. HQ sees everybody.
MAY_BREAK_GLASS = frozenset(VERBS) - {Role.HQ}

EVERYBODY, ENHANCED = "everybody", "enhanced"

# What a post gives at the establishment that only expects somebody: to know of them, and to record their arrival.
TO_RECEIVE = frozenset({VIEW, MOVE})
EVERY_VERB = frozenset().union(*VERBS.values())

# Who at the next establishment knows of somebody whose transfer there is planned.
EXPECTING = (Role.RECEPTION, Role.ICM_CO_ORDINATOR, Role.ICM_CASE_CO_ORDINATOR)
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
    {
        Role.RESIDENTIAL_OFFICER,
        Role.PERSONAL_OFFICER,
        Role.FIRST_LINE_MANAGER,
        Role.LINKS_CENTRE,
        Role.RECEPTION,
    }
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


def visible_to(principals: Principals) -> models.QuerySet[Person]:
    return core.visible(Person.objects.all(), principals)


def held(person: Person, principals: Principals) -> frozenset[str]:
    """What the asker may do with a person they may know of. Costs no query unless the person is allocated to them."""
    return core.held(
        person.acl,
        principals,
        lambda post: (
            VERBS.get(post.role, frozenset()) & (EVERY_VERB if _here(post, person) else TO_RECEIVE)
        ),
        personal=frozenset().union(*(VERBS[role] for role in _personal_roles(person, principals))),
        glass=person.pk in principals.broken_glass,
    )


def _here(post: Post, person: Person) -> bool:
    """Whether the post gives its full verbs: not where the person is only expected."""
    expected = person.transfer_to
    if expected is None or post.place != expected.slug:
        return True
    return person.establishment is not None and person.establishment.slug == post.place


def require(person: Person, principals: Principals, verb: str) -> None:
    """Refuse who may see the person but not do this with them."""
    if verb not in held(person, principals):
        raise NotAllowed("You may see this, but this step is not yours to take.")


def stands(person: Person, principals: Principals) -> bool:
    """Whether the asker knows of the person by their posts or by allocation, not only by broken glass."""
    return not set(person.acl).isdisjoint(principals.ids)


def works_elsewhere(person: Person, principals: Principals) -> bool:
    """Whether the asker works in establishments, but not in the person's."""
    places = {post.place for post in principals.posts if post.role in AT_ESTABLISHMENT}
    return (
        bool(places)
        and person.establishment is not None
        and person.establishment.slug not in places
    )


def places_with(principals: Principals, verb: str) -> frozenset[str]:
    """The establishments at which a post of the asker's allows this."""
    return frozenset(
        post.place
        for post in principals.posts
        if post.role in AT_ESTABLISHMENT and verb in VERBS[post.role]
    )


def may_receive(principals: Principals) -> bool:
    """Whether the asker records receptions anywhere."""
    return bool(places_with(principals, MOVE))


def may_break_glass(principals: Principals) -> bool:
    """Whether the asker's work may need sight of somebody elsewhere in an emergency."""
    return bool(principals.roles & MAY_BREAK_GLASS)


def may_allocate(person: Person, principals: Principals) -> list[Role]:
    """The roles in which the asker may allocate somebody to this person."""
    here = roles_for(person, principals)
    return [role for role, manager in ALLOCATORS.items() if manager in here]


def who_holds(verb: str) -> list[Role]:
    """The roles that may take a step, for saying so where the asker may not."""
    return [role for role, verbs in VERBS.items() if verb in verbs]


def _personal_roles(person: Person, principals: Principals) -> frozenset[Role]:
    """The roles in which the person is allocated to the asker, who must still hold a post of that kind."""
    if -principals.user_id not in person.acl:
        return frozenset()
    rows = Allocation.objects.filter(
        person=person, user_id=principals.user_id, until_on__isnull=True
    ).values_list("role", flat=True)
    return frozenset(Role(role) for role in rows) & principals.roles


def recordable(roles_here: Collection[Role]) -> list[EventKind]:
    """The events the asker may record, given the roles in which they hold this person."""
    return [kind for kind in EventKind if RECORDERS[kind] & set(roles_here)]


def roles_for(person: Person, principals: Principals) -> frozenset[Role]:
    """The roles in which the asker holds this person."""
    posts = {
        post.role
        for post in principals.posts
        if post.principal in person.acl and _here(post, person)
    }
    return _personal_roles(person, principals) | posts
