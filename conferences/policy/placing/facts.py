"""What a schedule is made from: rooms, people's diaries, and the conferences that need a date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from conferences.policy.hours import Span

Hours = tuple[int, int]  # minutes after midnight


class Time(NamedTuple):
    """From one minute of a day until another."""

    on: date
    start: int
    end: int

    @property
    def minutes(self) -> int:
        return self.end - self.start

    def meets(self, other: "Time") -> bool:
        return self.on == other.on and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room with the hours of its week; closed from a day on, for good or until another."""

    key: int
    name: str
    week: tuple[Span, ...]
    secure: bool = False
    video: bool = False
    closed_from: date | None = None
    closed_until: date | None = None

    def is_open(self, on: date) -> bool:
        if self.closed_from is None or on < self.closed_from:
            return True
        return self.closed_until is not None and on > self.closed_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who takes part. On a day left out of ``hours`` it is not known whether they are there."""

    key: int
    name: str
    party: str  # as what they take part, in words
    hours: Mapping[date, Hours | None] = field(default_factory=dict)  # None: away that day
    busy: tuple[Time, ...] = ()

    def is_free(self, time: Time) -> bool | None:
        """None where it is not known; nobody is known to be free who is busy."""
        if any(time.meets(other) for other in self.busy):
            return False
        if time.on not in self.hours:
            return None
        hours = self.hours[time.on]
        return hours is not None and hours[0] <= time.start and time.end <= hours[1]


class Pin(NamedTuple):
    """Where a person put a conference. No search moves it."""

    time: Time
    room: int


class Stood(NamedTuple):
    """Where the search before proposed a conference. Another moves it, where it has a reason to."""

    time: Time
    room: int


class Taken(NamedTuple):
    """A conference whose date is fixed already: its time, and its room, where it is one of these."""

    time: Time
    room: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A conference that needs a date. ``core`` are the members who must be able to come, beside the person."""

    key: int
    person: int
    minutes: int = 60
    due_on: date | None = None
    weight: int = 1  # by risk: how much each week of lateness counts
    secure: bool = False  # must be in a secure room
    video: bool = False  # must be in a room with a video link
    council: str = ""
    core: tuple[int, ...] = ()
    officer: int | None = None
    missing: tuple[str, ...] = ()  # parties nobody is allocated as: their diary cannot be asked
    busy: tuple[Time, ...] = ()  # the person's own engagements and other conferences
    pin: Pin | None = None
    stood: Stood | None = None
    refused: frozenset[tuple[date, int]] = frozenset()  # days and minutes somebody refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """One establishment on one day. ``chairs`` is how many co-ordinators could chair on a day."""

    on: date
    weeks: int
    first_on: date  # the first day for which there is time to invite
    rooms: tuple[Room, ...]
    members: Mapping[int, Member]
    cases: tuple[Case, ...]
    chairs: tuple[Member, ...] = ()
    closed: frozenset[date] = frozenset()
    taken: tuple[Taken, ...] = ()

    def pinned(self) -> Iterable[tuple[Case, Pin]]:
        return ((case, case.pin) for case in self.cases if case.pin is not None)
