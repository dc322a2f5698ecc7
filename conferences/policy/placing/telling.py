"""A schedule in words: who is free and which wishes are met; for what found no place, what was in the way."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from conferences.policy.placing.facts import Case, Estate, Pin, Time
from conferences.policy.placing.options import Bar, Cell, Found, bars, weeks_late
from conferences.policy.placing.served import Diary
from icm.policy.calendar import in_words

T = TypeVar("T")
MOST_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a conference is put, and why there."""

    case: int
    time: Time
    room: int
    pinned: bool = False
    free: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # whose days are not recorded, or who is not allocated
    away: tuple[str, ...] = ()  # of a pin alone: nobody is placed over a core member's absence
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """A conference that found no time, and what was in the way."""

    case: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a search came to."""

    placed: tuple[Placed, ...]
    unplaced: tuple[NotPlaced, ...]
    found: Found

    @property
    def all_free(self) -> int:
        """How many are placed without any core member known to be away."""
        return sum(not placed.away for placed in self.placed)


def tell(estate: Estate, found: Found, councils: Mapping[str, str] | None = None) -> Schedule:
    """``estate`` as it was before the search; ``councils`` gives their names by slug."""
    rooms = _rooms(found)
    together = _together(estate, found)
    names = councils or {}
    placed, unplaced = [], []
    diary = as_placed(found)
    for case in estate.cases:
        if case.pin is not None:
            placed.append(_pinned(estate, case, case.pin))
        elif case.key in found.chosen:
            cell = found.chosen[case.key]
            time, room = cell.time, rooms[case.key]
            others = together[case.council, time.on] - 1
            grouped = (others, names.get(case.council, case.council)) if case.council else (0, "")
            placed.append(_told(estate, case, time, room, grouped))
        else:
            unplaced.append(NotPlaced(case.key, tuple(_why_not(found, case, diary))))
    return Schedule(tuple(placed), tuple(unplaced), found)


def _rooms(found: Found) -> dict[int, int]:
    """Which room of its cell each conference has: the one it had before where it can, else in the order of both."""
    by_cell: dict[Cell, list[int]] = defaultdict(list)
    for key in sorted(found.chosen):
        by_cell[found.chosen[key]].append(key)
    before = {case.key: case.stood.room for case in found.choices.estate.cases if case.stood}
    return {
        key: room
        for cell, keys in by_cell.items()
        for key, room in _dealt(keys, [room.key for room in found.choices.cells[cell]], before)
    }


def _dealt(
    keys: list[int], rooms: list[int], before: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    left, others = list(rooms), []
    for key in keys:
        if before.get(key) in left:
            left.remove(before[key])
            yield key, before[key]
        else:
            others.append(key)
    yield from zip(others, left, strict=False)


def _together(estate: Estate, found: Found) -> Counter[tuple[str, date]]:
    """How many conferences of each council fall on each day."""
    times = {case.key: pin.time for case, pin in estate.pinned()}
    times |= {key: cell.time for key, cell in found.chosen.items()}
    return Counter((case.council, times[case.key].on) for case in estate.cases if case.key in times)


def _told(estate: Estate, case: Case, time: Time, room: int, grouped: tuple[int, str]) -> Placed:
    free, unknown, away = _asked(estate, case, time)
    wishes = [_in_time(estate, case, time), _officer(estate, case, time)]
    if grouped[0] > 0:
        number = "one more" if grouped[0] == 1 else f"{grouped[0]} more"
        wishes.append((True, f"With {number} of {grouped[1]} on that day."))
    return Placed(
        case=case.key,
        time=time,
        room=room,
        free=tuple(free),
        unknown=(*unknown, *(f"{party}: nobody is allocated" for party in case.missing)),
        away=tuple(away),
        met=tuple(text for good, text in wishes if good and text),
        unmet=tuple(text for good, text in wishes if not good and text),
    )


def _pinned(estate: Estate, case: Case, pin: Pin) -> Placed:
    """A person put it there: what speaks against it is said, and changes nothing."""
    told = _told(estate, case, pin.time, pin.room, (0, ""))
    against = [*told.unmet]
    if any(pin.time.meets(other) for other in case.busy):
        against.append("The person is engaged elsewhere at that time.")
    room = next((room for room in estate.rooms if room.key == pin.room), None)
    if room is None or not room.is_open(pin.time.on):
        against.append("The room cannot be used on that day.")
    if any(pin.time.meets(other.time) and other.room == pin.room for other in estate.taken):
        against.append("Another conference is fixed in that room at that time.")
    return Placed(
        case=case.key,
        time=pin.time,
        room=pin.room,
        pinned=True,
        free=told.free,
        unknown=told.unknown,
        away=told.away,
        met=told.met,
        unmet=tuple(against),
    )


def _asked(estate: Estate, case: Case, time: Time) -> tuple[list[str], list[str], list[str]]:
    """Core members who are free, whose days are not recorded, and who are away."""
    sorted_out: dict[bool | None, list[str]] = {True: [], None: [], False: []}
    for key in case.core:
        member = estate.members[key]
        sorted_out[member.is_free(time)].append(named(estate, key))
    return sorted_out[True], sorted_out[None], sorted_out[False]


def _in_time(estate: Estate, case: Case, time: Time) -> tuple[bool, str]:
    if case.due_on is None:
        return True, ""
    if time.on <= case.due_on:
        return True, f"In time: it is due by {in_words(case.due_on)}."
    late = weeks_late(case, time.on, estate.first_on)
    if case.due_on < estate.first_on and late <= 1:
        return True, f"It was due by {in_words(case.due_on)}: as soon as there is time to invite."
    return False, f"Late: it is due by {in_words(case.due_on)}."


def _officer(estate: Estate, case: Case, time: Time) -> tuple[bool, str]:
    if case.officer is None:
        return False, "No personal officer is allocated."
    there, name = estate.members[case.officer].is_free(time), estate.members[case.officer].name
    if there is None:
        return False, f"The shifts of {name}, personal officer, are not recorded."
    if there:
        return True, f"{name}, personal officer, is on shift."
    return False, f"{name}, personal officer, is not on shift."


def as_placed(found: Found, but: int | None = None) -> Diary:
    """What is taken once the schedule stands, without one of its conferences."""
    diary = Diary(found.choices)
    for case in found.choices.estate.cases:
        if case.key in found.chosen and case.key != but:
            diary.take(case, found.chosen[case.key])
    return diary


def _why_not(found: Found, case: Case, diary: Diary) -> Iterator[str]:
    if not found.choices.cells:
        yield "No room has a free hour in these weeks."
    elif found.choices.of[case.key]:
        yield from _taken(found, case, diary)
    else:
        yield from _barred(found, case)


def _taken(found: Found, case: Case, diary: Diary) -> Iterator[str]:
    """It could have had a time, had others not: by what they took."""
    held: Counter[str] = Counter()
    for option in found.choices.of[case.key]:
        clash = diary.clash(case, option.cell.time)
        if not diary.has_room(option.cell):
            held["every room is taken"] += 1
        elif clash is not None:
            who = named(found.choices.estate, clash) if clash else "the person"
            held[f"{who} is at another conference"] += 1
        elif not diary.has_chair(option.cell.time):
            held["no co-ordinator is left to chair"] += 1
    times = len(found.choices.of[case.key])
    yield f"Everybody could come at {_number(times)}, and others come before it at all of them."
    for what, number in _most(held):
        yield f"At {_number(number)} {what}."


def _barred(found: Found, case: Case) -> Iterator[str]:
    """No time suits everybody: what bars it at all times, or alone at most."""
    sets = [bars(found.choices, case, cell) for cell in found.choices.cells]
    always = frozenset.intersection(*sets)
    alone = Counter(next(iter(found_bars)) for found_bars in sets if len(found_bars) == 1)
    often = Counter(bar for found_bars in sets for bar in found_bars)
    if always:
        for bar in sorted(always, key=str):
            yield f"{sentence(found.choices.estate, case, bar)} at any free time."
        return
    yield "No free time suits everybody who must be there."
    for bar, number in _most(alone):
        clause = sentence(found.choices.estate, case, bar)
        yield f"{clause} at {_number(number)} at which all else would suit."
    if not alone:
        for bar, number in _most(often):
            yield f"{sentence(found.choices.estate, case, bar)} at {_number(number)}."


def _most(counted: "Counter[T]") -> list[tuple[T, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))[:MOST_REASONS]


_SAID = {
    "short": "No room is free for {minutes} minutes",
    "secure": "No secure room is free",
    "video": "No room with a video link is free",
    "person": "The person is engaged elsewhere",
    "chair": "No co-ordinator is there to chair",
    "refused": "Somebody refused it",
}


def sentence(estate: Estate, case: Case, bar: Bar) -> str:
    if bar.member is not None:
        return f"{named(estate, bar.member)} is not there"
    return _SAID[bar.rule].format(minutes=case.minutes)


def named(estate: Estate, key: int) -> str:
    member = estate.members[key]
    return f"{member.name} ({member.party})"


def _number(times: int) -> str:
    return "one time" if times == 1 else f"{times} times"
