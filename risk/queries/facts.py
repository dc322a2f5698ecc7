"""What the rules may know of supervision level reviews."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from icm.core.history import as_known
from icm.core.prepared import fact_rows
from icm.people.queries.facts import person_facts
from icm.policy.calendar import LONDON
from icm.policy.facts import Facts, Level, ReviewFacts
from risk.models import SupervisionReview

_LEVELS = {level.value: level for level in Level}


def review_facts(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> dict[int, tuple[ReviewFacts, ...]]:
    """What the rules may know of these people's reviews, oldest first, in one query.

    Reviews proposed after the day do not count, and a decision taken after it has not been taken yet.
    """
    found: defaultdict[int, list[ReviewFacts]] = defaultdict(list)
    for person, *row in _reviews(persons, on=on, known_at=known_at):
        found[person].append(_review(row, on))
    return {person: tuple(reviews) for person, reviews in found.items()}


@fact_rows
def _reviews(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = (
        as_known(SupervisionReview, known_at)
        .filter(person_id__one_of=persons, proposed_at__date__lte=on)
        .exclude(state=SupervisionReview.State.WITHDRAWN)
        .order_by("proposed_at", "id")
        .values_list(
            "person_id", "kind", "due_on", "level_before", "proposed_level", "proposed_at", "notice_on",
            "representations_on", "criteria", "decided_at", "level_after", "reasons", "notice_reasons", "told_on",
        )
    )  # fmt: skip
    return rows


def _review(row: list[Any], on: date) -> ReviewFacts:
    kind, due, before, proposed, proposed_at, notice, heard, criteria, *decision = row
    decided, after, reasons, noticed, told = decision
    notice = notice or told  # told beforehand (rule 21) or afterwards (rule 20)
    decided_at = decided.astimezone(LONDON) if decided else None
    if decided_at and decided_at.date() > on:
        decided_at, after, reasons = None, "", ""
    return ReviewFacts(
        kind=kind,
        due_on=due,
        decided_on=decided_at.date() if decided_at else None,
        decided_at=decided_at,
        level_before=_LEVELS.get(before),
        level_after=_LEVELS.get(after),
        proposed_on=proposed_at.astimezone(LONDON).date(),
        proposed_level=_LEVELS.get(proposed),
        notice_on=notice if notice and notice <= on else None,
        reasons=bool(f"{reasons}{noticed}".strip()),
        criteria_noted=sum(1 for note in criteria.values() if str(note).strip()),
        representations_on=heard if heard and heard <= on else None,
    )


def facts_of(person: int, *, on: date) -> Facts:
    """What the rules may know of one person, their reviews among it."""
    known = next(person_facts([person], on=on))
    return replace(known.facts, reviews=review_facts([person], on=on).get(person, ()))
