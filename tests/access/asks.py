"""What they asked for at a terminal: one that waits and one that is answered, with a secret in every text."""

from casework.models import Ask
from casework.policy.asks import Wanted
from icm.people.models import Person
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import asks, persons
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    """Keys of the addresses by their name: each page is asked of one of which its act is possible."""
    person = Person.objects.get(pk=world.person.pk)
    words = {"part": "details", "words": secret("Ask.words")}
    waiting = asks.asked(person, world.outsider, Wanted.CORRECTION, **words)
    told = asks.asked(person, world.outsider, Wanted.CORRECTION, reference="told", **words)
    Ask.objects.filter(pk=told.pk).update(
        state="done",
        answer=secret("Ask.answer"),
        answered_at=persons.NOW,
        answered_by=world.user(Role.PERSONAL_OFFICER),
    )
    return {
        "casework:answer_ask": waiting.pk,
        "kiosk:ask_one": told.pk,
        "kiosk:ask_back": waiting.pk,
    }
