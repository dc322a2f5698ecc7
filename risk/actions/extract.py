"""Decided reviews in an extract of the record system: `reviews.csv`, beside the files that the people app takes in.

Without them everybody would come in with a level that nobody ever reviewed, and every review would be overdue.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from icm.people.actions.extract import values as cells
from icm.people.actions.extract.belongings import (
    FIGURE,
    FUTURE,
    Belongings,
    Said,
    Values,
    after,
    day_of,
)
from icm.people.actions.extract.columns import NUMBER, REFERENCE, Column, File, Known
from icm.people.actions.extract.reading import Row
from icm.people.models import Person
from icm.policy.facts import Level
from icm.policy.wording import figure_in
from risk.models import SupervisionReview
from risk.workflow import State


def _file(known: Known) -> File:
    level = cells.one_of([level.value for level in Level])
    return File(
        "reviews.csv",
        Column(NUMBER, cells.text(12), needed=True),
        Column(REFERENCE, cells.text(40), needed=True),
        Column("kind", cells.one_of(SupervisionReview.Kind.values), needed=True),
        Column("decided_at", cells.moment, needed=True),
        Column("level_after", level, needed=True),
        Column("level_before", level, empty=""),
        Column("due_on", cells.day),
        Column("notice_on", cells.day),
        Column("told_on", cells.day),
        Column("reasons", cells.text(4000, lines=True), empty=""),
    )


def _wrong(row: Row, at: datetime) -> Said:
    values = row.values
    if after(values["decided_at"], at):
        yield "decided_at", FUTURE
    decided_on = day_of(values["decided_at"])
    if after(values.get("notice_on"), decided_on):
        yield "notice_on", "is after the decision that it has to come before"
    told_on = values.get("told_on")
    if after(decided_on, told_on):
        yield "told_on", "is before the decision"
    if after(told_on, day_of(at)):
        yield "told_on", FUTURE
    if figure_in(values.get("reasons") or ""):
        yield "reasons", FIGURE


def _complete(values: Values, stands: Any, at: datetime) -> Values:
    """Of a review decided elsewhere only the decision is known: it stands for the proposal as well."""
    return {
        **values,
        "state": State.DECIDED.value,
        "proposed_level": values["level_after"],
        "proposed_at": values["decided_at"],
    }


def _is_ours(review: SupervisionReview) -> bool:
    return review.proposed_by_id is not None or review.decided_by_id is not None


def _follow(people: Collection[Person]) -> None:
    """The level that the last decision left is the one that holds."""
    decided = SupervisionReview.objects.filter(person__in=people, state=State.DECIDED)
    newest = decided.order_by("person_id", "-decided_at", "-pk").distinct("person_id")
    levels = dict(newest.values_list("person_id", "level_after"))
    for person in people:
        person.supervision_level = levels[person.pk]


REVIEWS = Belongings(_file, SupervisionReview, _wrong, _complete, _is_ours, _follow)
