"""What one asker may know of and do, from the grants that stand and the table of verbs."""

from collections.abc import Set
from typing import Any

from django.db import models

from icm.core import access as core
from icm.core.access import Post, Principals
from icm.core.models import Team, User
from icm.core.refusals import NotAllowed
from icm.people.access.verbs import (
    ALLOCATORS,
    AT_ESTABLISHMENT,
    BY_GLASS,
    EVERY_VERB,
    EXPECTING,
    MAY_BREAK_GLASS,
    MOVE,
    READ_RISK,
    TO_RECEIVE,
    VERBS,
)
from icm.people.models import Allocation, Person
from icm.policy.roles import COVERERS, PERSONAL_ROLES, Role


def visible_to(principals: Principals) -> models.QuerySet[Person]:
    return core.visible(Person.objects.all(), principals)


def held(person: Person, principals: Principals) -> frozenset[str]:
    """What the asker may do with a person they may know of. Costs no query unless the person is allocated to them."""
    return _held(person, principals, _personal_roles(person, principals))


def roles_for(person: Person, principals: Principals) -> frozenset[Role]:
    """The roles in which the asker holds this person. Costs what ``held`` costs."""
    return _roles(person, principals, _personal_roles(person, principals))


def roles_and_verbs(
    person: Person, principals: Principals
) -> tuple[frozenset[Role], frozenset[str]]:
    """``roles_for`` and ``held`` at the cost of one."""
    personal = _personal_roles(person, principals)
    return _roles(person, principals, personal), _held(person, principals, personal)


def _held(person: Person, principals: Principals, personal: Set[Role]) -> frozenset[str]:
    glass = person.pk in principals.broken_glass
    found = core.held(
        person.acl,
        principals,
        lambda post: (
            VERBS.get(post.role, frozenset()) & (EVERY_VERB if _here(post, person) else TO_RECEIVE)
        ),
        personal=frozenset().union(*(VERBS[role] for role in personal)),
        glass=glass,
    )
    return found | BY_GLASS if glass else found


def _here(post: Post, person: Person) -> bool:
    """Whether the post gives its full verbs: not where the person is only expected."""
    expected = person.transfer_to
    if expected is None or post.place != expected.slug:
        return True
    return person.establishment is not None and person.establishment.slug == post.place


def require(person: Person, principals: Principals, verb: str) -> None:
    """Refuse who may see the person but not do this with them."""
    if verb not in held(person, principals):
        raise NotAllowed


def reads_all_risk(principals: Principals) -> bool:
    """Whether the asker reads about the risk of everybody of whom a post of theirs lets them know."""
    reading = frozenset(role for role, verbs in VERBS.items() if READ_RISK in verbs)
    return (principals.roles & VERBS.keys()) <= reading - {*EXPECTING}


def reads_risk(principals: Principals, *, through: str = "") -> models.Q:
    """Of the rows about people the asker may know of, those about whose risk they may read: ``held``, for a list."""
    to = f"{through}__" if through else ""
    found = _theirs(principals, to)
    if principals.broken_glass:
        found |= models.Q(**{f"{to}pk__in": list(principals.broken_glass)})
    for post in principals.posts:
        if READ_RISK not in VERBS.get(post.role, frozenset()):
            continue
        known = models.Q(**{f"{to}acl__among": [post.principal]})
        found |= known & _arrived(post, to) if post.role in EXPECTING else known
    return found


def unread_risk(
    principals: Principals, *, through: str = "", within: bool = False
) -> models.Q | None:
    """Those about whose risk the asker may not read, of the rows about people they may know of; None where there are
    none. One query for whoever may not only because they expect somebody: those are few. ``within`` the query that
    asks, it takes none of its own.
    """
    if reads_all_risk(principals):
        return None
    if all(READ_RISK in VERBS[role] for role in principals.roles & VERBS.keys()):
        expected: Any = _expected(principals).values_list("pk", flat=True)
        if within:
            return models.Q(**{f"{through or 'pk'}__in": expected})
        expected = list(expected)
        return models.Q(**{f"{through or 'pk'}__in": expected}) if expected else None
    return ~reads_risk(principals, through=through)


def _expected(principals: Principals) -> models.QuerySet[Person]:
    known = models.Q(pk__in=[])
    for post in principals.posts:
        if post.role in EXPECTING:
            known |= models.Q(acl__among=[post.principal], transfer_to__slug=post.place)
    return Person.objects.filter(known).exclude(reads_risk(principals))


def _arrived(post: Post, to: str) -> models.Q:
    """``_here``, for a list."""
    expected = models.Q(**{f"{to}transfer_to__slug": post.place})
    return ~expected | models.Q(**{f"{to}establishment__slug": post.place})


def _theirs(principals: Principals, to: str) -> models.Q:
    """Those allocated to the asker, or to whom they stand in for, where they still work; ``_posted``, for a list."""
    allocated = models.Q(**{f"{to}acl__among": principals.allocated_to})
    if principals.holds(Role.CBSW):
        return allocated
    roles = {*PERSONAL_ROLES, *(COVERERS if principals.covers else ())}
    places = [post.place for post in principals.posts if post.role in roles]
    there = models.Q(**{f"{to}establishment__slug__in": places})
    return allocated & (there | models.Q(**{f"{to}establishment": None}))


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


def manages(member: User, principals: Principals) -> bool:
    """Whether the asker is First Line Manager where this member of staff works with people."""
    return bool(managed_places(principals) & workplaces(member))


def managed_places(principals: Principals) -> frozenset[str]:
    """The establishments whose personal officers the asker manages."""
    manager = ALLOCATORS[Role.PERSONAL_OFFICER]
    return frozenset(post.place for post in principals.posts if post.role is manager)


def workplaces(member: User) -> frozenset[str]:
    """The establishments at which somebody holds a post from which one looks after people, or stands in."""
    posts = Team.objects.filter(group__user=member, role__in=COVERERS)
    return frozenset(posts.values_list("place", flat=True))


def _personal_roles(person: Person, principals: Principals) -> frozenset[Role]:
    """The roles in which the person is allocated to the asker, who must still hold a post of that kind where they are.

    Standing in for a personal officer gives that one role, whatever post the asker holds beside it.
    """
    if set(person.acl).isdisjoint(principals.allocated_to):
        return frozenset()
    rows = Allocation.objects.filter(
        person=person, user_id__in=[principals.user_id, *principals.covers], until_on__isnull=True
    ).values_list("user_id", "role")
    own = {Role(role) for user, role in rows if user == principals.user_id}
    covered = {Role(role) for user, role in rows if user in principals.covers}
    found = {role for role in own if _posted(person, principals, {role})}
    if Role.PERSONAL_OFFICER in covered and _posted(person, principals, {*COVERERS}):
        found.add(Role.PERSONAL_OFFICER)
    return frozenset(found)


def _posted(person: Person, principals: Principals, roles: Set[Role]) -> bool:
    """Whether the asker works in one of these roles where the person is held. Whoever went to work elsewhere has left
    their people behind, as those leave theirs who are transferred; a community social worker's go with them.
    """
    posts = {post.place for post in principals.posts if post.role in roles}
    place = person.establishment
    return bool(posts) if place is None or roles == {Role.CBSW} else place.slug in posts


def _roles(person: Person, principals: Principals, personal: Set[Role]) -> frozenset[Role]:
    posts = {
        post.role
        for post in principals.posts
        if post.principal in person.acl and _here(post, person)
    }
    return frozenset(personal | posts)
