"""What a schedule has otherwise than the one before, and why: what moved, what lost its place, what is new."""

from collections.abc import Iterator
from dataclasses import dataclass

from conferences.policy.placing.facts import Case, Stood, Time
from conferences.policy.placing.options import Cell, Found, bars, cost
from conferences.policy.placing.telling import Placed, Schedule, as_placed, named, sentence

NEW = "It had no place before."
TOO_NEAR = "Nobody fixed it while there was time to invite: it is too near now."
ALIKE = "The rooms of that time were dealt out anew: another conference keeps that one."


@dataclass(frozen=True, slots=True)
class Changed:
    """One conference whose proposal is otherwise than before. Without a time now it lost its place."""

    case: int
    before: Stood | None
    after: Stood | None
    because: tuple[str, ...]


def changes(made: Schedule) -> tuple[Changed, ...]:
    """In the order of the conferences. What somebody pinned is their doing, and no change of the search."""
    placed = {one.case: one for one in made.placed}
    why = {one.case: one.because for one in made.unplaced}
    return tuple(
        changed
        for case in made.found.choices.estate.cases
        if case.pin is None
        and (changed := _changed(made.found, case, placed.get(case.key), why)) is not None
    )


def _changed(
    found: Found, case: Case, placed: Placed | None, why: dict[int, tuple[str, ...]]
) -> Changed | None:
    before = case.stood
    after = Stood(placed.time, placed.room) if placed else None
    if before == after:
        return None
    if before is None:
        return Changed(case.key, None, after, (NEW,))
    if after is None:
        return Changed(case.key, before, None, why.get(case.key, ()))
    if before.time == after.time:
        return Changed(case.key, before, after, (_other_room(found, before),))
    return Changed(case.key, before, after, tuple(_moved(found, case, before.time, after.time)))


def _other_room(found: Found, before: Stood) -> str:
    free = {room.key for cell in _at(found, before.time) for room in found.choices.cells[cell]}
    return ALIKE if before.room in free else "The room is not free then any more."


def _moved(found: Found, case: Case, was: Time, now: Time) -> Iterator[str]:
    """First what nobody may break, then who else is there now, then the wishes."""
    estate, cells = found.choices.estate, _at(found, was)
    if was.on < estate.first_on:
        yield TOO_NEAR
        return
    if not cells:
        yield "No room is free then any more."
        return
    barred = {cell: bars(found.choices, case, cell) for cell in cells}
    open_ = [cell for cell in cells if not barred[cell]]
    if not open_:
        least = min(barred.values(), key=len)
        yield from (f"{sentence(estate, case, bar)} then." for bar in sorted(least, key=str))
        return
    yield _needed(found, case, open_) or _wished(found, case, was, now)


def _needed(found: Found, case: Case, cells: list[Cell]) -> str:
    """Who has been put there, so that this one cannot be."""
    diary = as_placed(found, but=case.key)
    time = cells[0].time
    clash = diary.clash(case, time)
    if clash is not None:
        who = named(found.choices.estate, clash) if clash else "The person"
        return f"{who} is at another conference then."
    if not any(diary.has_room(cell) for cell in cells):
        return "The room is needed then for another conference."
    return "" if diary.has_chair(time) else "No co-ordinator is left then to chair."


def _wished(found: Found, case: Case, was: Time, now: Time) -> str:
    if cost(found.choices.estate, case, now) < cost(found.choices.estate, case, was):
        return "The time found now is better for it: sooner, or with more of those it needs."
    return "With the other conferences of these weeks this is better as a whole."


def _at(found: Found, time: Time) -> list[Cell]:
    return [cell for cell in found.choices.cells if cell.time == time]
