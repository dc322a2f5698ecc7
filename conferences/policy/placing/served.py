"""First come, first served: each conference in turn takes the first time it can have.

What a schedule is held against.
"""

from collections import Counter
from collections.abc import Iterable

from conferences.policy.placing.facts import Case, Time
from conferences.policy.placing.options import Cell, Choices, Moment


class Diary:
    """What is taken once some conferences have their times: rooms, members, people, co-ordinators."""

    def __init__(self, found: Choices) -> None:
        self._found = found
        self._rooms: Counter[Cell] = Counter()
        self._going_on: Counter[Moment] = Counter()
        self._with: dict[tuple[str, int], list[Time]] = {}

    def has_room(self, cell: Cell) -> bool:
        return self._rooms[cell] < len(self._found.cells[cell])

    def has_chair(self, time: Time) -> bool:
        chairs = self._found.chairs
        return all(self._going_on[at] < chairs.free[at] for at in chairs.moments(time))

    def clash(self, case: Case, time: Time) -> int | None:
        """The member who is at another of these conferences then; 0 for the person."""
        for who, key in _parts(case):
            if any(time.meets(other) for other in self._with.get((who, key), ())):
                return key if who == "member" else 0
        return None

    def take(self, case: Case, cell: Cell) -> None:
        self._rooms[cell] += 1
        self._going_on.update(self._found.chairs.moments(cell.time))
        for part in _parts(case):
            self._with.setdefault(part, []).append(cell.time)


def first_come(found: Choices) -> dict[int, int]:
    """By conference, in the order in which they came: the number of the option it takes."""
    diary, taken = Diary(found), {}
    for case in sorted(found.estate.cases, key=lambda one: one.key):
        for number, option in enumerate(found.of.get(case.key, ())):
            cell = option.cell
            if (
                diary.has_room(cell)
                and diary.has_chair(cell.time)
                and diary.clash(case, cell.time) is None
            ):
                diary.take(case, cell)
                taken[case.key] = number
                break
    return taken


def _parts(case: Case) -> Iterable[tuple[str, int]]:
    yield "person", case.person
    for key in case.core:
        yield "member", key
