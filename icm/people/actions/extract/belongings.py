"""Rows that belong to people, file by file: what contradicts itself in one, and what it becomes in the tables.

Apps above this one have files of their own; they describe them in the same way and hand them to the import.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from icm.people.actions.extract import columns
from icm.people.actions.extract.columns import File, Known
from icm.people.actions.extract.reading import Row
from icm.people.models import Event, Movement, Person, Sentence
from icm.policy.calendar import LONDON
from icm.policy.facts import PLANNED, EventKind
from icm.policy.wording import figure_in

Values = Mapping[str, Any]
Said = Iterator[tuple[str, str]]  # column and reason
FUTURE = "is in the future"
# Not repeated: whoever reads of the rows that were refused may not read it.
FIGURE = (
    "has what reads like a score in it, which is social work's alone: it has to be said in words"
)


def _nothing_follows(people: Collection[Person]) -> None:
    """Most rows say nothing about the person's own row."""


def _nothing_beside(
    pairs: Sequence[tuple[Any, Values]], people: Mapping[int, Person], at: datetime
) -> Collection[int]:
    """Most rows are one row of one table."""
    return ()


@dataclass(frozen=True, slots=True)
class Belongings:
    """``wrong`` finds contradictions in one row; ``complete`` adds what the extract does not say, given the row that
    stands (if one does); ``is_ours`` tells a row recorded in this system; ``follow`` changes the people themselves.

    ``beside`` stores what a row of the file says for other tables, given each stored row with its values and the people
    of the batch; it answers with those of whom something changed."""

    file: Callable[[Known], File]
    model: type[Any]
    wrong: Callable[[Row, datetime], Said]
    complete: Callable[[Values, Any, datetime], Values]
    is_ours: Callable[[Any], bool]
    follow: Callable[[Collection[Person]], None] = _nothing_follows
    beside: Callable[
        [Sequence[tuple[Any, Values]], Mapping[int, Person], datetime], Collection[int]
    ] = _nothing_beside


def _sentence(row: Row, at: datetime) -> Said:
    values = row.values
    begins = values.get("start_on") or values.get("imposed_on")
    if before(values.get("ends_on"), begins):
        yield "ends_on", "is before the sentence starts"
    for column, what in (("recalled_on", "the recall"), ("quashed_on", "the quashing")):
        if before(values.get(column), values.get("imposed_on")):
            yield column, f"puts {what} before the day the sentence was imposed"


def _movement(row: Row, at: datetime) -> Said:
    values = row.values
    if after(values["at"], at):
        yield "at", FUTURE
    kind = values["kind"]
    if kind == Movement.Kind.RELEASE and values.get("to_establishment_id"):
        yield "to_establishment", "is given for a release"
    if kind != Movement.Kind.RELEASE and not values.get("to_establishment_id"):
        yield "to_establishment", f"is not given, but a {kind} leads somewhere"


def _event(row: Row, at: datetime) -> Said:
    values, moment = row.values, row.values.get("at")
    kind = EventKind(values["kind"])
    if kind not in PLANNED:
        if after(values["on"], day_of(at)):
            yield "on", FUTURE
        elif after(moment, at):
            yield "at", FUTURE
    if moment and day_of(moment) != values["on"]:
        yield "at", "is on another day than “on” says"
    if values.get("value") and kind is not EventKind.LSCMI:
        yield "value", "is given, but only an LS/CMI ends in a level"
    if figure_in(values.get("note") or ""):
        yield "note", FIGURE


def _as_given(values: Values, stands: Any, at: datetime) -> Values:
    return values


def _with_recording(values: Values, stands: Any, at: datetime) -> Values:
    """When it was recorded, once known, does not become unknown."""
    recorded_at = values.get("recorded_at") or (stands.recorded_at if stands else at)
    return {**values, "recorded_at": recorded_at}


def _never(row: Any) -> bool:
    return False


def _by_somebody(row: Any) -> bool:
    return row.recorded_by_id is not None


SENTENCES = Belongings(columns.sentences, Sentence, _sentence, _as_given, _never)
MOVEMENTS = Belongings(columns.movements, Movement, _movement, _with_recording, _by_somebody)
EVENTS = Belongings(columns.events, Event, _event, _with_recording, _by_somebody)
OWN = (SENTENCES, MOVEMENTS, EVENTS)


def day_of(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def after(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


def before(one: date | None, other: date | None) -> bool:
    return after(other, one)
