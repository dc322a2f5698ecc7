"""Which times each conference could have, by the rules nothing may break, and what bars the others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import replace as _replaced
from datetime import date, timedelta
from typing import NamedTuple

from conferences.policy.placing import rules
from conferences.policy.placing.facts import Case, Estate, Member, Room, Time
from icm.policy.calendar import is_holiday

Moment = tuple[date, int]
ALL_DAY = (0, 24 * 60)


class Cell(NamedTuple):
    """A time in rooms of one sort: which of them is chosen makes no difference to anybody."""

    time: Time
    secure: bool
    video: bool


class Bar(NamedTuple):
    """What keeps a conference from a time: which rule, and whose diary where it is one."""

    rule: str  # short, secure, video, person, member, chair, refused
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A time a conference could have, and what choosing it costs of the wishes."""

    cell: Cell
    cost: int


@dataclass(frozen=True, slots=True)
class Choices:
    """All that is open, worked out once: rooms free by cell, options by conference, co-ordinators by moment."""

    estate: Estate
    cells: Mapping[Cell, tuple[Room, ...]]
    of: Mapping[int, tuple[Option, ...]]
    chairs: "Chairs"


@dataclass(frozen=True, slots=True)
class Chairs:
    """How many more conferences could be chaired at each moment at which one may begin."""

    starts: Mapping[date, tuple[int, ...]]
    free: Mapping[Moment, int]

    def moments(self, time: Time) -> list[Moment]:
        """Those within a time: whatever overlaps it, does so at one of them."""
        return [(time.on, at) for at in self.starts[time.on] if time.start <= at < time.end]


@dataclass(frozen=True, slots=True)
class Found:
    """A schedule before it is put into words: by conference its cell; and what is proven of it."""

    choices: Choices
    chosen: Mapping[int, Cell]
    most: int  # no schedule places more
    first_come: int
    cost: int
    cost_bound: int  # no schedule that places as many costs less

    @property
    def gap(self) -> float:
        """How far the wishes may be from the best there is: 0 is proven best."""
        return (self.cost - self.cost_bound) / self.cost if self.cost > 0 else 0.0


def choices(estate: Estate) -> Choices:
    """The options of every conference that is not pinned."""
    held = _with_pins(estate)
    cells = dict(_cells(held))
    chairs = _chairs(held, cells)
    diaries = _Diaries(held)
    open_ = {
        case.key: tuple(
            Option(cell, cost(held, case, cell.time))
            for cell in cells
            if next(_bars(case, cell, chairs, diaries), None) is None
        )
        for case in held.cases
        if case.pin is None
    }
    return Choices(held, cells, open_, chairs)


def bars(found: Choices, case: Case, cell: Cell) -> frozenset[Bar]:
    """Everything that keeps a conference from a cell; nothing placed by a search counts."""
    return frozenset(_bars(case, cell, found.chairs, _Diaries(found.estate)))


def cost(estate: Estate, case: Case, time: Time) -> int:
    """What a time costs of the wishes: lateness by risk first, then who is sure to be there."""
    on = estate.on
    whole = case.weight * rules.LATE_WEEK.at(on) * weeks_late(case, time.on, estate.first_on)
    if case.due_on is not None:
        early = (case.due_on - time.on).days // 7 - rules.EARLY_WEEKS.at(on)
        whole += max(0, early)
    if case.officer is not None:
        there = estate.members[case.officer].is_free(time)
        whole += {
            True: 0,
            False: rules.OFFICER_AWAY.at(on),
            None: rules.NOT_KNOWN.at(on),
        }[there]
    if case.stood is not None and case.stood.time != time:
        whole += rules.MOVED.at(on)
    unknown = sum(estate.members[key].is_free(time) is None for key in case.core)
    return whole + unknown * rules.NOT_KNOWN.at(on)


def weeks_late(case: Case, on: date, first_on: date) -> int:
    """Begun weeks after the day it is due; of one already late, after the first day that can be had."""
    due = max(case.due_on or first_on, first_on)
    return max(0, (on - due).days + 6) // 7


def _with_pins(estate: Estate) -> Estate:
    """The estate as it is once the pins stand: their members and their people are busy then."""
    busy: dict[int, list[Time]] = defaultdict(list)
    people: dict[int, list[Time]] = defaultdict(list)
    for case, pin in estate.pinned():
        for key in set(case.core):
            busy[key].append(pin.time)
        people[case.person].append(pin.time)
    members = {
        key: _busier(member, busy[key]) if key in busy else member
        for key, member in estate.members.items()
    }
    cases = tuple(
        case
        if case.pin is not None or case.person not in people
        else _replaced(case, busy=(*case.busy, *people[case.person]))
        for case in estate.cases
    )
    return _replaced(estate, members=members, cases=cases)


def _busier(member: Member, times: list[Time]) -> Member:
    return _replaced(member, busy=(*member.busy, *times))


def _cells(estate: Estate) -> Iterator[tuple[Cell, tuple[Room, ...]]]:
    found: dict[Cell, list[Room]] = defaultdict(list)
    gone = [(taken.time, taken.room) for taken in estate.taken]
    gone += [(pin.time, pin.room) for _, pin in estate.pinned()]
    for day in _days(estate):
        for room in estate.rooms:
            if not room.is_open(day):
                continue
            for span in room.week:
                time = Time(day, span.start, span.end)
                taken = any(key == room.key and time.meets(other) for other, key in gone)
                if span.weekday == day.weekday() and not taken:
                    found[Cell(time, room.secure, room.video)].append(room)
    for cell in sorted(found):
        yield cell, tuple(found[cell])


def _days(estate: Estate) -> Iterator[date]:
    last = estate.on + timedelta(weeks=estate.weeks)
    day = max(estate.first_on, estate.on + timedelta(days=1))
    while day < last:
        if day not in estate.closed and not is_holiday(day):
            yield day
        day += timedelta(days=1)


def _chairs(estate: Estate, cells: Iterable[Cell]) -> Chairs:
    """Co-ordinators who are not known to be away that day, less those whom fixed and pinned conferences need."""
    fixed = [taken.time for taken in estate.taken] + [pin.time for _, pin in estate.pinned()]
    starts: dict[date, set[int]] = defaultdict(set)
    for time in [*(cell.time for cell in cells), *fixed]:
        starts[time.on].add(time.start)
    free = {
        (on, at): max(
            0, _there(estate, on) - sum(t.on == on and t.start <= at < t.end for t in fixed)
        )
        for on, minutes in starts.items()
        for at in minutes
    }
    return Chairs({on: tuple(sorted(minutes)) for on, minutes in starts.items()}, free)


def _there(estate: Estate, on: date) -> int:
    return sum(member.hours.get(on, ALL_DAY) is not None for member in estate.chairs)


class _Diaries:
    """Each member asked once about each time: many conferences share them."""

    def __init__(self, estate: Estate) -> None:
        self._members = estate.members
        self._asked: dict[tuple[int, Time], bool | None] = {}

    def is_free(self, key: int, time: Time) -> bool | None:
        if (key, time) not in self._asked:
            self._asked[key, time] = self._members[key].is_free(time)
        return self._asked[key, time]


def _bars(case: Case, cell: Cell, chairs: Chairs, diaries: _Diaries) -> Iterator[Bar]:
    time = cell.time
    if time.minutes < case.minutes:
        yield Bar("short")
    if case.secure and not cell.secure:
        yield Bar("secure")
    if case.video and not cell.video:
        yield Bar("video")
    if (time.on, time.start) in case.refused:
        yield Bar("refused")
    yield from _bars_of_people(case, time, chairs, diaries)


def _bars_of_people(case: Case, time: Time, chairs: Chairs, diaries: _Diaries) -> Iterator[Bar]:
    if any(time.meets(other) for other in case.busy):
        yield Bar("person")
    if not all(chairs.free[moment] for moment in chairs.moments(time)):
        yield Bar("chair")
    for key in case.core:
        if diaries.is_free(key, time) is False:
            yield Bar("member", key)
