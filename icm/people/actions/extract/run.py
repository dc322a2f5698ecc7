"""An import from the folder to the tables: killed half-way, what is stored is whole, and the next run does the rest."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

import pghistory
from django.db import DatabaseError, transaction

from icm.core.locks import alone
from icm.people.actions.extract.belongings import OWN, Belongings
from icm.people.actions.extract.bundles import (
    PEOPLE,
    Bundle,
    Rules,
    contradictions,
    left_out_with,
    put_together,
)
from icm.people.actions.extract.columns import File, Known, people
from icm.people.actions.extract.reading import Problem, Table, read_folder
from icm.people.actions.extract.writing import RecordedHere, Stored, store
from icm.people.models import Person

BATCH = 250  # people in one transaction
LOCK = 7_211_201
RECORDED_HERE = "is the reference of something recorded in this system"


def _nobody_watches(people: int) -> object:
    """For those who do not ask how far it is."""
    return people


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how many people there are, and how many more were done."""

    started: Callable[[int], object] = _nobody_watches
    progress: Callable[[int], object] = _nobody_watches


class Busy(Exception):
    """Another import is at work on this database."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, in people; and every row that was not taken in, with the reason."""

    people: int
    new: int = 0
    changed: int = 0
    rejected: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def unchanged(self) -> int:
        return self.people - self.new - self.changed - self.rejected


def import_folder(
    folder: Path,
    *,
    at: datetime,
    further: Sequence[Belongings] = (),
    leave_out: Collection[str] = (),
    watch: Watch = Watch(),
) -> Imported:
    """Take in what can be. Raises Unusable, before anything is written, where the folder as a whole cannot be.

    ``further`` are the files of apps above this one.
    """
    with alone(LOCK) as mine, pghistory.context(extract=folder.name):
        if not mine:
            raise Busy("Another import is at work on this database.")
        known = Known.read()
        files = files_of(known, further)
        tables = read_folder(folder, list(files), leave_out=leave_out)
        bundles = put_together(tables)
        named = {file.name: belongings for file, belongings in files.items() if belongings}
        rules = Rules(known, _on_record(bundles), named, at)
        return _import(tables, bundles, rules, watch)


def files_of(known: Known, further: Sequence[Belongings] = ()) -> dict[File, Belongings | None]:
    """Every file an extract may have, in the order in which they are read and named."""
    return {people(known): None} | {one.file(known): one for one in (*OWN, *further)}


def _import(
    tables: Sequence[Table], bundles: Mapping[str, Bundle], rules: Rules, watch: Watch
) -> Imported:
    unread = [problem for table in tables for problem in table.problems]
    sound, problems = _sound(bundles, unread, rules)
    people = len(bundles.keys() | {problem.number for problem in unread if problem.number})
    watch.started(people)
    watch.progress(people - len(sound))
    new = changed = 0
    for batch in _batches(sound):
        stored, refused = _store(batch, rules)
        new, changed = new + stored.new, changed + stored.changed
        problems += refused
        watch.progress(len(batch))
    rejected = {problem.number for problem in problems if problem.number}
    order = {name: place for place, name in enumerate((PEOPLE, *rules.belongings))}
    problems.sort(key=lambda problem: (order[problem.file], problem.line))
    return Imported(people, new, changed, len(rejected), tuple(problems))


def _sound(
    bundles: Mapping[str, Bundle], unread: Sequence[Problem], rules: Rules
) -> tuple[list[Bundle], list[Problem]]:
    """Those whose every row can be stored, and what is wrong with the others."""
    problems = list(unread)
    first = {problem.number: problem for problem in reversed(unread)}
    sound = []
    for number, bundle in bundles.items():
        found = [first[number]] if number in first else contradictions(bundle, rules)
        if not found:
            sound.append(bundle)
            continue
        if number not in first:
            problems += found
        problems += left_out_with(bundle, found)
    return sound, problems


def _on_record(numbers: Collection[str]) -> Mapping[str, Person]:
    found = Person.objects.only("number", "family_name", "born_on").filter(number__in=list(numbers))
    return {person.number: person for person in found}


def _batches(bundles: Sequence[Bundle]) -> Iterator[list[Bundle]]:
    waiting = iter(bundles)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _store(batch: list[Bundle], rules: Rules) -> tuple[Stored, list[Problem]]:
    """All of them at once; where one of them is refused, each alone, so that it takes nobody with it."""
    try:
        with transaction.atomic():
            return store(batch, rules), []
    except (DatabaseError, RecordedHere) as problem:
        if len(batch) == 1:
            return Stored(), _refusal(batch[0], problem, rules)
    stored, refused = Stored(), []
    for bundle in batch:
        one, why = _store([bundle], rules)
        stored = replace(stored, new=stored.new + one.new, changed=stored.changed + one.changed)
        refused += why
    return stored, refused


def _refusal(bundle: Bundle, problem: Exception, rules: Rules) -> list[Problem]:
    if isinstance(problem, RecordedHere):
        file = problem.belongings.file(rules.known).name
        first = Problem(file, problem.row.line, "reference", RECORDED_HERE, bundle.number)
    else:
        file, row = next(bundle.rows())
        reason = f"the database refused this person: {str(problem).splitlines()[0]}"
        first = Problem(file, row.line, "", reason, bundle.number)
    return [first, *left_out_with(bundle, [first])]
