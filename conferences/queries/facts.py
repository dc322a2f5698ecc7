"""What the rules may know of the conferences kept here. One query for any number of people.

``on`` says when a fact must be true, ``known_at`` when it must have been recorded.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import TruncDate

from conferences.models import Conference
from conferences.workflow import Conferring
from icm.core.history import as_known
from icm.core.prepared import fact_rows
from icm.policy.conference_facts import ConferenceFacts


def conference_facts(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> dict[int, tuple[ConferenceFacts, ...]]:
    """By person, oldest first; whoever has none is left out."""
    found: defaultdict[int, list[ConferenceFacts]] = defaultdict(list)
    for person, *row in _rows(persons, on=on, known_at=known_at):
        found[person].append(_conference(row))
    return {person: tuple(conferences) for person, conferences in found.items()}


@fact_rows
def _rows(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = (
        as_known(Conference, known_at)
        .filter(person_id__one_of=persons, made_at__date__lte=on)
        .exclude(state=Conferring.CANCELLED.value)
        .order_by("made_at", "id")
        .values_list(
            "person_id", "kind", TruncDate("made_at"), "due_on", TruncDate("starts_at"), TruncDate("fixed_at"),
            TruncDate("invited_at"), "held_on", "assessed", "next_kind", "next_on", F("next_when"),
        )
    )  # fmt: skip
    return rows


def _conference(row: list[Any]) -> ConferenceFacts:
    kind, made, due, starts, fixed, invited, held, assessed, next_kind, next_on, next_when = row
    return ConferenceFacts(
        kind=kind,
        made_on=made,
        due_on=due,
        fixed_for=starts,
        fixed_on=fixed,
        invited_on=invited,
        held_on=held,
        assessed=assessed,
        next_kind=next_kind,
        next_on=next_on,
        next_waits=bool(next_when.strip()),
    )
