"""When staff last wrote, and when somebody was last talked with: for the First Line Manager's pages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.db.models.functions import TruncDate

from casework.models import Conversation, Narrative
from icm.core.dates import day

NOTHING = "Nothing on record"


@dataclass(frozen=True, slots=True)
class Latest:
    """By person: the day of the newest conversation and of the newest entry."""

    talks: Mapping[int, date]
    entries: Mapping[int, date]

    def talked(self, person: int) -> str:
        return day(self.talks[person]) if person in self.talks else NOTHING

    def wrote(self, person: int) -> str:
        return day(self.entries[person]) if person in self.entries else NOTHING


def latest(persons: Collection[int]) -> Latest:
    """Two queries."""
    talks = Conversation.objects.filter(person__in=persons).order_by()
    entries = Narrative.objects.filter(person__in=persons, withdrawn_at=None).order_by()
    return Latest(
        talks=dict(talks.values_list("person").annotate(last=Max(TruncDate("at")))),
        entries=dict(entries.values_list("person").annotate(last=Max("on"))),
    )


def last_entries(users: Collection[int]) -> dict[int, date]:
    """By author, the day on which they last wrote anything."""
    rows = Narrative.objects.filter(author__in=users, withdrawn_at=None).order_by()
    return dict(rows.values_list("author").annotate(last=Max(TruncDate("written_at"))))
