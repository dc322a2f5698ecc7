"""The days an invented course of custody turns on, and the diary in which it is written down."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from icm.demo.estate.moves import LONDON
from icm.demo.estate.plan import Slot
from icm.demo.estate.sentences import Stay
from icm.policy.facts import EventKind
from icm.policy.roles import Role


@dataclass(frozen=True, slots=True)
class By:
    """Who did something: somebody in this role at that place. ``own``: the one allocated to the person, if any is."""

    role: Role
    place: str
    own: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Of:
    """The row an event came with, by its table and its place there, and what its reference ends in.

    ``name`` is the whole reference where the act does not name it after its table, ``{key}`` in it.
    """

    table: str
    index: int
    after: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """The days an invented course turns on; a critical date the rules cannot give is absent."""

    slot: Slot
    stay: Stay
    admitted_at: datetime
    sentenced_on: date
    enhanced: bool
    dates: dict[str, date]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as it will stand on record."""

    kind: EventKind
    on: date
    at: datetime | None
    value: str
    note: str
    recorded_at: datetime
    of: Of | None = None
    by: By | None = None


@dataclass(slots=True)
class Diary:
    """Takes what happened until the reference day and drops what would come after it."""

    on: date
    draw: Random
    written: list[Happening] = field(default_factory=list)

    def on_day(self, kind: EventKind, day: date, value: str = "", note: str = "") -> bool:
        """Whether it had happened by the reference day."""
        if day > self.on:
            return False
        self.written.append(Happening(kind, day, None, value, note, self._recorded(day)))
        return True

    def at(self, kind: EventKind, at: datetime, value: str = "", note: str = "") -> bool:
        """The same where the minute counts; the reference day itself has only begun."""
        if at.date() >= self.on:
            return False
        self.written.append(Happening(kind, at.date(), at, value, note, self._recorded(at.date())))
        return True

    def planned(self, kind: EventKind, day: date, decided_on: date) -> None:
        """A plan for a day to come, written down when it was decided."""
        self.written.append(Happening(kind, day, None, "", "", self._recorded(decided_on)))

    def in_order(self) -> list[Happening]:
        return sorted(self.written, key=lambda happening: (happening.on, happening.kind.value))

    def _recorded(self, day: date) -> datetime:
        """At the end of the working day, or up to three days later."""
        day = min(day + timedelta(days=self.draw.choice((0, 0, 0, 1, 1, 2, 3))), self.on)
        hour = 17 if day < self.on else 8
        return datetime(day.year, day.month, day.day, hour, self.draw.randrange(60), tzinfo=LONDON)
