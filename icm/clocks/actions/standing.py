"""Where everybody stands: the due list, worked out from the facts and written where it differs.

One writer serves the nightly sweep and the re-evaluation after an act. Both hold the people they write from before
the facts are read until the transaction ends, so that whoever writes last has read last.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from conferences.actions.keeping import forget_released, keep_schedule
from conferences.policy.targeting import Step, next_step
from icm.clocks.actions.rows import Row, rows_of
from icm.clocks.actions.writing import Written, remove_released, write
from icm.clocks.policy import evaluate
from icm.clocks.queries.facts import BATCH, subjects
from icm.core.locks import alone
from icm.people.models import Person
from icm.policy.calendar import LONDON

SWEEP = 7_211_101  # the advisory lock of the sweep as a whole


class Busy(Exception):
    """Another sweep is at work; it does what this one would have done."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: how many people it asked about, how many standings it wrote and removed."""

    people: int
    written: int
    removed: int


@transaction.atomic
def reevaluate(persons: Collection[int], *, at: datetime) -> None:
    """Work out anew what is due for these people, inside the transaction of the act that touched their facts."""
    on = at.astimezone(LONDON).date()
    everyone = sorted(set(persons))
    _hold(everyone)
    for start in range(0, len(everyone), BATCH):
        _evaluate_and_write(everyone[start : start + BATCH], on)


def sweep(*, on: date, progress: Callable[[int], object] = lambda _: None) -> Swept:
    """Work out what is due for everybody in custody on that day.

    Each batch is a transaction of its own: killed half-way, what is written is right and the rest is as it was, and
    running it again completes it. ``progress`` is told the number of people done after each batch.
    """
    people = written = removed = 0
    with alone(SWEEP) as mine:
        if not mine:
            raise Busy("Another sweep is at work.")
        for batch in _in_custody(on):
            with transaction.atomic():
                _hold(batch)
                done = _evaluate_and_write(batch, on)
            people, written, removed = people + len(batch), written + done.rows, removed + done.gone
            progress(len(batch))
        removed += remove_released(on)
        forget_released(on)
    return Swept(people, written, removed)


def _evaluate_and_write(persons: list[int], on: date) -> Written:
    """What is due, and from the same facts whom to confer about next."""
    # All rows first: the connection can read nothing more once the copy has begun.
    rows: list[Row] = []
    steps: dict[int, Step | None] = {}
    for subject in subjects(persons, on=on):
        outcomes = evaluate(subject.facts, on) if subject.in_custody else ()
        rows.extend(rows_of(subject, outcomes))
        there = subject.in_custody
        steps[subject.person] = next_step(subject.facts, outcomes, on) if there else None
    keep_schedule(steps, on=on)
    return write(persons, rows)


def _in_custody(on: date) -> Iterator[list[int]]:
    """The keys of everybody in custody on that day, a batch at a time, in order."""
    there = Person.objects.filter(Q(released_on=None) | Q(released_on__gt=on)).order_by("pk")
    last = 0
    while batch := list(there.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        yield batch
        last = batch[-1]


def _hold(persons: list[int]) -> None:
    """Keep others from writing these people's standings, and acts from changing them, until this transaction ends.

    Locks the rows that acts lock, and in one order, so that nobody waits in a circle.
    """
    held = Person.objects.select_for_update(of=("self",), no_key=True)
    list(held.filter(pk__in=persons).order_by("pk").values_list("pk"))
