"""What belongs to one person, put together, and what of it contradicts itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from icm.people.actions.extract.belongings import FIGURE, FUTURE, Belongings, after, day_of
from icm.people.actions.extract.columns import Known
from icm.people.actions.extract.reading import Problem, Row, Table
from icm.people.models import Person
from icm.policy.wording import figure_in

PEOPLE = "people.csv"
Said = Iterator[tuple[str, Row, str, str]]  # file, row, column, reason


@dataclass(slots=True)
class Bundle:
    """All rows of one person; without a row of their own they have to be on record already."""

    number: str
    people: list[Row] = field(default_factory=list)
    others: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def rows(self) -> Iterator[tuple[str, Row]]:
        yield from ((PEOPLE, row) for row in self.people)
        for name, rows in self.others.items():
            yield from ((name, row) for row in rows)


@dataclass(frozen=True, slots=True)
class Rules:
    """What rows are held against: what is known here, who is on record, each file's own checks, and the moment."""

    known: Known
    on_record: Mapping[str, Person]
    belongings: Mapping[str, Belongings]
    at: datetime


def put_together(tables: Iterable[Table]) -> dict[str, Bundle]:
    """By number, in the order in which the numbers first appear."""
    found: dict[str, Bundle] = {}
    for table in tables:
        for row in table.rows:
            bundle = found.setdefault(row.number, Bundle(row.number))
            (bundle.people if table.name == PEOPLE else bundle.others[table.name]).append(row)
    return found


def contradictions(bundle: Bundle, rules: Rules) -> list[Problem]:
    """Why these rows cannot all be true of one person."""
    said = [
        *_who(bundle, rules.on_record.get(bundle.number)),
        *_twice(bundle),
        *(said for row in bundle.people for said in _person(row, rules.known, rules.at)),
        *_each(bundle, rules),
    ]
    return [
        Problem(file, row.line, column, reason, bundle.number) for file, row, column, reason in said
    ]


def left_out_with(bundle: Bundle, problems: Iterable[Problem]) -> list[Problem]:
    """The person's other rows, which are not taken in either."""
    wrong = {(problem.file, problem.line) for problem in problems}
    first = next(iter(problems))
    reason = f"left out with this person's other rows, because of {first.file} line {first.line}"
    return [
        Problem(file, row.line, "", reason, bundle.number)
        for file, row in bundle.rows()
        if (file, row.line) not in wrong
    ]


def _each(bundle: Bundle, rules: Rules) -> Said:
    for name, rows in bundle.others.items():
        for row in rows:
            for column, reason in rules.belongings[name].wrong(row, rules.at):
                yield name, row, column, reason


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
    values, today = row.values, day_of(at)
    if after(values.get("admitted_at"), at):
        yield PEOPLE, row, "admitted_at", FUTURE
    for column in ("born_on", "arrived_on", "released_on"):
        if after(values.get(column), today):
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
    if figure_in(values.get("communication_needs") or ""):
        yield PEOPLE, row, "communication_needs", FIGURE
