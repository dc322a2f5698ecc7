"""What one asker may know of and do, from the grants that stand and the table of verbs."""

from django.db import models

from icm.core import access as core
from icm.core.access import Post, Principals
from icm.core.refusals import NotAllowed
from icm.people.access.verbs import (
    ALLOCATORS,
    AT_ESTABLISHMENT,
    EVERY_VERB,
    MAY_BREAK_GLASS,
    MOVE,
    TO_RECEIVE,
    VERBS,
)
from icm.people.models import Allocation, Person
from icm.policy.roles import Role


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


def _personal_roles(person: Person, principals: Principals) -> frozenset[Role]:
    """The roles in which the person is allocated to the asker, who must still hold a post of that kind."""
    if -principals.user_id not in person.acl:
        return frozenset()
    rows = Allocation.objects.filter(
        person=person, user_id=principals.user_id, until_on__isnull=True
    ).values_list("role", flat=True)
    return frozenset(Role(role) for role in rows) & principals.roles


def roles_for(person: Person, principals: Principals) -> frozenset[Role]:
    """The roles in which the asker holds this person."""
    posts = {
        post.role
        for post in principals.posts
        if post.principal in person.acl and _here(post, person)
    }
    return _personal_roles(person, principals) | posts
