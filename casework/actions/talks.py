"""Conversations with the person, recorded by whoever had them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from casework import access
from casework.models import Conversation
from casework.policy.officers import TOPICS, Topic
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused, same
from icm.people import actions as people
from icm.people.access import recordable
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind
from icm.policy.wording import why_not_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What was talked about and how it went. ``reference`` names it: sent twice, it is recorded once."""

    reference: str
    at: datetime
    topics: tuple[Topic, ...]
    explained: str = ""
    understood: str = ""
    said: str = ""
    again_on: date | None = None


@transaction.atomic
def record_conversation(
    person: Person, talk: Talk, *, by: User, principals: Principals, at: datetime
) -> Conversation:
    """One more conversation. Having explained the route tells the clocks that the person knows it (ROUTE-CHANGE)."""
    role = access.role_with(person, principals, access.TALK)
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = Conversation.objects.filter(person=person, reference=talk.reference).first()
    if before:
        return same(before, _columns(talk, by))
    if reason := _why_not(talk, at):
        raise Refused(reason)
    made = Conversation.objects.create(
        person=person,
        reference=talk.reference,
        role=role,
        recorded_at=at,
        **_columns(talk, by),
    )
    if Topic.ROUTE in talk.topics and EventKind.ROUTE_TOLD in recordable([role]):
        told = people.Happening(
            reference=f"talk-{made.pk}",
            kind=EventKind.ROUTE_TOLD,
            on=in_scotland(talk.at).date(),
            at=talk.at,
        )
        people.note_events(person, [told], by=by, at=at)
    return made


def _columns(talk: Talk, by: User) -> dict[str, object]:
    return {
        "at": talk.at,
        "by_id": by.pk,
        "topics": list(talk.topics),
        "explained": talk.explained,
        "understood": talk.understood,
        "said": talk.said,
        "again_on": talk.again_on,
    }


def _why_not(talk: Talk, at: datetime) -> str:
    if talk.at > at:
        return "That is in the future. Record it once you have talked."
    if not talk.topics:
        return "Say what you talked about."
    if not set(talk.topics) <= set(TOPICS.at(in_scotland(at).date())):
        return "That is not on the list of what a conversation can be about."
    if talk.again_on and talk.again_on <= in_scotland(talk.at).date():
        return "You will talk again on a later day than you talked."
    return why_not_in_words(talk.explained, talk.said)
