"""What people ask for at a terminal."""

from casework.actions import asks
from casework.models import Ask
from casework.policy.asks import Wanted
from icm.core.access import Principals
from icm.core.models import User
from icm.people.models import Person
from tests.factories import persons


def own(person: Person, user: User) -> Principals:
    """The person themselves, before a terminal."""
    return Principals(user_id=user.pk, posts=(), broken_glass={}, person=person.pk)


def asked(person, user, wanted=Wanted.TALK, *, reference="ask-1", at=persons.NOW, **words) -> Ask:
    """By themselves: nobody else asks for them."""
    need = asks.Need(reference=reference, wanted=wanted, **words)
    return asks.ask(person, need, by=user, principals=own(person, user), at=at)
