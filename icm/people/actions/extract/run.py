"""An import from the folder to the tables: killed half-way, what is stored is whole, and the next run does the rest."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

import pghistory
from django.db import DatabaseError, transaction

from icm.core.locks import alone
from icm.people.actions.extract.bundles import (
    Bundle,
    contradictions,
    left_out_with,
    put_together,
)
from icm.people.actions.extract.columns import Known, files
from icm.people.actions.extract.reading import Problem, Table, read_folder
from icm.people.actions.extract.writing import RecordedHere, Stored, store
from icm.people.models import Person

BATCH = 250  # people in one transaction
LOCK = 7_211_201
RECORDED_HERE = "is the reference of something recorded in this system"


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
    leave_out: Collection[str] = (),
    started: Callable[[int], object] = lambda _: None,
    progress: Callable[[int], object] = lambda _: None,
) -> Imported:
    """Take in what can be. Raises Unusable, before anything is written, where the folder as a whole cannot be.

    ``started`` is told how many people there are, ``progress`` how many more were done.
    """
    with alone(LOCK) as mine, pghistory.context(extract=folder.name):
        if not mine:
            raise Busy("Another import is at work on this database.")
        known = Known.read()
        tables = read_folder(folder, files(known), leave_out=leave_out)
        bundles, problems, people = _sound(tables, known, at)
        started(people)
        progress(people - len(bundles))
        new = changed = 0
        for batch in _batches(bundles):
            stored, refused = _store(batch, known, at)
            new, changed = new + stored.new, changed + stored.changed
            problems += refused
            progress(len(batch))
    named = {problem.number for problem in problems if problem.number}
    return Imported(people, new, changed, len(named), tuple(problems))


def _sound(
    tables: Sequence[Table], known: Known, at: datetime
) -> tuple[list[Bundle], list[Problem], int]:
    """Those whose every row can be stored, what is wrong with the others, and how many people there are in all."""
    bundles = put_together(tables)
    problems = [problem for table in tables for problem in table.problems]
    unread = {problem.number: [problem] for problem in problems if problem.number}
    on_record = _on_record(bundles)
    sound = []
    for number, bundle in bundles.items():
        found = unread.get(number)
        if found is None:
            found = contradictions(bundle, known, on_record, at)
            problems += found
        if found:
            problems += left_out_with(bundle, found)
        else:
            sound.append(bundle)
    return sound, problems, len(bundles.keys() | unread.keys())


def _on_record(numbers: Collection[str]) -> Mapping[str, Person]:
    found = Person.objects.only("number", "family_name", "born_on").filter(number__in=list(numbers))
    return {person.number: person for person in found}


def _batches(bundles: Sequence[Bundle]) -> Iterator[list[Bundle]]:
    waiting = iter(bundles)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _store(batch: list[Bundle], known: Known, at: datetime) -> tuple[Stored, list[Problem]]:
    """All of them at once; where one of them is refused, each alone, so that it takes nobody with it."""
    try:
        with transaction.atomic():
            return store(batch, known, at), []
    except (DatabaseError, RecordedHere) as problem:
        if len(batch) == 1:
            return Stored(), _refusal(batch[0], problem)
    stored, refused = Stored(), []
    for bundle in batch:
        one, why = _store([bundle], known, at)
        stored = replace(stored, new=stored.new + one.new, changed=stored.changed + one.changed)
        refused += why
    return stored, refused


def _refusal(bundle: Bundle, problem: Exception) -> list[Problem]:
    if isinstance(problem, RecordedHere):
        first = Problem(problem.file, problem.row.line, "reference", RECORDED_HERE, bundle.number)
    else:
        file, row = next(bundle.rows())
        reason = f"the database refused this person: {str(problem).splitlines()[0]}"
        first = Problem(file, row.line, "", reason, bundle.number)
    return [first, *left_out_with(bundle, [first])]
