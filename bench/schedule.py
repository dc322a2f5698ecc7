"""The schedule of an establishment of 1,000 people over twelve weeks: how long, how near the best, how many free."""

from collections.abc import Iterator
from time import perf_counter

from bench._schedule import establishment
from bench.measure import Figure, peak_mb
from conferences.policy.placing import Estate, Time
from conferences.policy.placing.options import Choices
from conferences.policy.placing.served import Diary
from conferences.policy.placing.solving import search
from conferences.policy.placing.telling import tell

SECONDS, GAP, MEMORY = 120, 0.05, 700
FEW, ENOUGH = 1, 2  # rooms: with one there is never enough room, with two nearly


def figures() -> Iterator[Figure]:
    for rooms in (ENOUGH, FEW):
        yield from _figures(establishment(rooms=rooms), f"schedule, {_rooms(rooms)}")
    yield Figure("schedule: peak memory of a search, MB", *_same(peak_mb()), goal=MEMORY)


def _figures(estate: Estate, name: str) -> Iterator[Figure]:
    began = perf_counter()
    found = search(estate)
    made = tell(estate, found)
    seconds = perf_counter() - began
    cases, free = len(estate.cases), made.all_free
    detail = (
        f"{cases} conferences, {sum(map(len, found.choices.of.values())):,} times to choose from"
    )
    yield Figure(f"{name}: seconds", *_same(seconds), goal=SECONDS, detail=detail)
    yield Figure(
        f"{name}: what is not ruled out to what was placed",
        *_same(found.most / max(1, len(found.chosen))),
        goal=1,
        detail=f"{len(found.chosen)} placed, no schedule places more than {found.most}",
    )
    yield Figure(
        f"{name}: proven gap of the wishes",
        *_same(found.gap),
        goal=GAP,
        detail=f"cost {found.cost:,}, none below {found.cost_bound:,}",
    )
    yield Figure(
        f"{name}: all core members free, each in turn to ours",
        *_same(found.first_come / max(1, free)),
        goal=1,
        detail=f"{found.first_come / cases:.0%} against {free / cases:.0%} of {cases}",
    )
    asked_nobody = _rooms_alone(found.choices)
    yield Figure(
        f"{name}: all core members free, first free room to ours",
        *_same(asked_nobody / max(1, free)),
        goal=1,
        detail=f"{asked_nobody / cases:.0%} against {free / cases:.0%} of {cases}",
    )


def _rooms_alone(found: Choices) -> int:
    """Each in turn takes the first free room and asks nobody. How many then have everybody there."""
    diary, there = Diary(found), 0
    for case in found.estate.cases:
        for cell in found.cells:
            if diary.has_room(cell) and diary.has_chair(cell.time):
                free = all(_is_free(found.estate, key, cell.time) for key in case.core)
                engaged = any(cell.time.meets(other) for other in case.busy)
                there += free and not engaged and diary.clash(case, cell.time) is None
                diary.take(case, cell)
                break
    return there


def _is_free(estate: Estate, key: int, time: Time) -> bool:
    return estate.members[key].is_free(time) is not False


def _rooms(number: int) -> str:
    return "one room" if number == 1 else f"{number} rooms"


def _same(value: float) -> tuple[float, float, float]:
    """A figure measured once has no spread."""
    return value, value, value
