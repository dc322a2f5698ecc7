"""Values and rules through time: no value without a first day in force and an authority."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

LOCAL_DEFAULT = "Local default"


class Standing(StrEnum):
    """How far the source named carries the value."""

    STATED = "stated"
    PARTLY_STATED = "partly stated"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Source:
    """A document and the place in it; a bare link is not an authority."""

    document: str
    section: str
    standing: Standing = Standing.STATED
    url: str = ""

    def __post_init__(self) -> None:
        if not (self.document and self.section):
            raise ValueError("A source names its document and the place in it.")

    @classmethod
    def local(cls, why: str) -> "Source":
        """A choice made here because no source settles the point; `why` is shown with it."""
        return cls(LOCAL_DEFAULT, why, Standing.ASSUMED)

    @property
    def is_local(self) -> bool:
        return self.document == LOCAL_DEFAULT

    def __str__(self) -> str:
        return f"{self.document}, {self.section}"


@dataclass(frozen=True, slots=True)
class Since(Generic[T_co]):
    """One value from its first day in force, on one authority."""

    start: date
    value: T_co
    source: Source


class NotInForce(LookupError):
    """A value was asked for on a day on which it was not in force."""

    def __init__(self, rule: str, title: str, on: date) -> None:
        super().__init__(f"{rule} ({title}) is not in force on {on.isoformat()}.")
        self.rule, self.title, self.on = rule, title, on


class Dated(Generic[T]):
    """One value or rule through time, oldest entry first; `ends` is its last day in force.

    `unit` is what a number counts: "months", "working days", "of the sentence".
    """

    __slots__ = ("ends", "history", "rule", "title", "unit", "verified")

    def __init__(
        self,
        rule: str,
        title: str,
        *history: Since[T],
        ends: date | None = None,
        verified: date | None = None,
        unit: str = "",
    ) -> None:
        starts = [entry.start for entry in history]
        if not (rule and title and history):
            raise ValueError(f"{rule or title or 'A dated value'} needs a rule, a title, an entry.")
        if starts != sorted(set(starts)):
            raise ValueError(f"{rule} ({title}): entries must be oldest first, each day once.")
        if ends is not None and ends < starts[-1]:
            raise ValueError(f"{rule} ({title}) ends before its last entry begins.")
        self.rule, self.title, self.history = rule, title, history
        self.ends, self.verified, self.unit = ends, verified, unit

    def version(self, on: date) -> Since[T]:
        """The entry in force on that day; `NotInForce` names rule, title and day."""
        if self.ends is None or on <= self.ends:
            for entry in reversed(self.history):
                if entry.start <= on:
                    return entry
        raise NotInForce(self.rule, self.title, on)

    def at(self, on: date) -> T:
        return self.version(on).value

    def source(self, on: date) -> Source:
        return self.version(on).source

    def in_force(self, on: date) -> bool:
        return self.history[0].start <= on and (self.ends is None or on <= self.ends)

    def __iter__(self) -> Iterator[Since[T]]:
        return iter(self.history)

    def __repr__(self) -> str:
        return f"Dated({self.rule!r}, {self.title!r}, {len(self.history)} entries)"
