"""What belongs to one person, put together, and what of it contradicts itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from icm.people.actions.extract.columns import Known
from icm.people.actions.extract.reading import Problem, Row, Table
from icm.people.models import Movement, Person
from icm.people.models.events import PLANNED
from icm.policy.calendar import LONDON
from icm.policy.facts import EventKind

PEOPLE, SENTENCES, MOVEMENTS, EVENTS = "people.csv", "sentences.csv", "movements.csv", "events.csv"
OTHER_FILES = (SENTENCES, MOVEMENTS, EVENTS)
ORDER = {name: place for place, name in enumerate((PEOPLE, *OTHER_FILES))}
FUTURE = "is in the future"


@dataclass(slots=True)
class Bundle:
    """All rows of one person; without a row of their own they have to be on record already."""

    number: str
    people: list[Row] = field(default_factory=list)
    others: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in OTHER_FILES})

    def rows(self) -> Iterator[tuple[str, Row]]:
        yield from ((PEOPLE, row) for row in self.people)
        for name, rows in self.others.items():
            yield from ((name, row) for row in rows)


Said = Iterator[tuple[str, Row, str, str]]  # file, row, column, reason


def put_together(tables: Iterable[Table]) -> dict[str, Bundle]:
    """By number, in the order in which the numbers first appear."""
    found: dict[str, Bundle] = {}
    for table in tables:
        for row in table.rows:
            bundle = found.setdefault(row.number, Bundle(row.number))
            (bundle.people if table.name == PEOPLE else bundle.others[table.name]).append(row)
    return found


def contradictions(
    bundle: Bundle, known: Known, on_record: Mapping[str, Person], at: datetime
) -> list[Problem]:
    """Why these rows cannot all be true of one person."""
    said = [
        *_who(bundle, on_record.get(bundle.number)),
        *_twice(bundle),
        *(said for row in bundle.people for said in _person(row, known, at)),
        *(said for row in bundle.others[SENTENCES] for said in _sentence(row)),
        *(said for row in bundle.others[MOVEMENTS] for said in _movement(row, at)),
        *(said for row in bundle.others[EVENTS] for said in _event(row, at)),
    ]
    return [
        Problem(file, row.line, column, reason, bundle.number) for file, row, column, reason in said
    ]


def left_out_with(bundle: Bundle, problems: Iterable[Problem]) -> list[Problem]:
    """The person's other rows, which are not taken in either."""
    wrong = {(problem.file, problem.line) for problem in problems}
    first = min(problems, key=lambda problem: (ORDER[problem.file], problem.line))
    reason = f"left out with this person's other rows, because of {first.file} line {first.line}"
    return [
        Problem(file, row.line, "", reason, bundle.number)
        for file, row in bundle.rows()
        if (file, row.line) not in wrong
    ]


def _who(bundle: Bundle, stored: Person | None) -> Said:
    for row in bundle.people[1:]:
        reason = f"is on line {bundle.people[0].line} already: one person, one row"
        yield PEOPLE, row, "number", reason
    if not bundle.people and stored is None:
        for file, row in bundle.rows():
            yield file, row, "number", "belongs to nobody in people.csv or on record"
    if bundle.people and stored and _somebody_else(bundle.people[0], stored):
        reason = "belongs to somebody with another name and date of birth"
        yield PEOPLE, bundle.people[0], "number", reason


def _somebody_else(row: Row, stored: Person) -> bool:
    """Either alone may be a correction; both at once are another person."""
    born_on = row.values.get("born_on")
    another_birth = bool(born_on and stored.born_on and born_on != stored.born_on)
    name: str = row.values["family_name"]
    return another_birth and name.casefold() != stored.family_name.casefold()


def _twice(bundle: Bundle) -> Said:
    for name, rows in bundle.others.items():
        lines: dict[str, int] = {}
        for row in rows:
            first = lines.setdefault(row.values["reference"], row.line)
            if first != row.line:
                yield name, row, "reference", f"is on line {first} already, for the same person"


def _person(row: Row, known: Known, at: datetime) -> Said:
    values, today = row.values, _day(at)
    if _after(values.get("admitted_at"), at):
        yield PEOPLE, row, "admitted_at", FUTURE
    for column in ("born_on", "arrived_on", "released_on"):
        if _after(values.get(column), today):
            yield PEOPLE, row, column, FUTURE
    here = values.get("establishment_id")
    if values.get("released_on") and here:
        yield PEOPLE, row, "released_on", "is given, but so is an establishment: released or held?"
    if here and here == values.get("transfer_to_id"):
        yield PEOPLE, row, "transfer_to", "is where the person is held already"
    location = values.get("location", Person.Location.MAINSTREAM)
    placed = location == Person.Location.MAINSTREAM or "establishment_id" not in values
    if not placed and (here, location) not in known.units:
        yield PEOPLE, row, "location", "is no unit of the establishment"


def _sentence(row: Row) -> Said:
    values = row.values
    begins = values.get("start_on") or values.get("imposed_on")
    if _before(values.get("ends_on"), begins):
        yield SENTENCES, row, "ends_on", "is before the sentence starts"
    for column, what in (("recalled_on", "the recall"), ("quashed_on", "the quashing")):
        if _before(values.get(column), values.get("imposed_on")):
            yield SENTENCES, row, column, f"puts {what} before the day the sentence was imposed"


def _movement(row: Row, at: datetime) -> Said:
    values = row.values
    if _after(values["at"], at):
        yield MOVEMENTS, row, "at", FUTURE
    kind = values["kind"]
    if kind == Movement.Kind.RELEASE and values.get("to_establishment_id"):
        yield MOVEMENTS, row, "to_establishment", "is given for a release"
    if kind != Movement.Kind.RELEASE and not values.get("to_establishment_id"):
        yield MOVEMENTS, row, "to_establishment", f"is not given, but a {kind} leads somewhere"


def _event(row: Row, at: datetime) -> Said:
    values, moment = row.values, row.values.get("at")
    kind = EventKind(values["kind"])
    if kind not in PLANNED:
        if _after(values["on"], _day(at)):
            yield EVENTS, row, "on", FUTURE
        elif _after(moment, at):
            yield EVENTS, row, "at", FUTURE
    if moment and _day(moment) != values["on"]:
        yield EVENTS, row, "at", "is on another day than “on” says"
    if values.get("value") and kind is not EventKind.LSCMI:
        yield EVENTS, row, "value", "is given, but only an LS/CMI ends in a level"


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def _after(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


def _before(one: date | None, other: date | None) -> bool:
    return _after(other, one)
