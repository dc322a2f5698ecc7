"""What a room lets each role do with the people the asker may know of: one table, asked in one way everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from icm.core.access import Principals
from icm.core.disclosure import Audience, Disclosure, Text, render
from icm.core.refusals import NotAllowed
from icm.people.access.asking import roles_for
from icm.people.models import Person
from icm.policy.roles import SOCIAL_WORKERS, Role


@dataclass(frozen=True, slots=True)
class Rights:
    """A room's verbs by role, the one of them that broken glass gives, and those a person has about themselves."""

    verbs: Mapping[Role, frozenset[str]]
    by_glass: str
    own: frozenset[str] = frozenset()

    def held(self, person: Person, principals: Principals) -> frozenset[str]:
        """What the asker may do about a person they may know of; by broken glass, read."""
        if principals.person is not None:
            return self.own if principals.person == person.pk else frozenset()
        found = self.of(roles_for(person, principals))
        return found | {self.by_glass} if person.pk in principals.broken_glass else found

    def of(self, roles: frozenset[Role]) -> frozenset[str]:
        return frozenset[str]().union(*(self.verbs.get(role, frozenset()) for role in roles))

    def require(self, person: Person, principals: Principals, verb: str) -> None:
        """Refuse who may see the person but not do this."""
        if verb not in self.held(person, principals):
            raise NotAllowed

    def role_with(self, person: Person, principals: Principals, verb: str) -> Role:
        """In which of their posts the asker does this for this person, the first of the table where several allow it;
        refuses whoever may not.
        """
        roles = roles_for(person, principals)
        found = next(
            (role for role in self.verbs if role in roles and verb in self.verbs[role]), None
        )
        if found is None:
            raise NotAllowed
        return found

    def places_with(self, principals: Principals, verb: str) -> frozenset[str]:
        """The establishments at which a post of the asker's allows this; the empty name for the whole country."""
        return frozenset(
            post.place
            for post in principals.posts
            if verb in self.verbs.get(post.role, frozenset())
        )


def audience_of(person: Person, principals: Principals) -> Audience:
    """As whom the asker reads what is written about this person."""
    if principals.person is not None:
        return Audience.PERSON
    theirs = roles_for(person, principals)
    return Audience.SOCIAL_WORK if theirs & SOCIAL_WORKERS else Audience.TEAM


def shown(
    row: models.Model, field: str, audience: Audience, table: Mapping[str, Disclosure]
) -> Any:
    """A text without a class of its own, as this audience may read it; ``table`` gives its class."""
    return render(Text(getattr(row, field), table[f"{type(row).__name__}.{field}"]), audience)
