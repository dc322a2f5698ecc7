"""The whole estate, in one transaction: everything is there or nothing is."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from django.apps import apps
from django.db import transaction

from icm.clocks.policy import BY_ID, evaluate
from icm.clocks.queries import facts_of
from icm.core.bulk import copy, keys_checked_at_end
from icm.demo.estate import services
from icm.demo.estate.at_terminals import write_at_terminals
from icm.demo.estate.case_writing import CaseWriter
from icm.demo.estate.contributions import write_contributions
from icm.demo.estate.plan import UNITS, Slot, slots
from icm.demo.estate.readings import write_readings
from icm.demo.estate.records import Record, record
from icm.demo.estate.rooms import write_rooms
from icm.demo.estate.shifts import write_shifts
from icm.demo.estate.staff import Staff, accounts, appoint
from icm.demo.estate.writing import Places, Writer
from icm.policy.roles import Role
from icm.policy.rules import Status

BATCH = 500  # people invented and written at a time, so that memory stays flat
_WAIVABLE = {
    "CC-PREPROG-12M": "Progression was brought forward; the Initial conference covers it.",
    "PR2-QUARTER": "The record system was unavailable; updated by the next conference.",
    "LSCMI-REPEAT": "Moved to another prison; agreed to assess after the induction there.",
    "PSS-12M": "In hospital since the review fell due; to be held on return.",
    "CC-PRERELEASE": "Release was brought forward by the court; needs covered at the last conference.",
}


@dataclass(frozen=True, slots=True)
class Estate:
    """What is to be made: how many people, from which seed, as of which moment."""

    people: int
    seed: int
    on: date
    at: datetime
    password: str  # hashed

    @property
    def draw(self) -> Random:
        return Random(self.seed)  # noqa: S311 - an invention that can be repeated, no secret


@dataclass(frozen=True, slots=True)
class Loaded:
    people: int
    staff: int


@transaction.atomic
def load(
    estate: Estate,
    *,
    progress: Callable[[int], object] = lambda _: None,
    inventing: Executor | None = None,
) -> Loaded:
    """Write the people, their records and the staff. ``progress`` is told the number after each batch.

    ``inventing`` invents the next batch while this one is written: a thread of its own, unless processes are given.
    """
    planned = slots(estate.people, estate.draw)
    batches = _batches(planned, estate, inventing or ThreadPoolExecutor(1))
    with keys_checked_at_end():
        return _written(planned, batches, estate, progress)


def _written(
    planned: Sequence[Slot],
    batches: Iterator[list[Record]],
    estate: Estate,
    progress: Callable[[int], object],
) -> Loaded:
    providers = services.open_all()
    wanted = list(accounts(planned))
    staff = appoint(wanted, password=estate.password, seed=estate.seed, at=estate.at)
    cases = CaseWriter(staff, providers)
    writer = Writer(staff, Places.read(), cases, estate.on, estate.at)
    chosen: list[tuple[int, Slot]] = []
    for batch in batches:
        keys = writer.write(batch)
        pairs = list(zip(keys, batch, strict=True))
        chosen += [(key, one.slot) for key, one in pairs if _may_be_waived(one)]
        progress(len(batch))
    write_shifts(staff, estate.on, estate.at)
    write_rooms(staff, estate.on, estate.at)
    write_contributions(estate.draw, estate.at)
    write_readings(cases.readable, staff, estate.draw, estate.at)
    write_at_terminals(staff, estate.draw, estate.at)
    _waive(chosen, staff, estate)
    _fill_units(planned)
    return Loaded(len(planned), len(wanted))


def is_empty() -> bool:
    return not apps.get_model("people", "Person")._default_manager.exists()


def _batches(
    planned: Sequence[Slot], estate: Estate, inventing: Executor
) -> Iterator[list[Record]]:
    """Each invented while the one before it is written; the first begins now."""

    def begin(first: int) -> Future[list[Record]]:
        return inventing.submit(_invented, first, planned[first : first + BATCH], estate)

    def following(ahead: Future[list[Record]]) -> Iterator[list[Record]]:
        for first in range(BATCH, len(planned) + BATCH, BATCH):
            batch, ahead = ahead.result(), begin(first)
            yield batch

    return following(begin(0))


def _invented(before: int, batch: Sequence[Slot], estate: Estate) -> list[Record]:
    return [
        record(index, slot, seed=estate.seed, on=estate.on)
        for index, slot in enumerate(batch, before + 1)
    ]


def _may_be_waived(one: Record) -> bool:
    return int(one.number[-6:]) % 40 == 0


def _waive(chosen: list[tuple[int, Slot]], staff: Staff, estate: Estate) -> None:
    """For some of one person in forty, the first overdue deadline that somebody would set aside is."""
    places = dict(chosen)
    rows = []
    for person, facts in facts_of(places, on=estate.on):
        late = (
            outcome
            for outcome in evaluate(facts, estate.on)
            if outcome.status is Status.OVERDUE and outcome.rule in _WAIVABLE
        )
        if (outcome := next(late, None)) is not None:
            statutory = BY_ID[outcome.rule].statutory
            role = Role.RMT_CHAIR if statutory else Role.ICM_CO_ORDINATOR
            by = staff.first(role, places[person].establishment)
            why = _WAIVABLE[outcome.rule]
            rows.append((person, outcome.rule, outcome.due_on, why, by, estate.at))
    copy(apps.get_model("clocks", "Waiver"), ("person", "rule", "due_on", "why", "by", "at"), rows)


def _fill_units(planned: Sequence[Slot]) -> None:
    """No source gives the places of the National Top Ends; in this invention they are full."""
    units = apps.get_model("people", "Unit")._default_manager
    for place, kind in UNITS:
        held = sum(slot.establishment == place and slot.location == kind for slot in planned)
        if kind == "nte" and held:
            units.filter(establishment__slug=place, kind=kind).update(capacity=held)
