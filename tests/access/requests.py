"""Requests for a conference, one in each state, with a secret in every text."""

from conferences.models import Request
from icm.people.models import Person
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import persons
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    """Keys of the addresses by their name: each page is asked of a row of which its act is possible."""
    person, by = Person.objects.get(pk=world.person.pk), world.user(Role.ICM_CO_ORDINATOR)
    answered = {"answered_at": persons.NOW, "answered_by": by}
    refused = _request(
        person,
        1,
        recorded_by=by,
        state="refused",
        answer_why=secret("Request.answer_why"),
        **answered,
    )
    gone = _request(
        person,
        2,
        recorded_by=by,
        state="withdrawn",
        withdrawn_why=secret("Request.withdrawn_why"),
        withdrawn_at=persons.NOW,
        withdrawn_by=by,
    )
    waiting = _request(person, 3, recorded_by=by)
    return {
        "conferences:request": gone.pk,
        "conferences:answer_request": refused.pk,
        "conferences:withdraw_request": waiting.pk,
        "kiosk:ask_conference_back": waiting.pk,
    }


def _request(person: Person, number: int, **values: object) -> Request:
    return Request.objects.create(
        person=person,
        reference=f"request-{number}",
        number=number,
        grounds=["goals", "other"],
        why=secret("Request.why"),
        how="spoken",
        asked_on=persons.TODAY,
        recorded_at=persons.NOW,
        **values,
    )
