"""What was decided about the person at conferences, as the minutes say that they were given."""

from dataclasses import dataclass
from datetime import date

from conferences.queries import own_minutes
from conferences.queries.editions import sheet
from icm.core.disclosure import Audience
from icm.people.models import Person
from icm.policy.calendar import in_scotland


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of a conference, from the newest minute the person was given; ``key`` is that minute's."""

    key: int
    on: date
    what: str
    why: str


def decided_at_conferences(person: Person) -> tuple[Decided, ...]:
    """From each minute issued to the person themselves, as their version has it; the latest first. One query."""
    found = [
        Decided(
            key=one.pk,
            on=one.edition.minute.conference.held_on or in_scotland(one.edition.signed_at).date(),
            what=entry.title,
            why=next((fact.value for fact in entry.facts), ""),
        )
        for one in own_minutes.newest(person)
        for entry in sheet(one.edition.content, Audience.PERSON).decisions
    ]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))
