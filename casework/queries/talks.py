"""Conversations with one person, and the newest with each of many."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from casework import access
from casework.models import Conversation
from casework.policy.officers import Topic
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.screen import Entry, Fact
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.roles import Role

NEWEST = 100  # more is read in the history, not on a page
_TOPICS = {topic.value: topic.label for topic in Topic}
_UNDERSTOOD = {
    Conversation.Understood.YES.value: "Yes",
    Conversation.Understood.PARTLY.value: "In part: go back to it",
    Conversation.Understood.NO.value: "No: go back to it",
    Conversation.Understood.UNKNOWN.value: "Could not tell",
}


@dataclass(frozen=True, slots=True)
class LastTalk:
    """The newest conversation with one person."""

    on: date
    by: str
    again_on: date | None


def conversation_entries(person: Person, principals: Principals) -> tuple[Entry, ...]:
    """What was talked about, newest first, as the asker may read it."""
    audience = access.audience_of(person, principals)
    rows = Conversation.objects.filter(person=person).select_related("by")
    return tuple(
        Entry(
            title=topics_in_words(row.topics),
            when=moment(row.at),
            by=f"{row.by.display_name()}, {Role(row.role).label}",
            text="",
            facts=_facts(
                access.shown(row, "explained", audience), access.shown(row, "said", audience), row
            ),
        )
        for row in rows.order_by("-at", "-pk")[:NEWEST]
    )


def topics_in_words(topics: Collection[str]) -> str:
    return "; ".join(_TOPICS.get(topic, topic) for topic in topics)


def last_talks(persons: Collection[int]) -> dict[int, LastTalk]:
    """By person; whoever nobody talked with is left out. One query."""
    rows = Conversation.objects.filter(person__in=persons).order_by("person", "-at", "-pk")
    return {
        row.person_id: LastTalk(in_scotland(row.at).date(), row.by.display_name(), row.again_on)
        for row in rows.distinct("person").select_related("by")
    }


def _facts(explained: str, said: str, row: Conversation) -> tuple[Fact, ...]:
    found = [
        Fact("What was explained", explained) if explained else None,
        Fact("Understood?", _UNDERSTOOD[row.understood]),
        Fact("What they said", said) if said else None,
        Fact("Talk again by", day(row.again_on)) if row.again_on else None,
    ]
    return tuple(fact for fact in found if fact)
