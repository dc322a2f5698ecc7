"""What the components show: plain values, ready to print.

A view or a query fills these; a component in templates/components/ lays them out. They hold text and addresses,
never a model, a request or a class name.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tone(StrEnum):
    """How loudly a message speaks. The tone is always written as a word too."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


NOT_YET_KNOWN = "not yet known"


def answered(status: str) -> str:
    """A rule's answer in the words of the screens: a fact is "not known", an answer "not yet known"."""
    return NOT_YET_KNOWN if status in ("", "unknown") else status


def left_out(number: int, one: str, more: str = "") -> str:
    """That something is not shown, and how much; empty where nothing is left out."""
    if not number:
        return ""
    return (
        f"1 {one} is not shown to your role."
        if number == 1
        else f"{number} {more or one + 's'} are not shown to your role."
    )


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str = ""
    current: bool = False
    count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A banner above somebody's name: arrived today, being transferred, break-glass access."""

    text: str
    tone: Tone = Tone.INFO
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom this page is about."""

    name: str  # SURNAME, Forenames
    number: str
    born: str = ""  # "3 March 1990, aged 36"
    place: str = ""  # "HMP Barlinnie, Letham Hall"
    href: str = ""
    states: tuple[State, ...] = ()
    tags: tuple[str, ...] = ()  # further short facts: legal status, route


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a summary list. `source` and `age` say where an imported fact came from and how old it is."""

    key: str
    value: str = ""
    source: str = ""
    age: str = ""
    note: str = ""
    href: str = ""  # makes the value a link
    actions: tuple[Link, ...] = ()
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """A date with how it was reached. `kind` is computed, entered, overridden or unknown."""

    title: str
    on: date | None
    kind: str
    because: str = ""
    rule: str = ""
    law: date | None = None
    by: str = ""
    why: str = ""
    computed_on: date | None = None
    settle: str = ""
    sources: tuple[str, ...] = ()
    local: str = ""  # why a local default stands here; empty when the source is national
    rounding_stated: bool = True
    href: str = ""  # to "Why this date?"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do first, why, and by whom. `act` is the way to it, where it is the reader's to take."""

    title: str
    status: str
    why: str
    owner: str
    when: str = ""
    href: str = ""  # to the full explanation
    act: Link | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a task list. A locked step has no address and says why, and who holds it; one that is only there to be
    read has no state.
    """

    title: str
    state: str
    href: str = ""
    summary: str = ""
    locked: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a history: what happened, when, and by whom."""

    title: str
    when: str
    by: str = ""
    text: str = ""
    facts: tuple[Fact, ...] = ()
    href: str = ""
    known: str = ""  # "recorded 4 days later", where that differs


@dataclass(frozen=True, slots=True)
class Pages:
    """Where we are in a long list. `query` is the rest of the address, so that filters survive a turn of the page."""

    number: int
    count: int
    total: int
    query: str = ""
    noun: str = "results"
    more: bool = False  # `total` is as far as was counted


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, divided by state: (state, number) in the chart's order."""

    label: str
    parts: tuple[int, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    title: str
    states: tuple[str, ...]
    bars: tuple[Bar, ...]
    label: str = "Establishment"
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something at a time of a day: where, about whom, and how firmly it stands."""

    time: str
    title: str
    href: str = ""
    place: str = ""
    state: str = ""
    move: str = ""  # where it is put elsewhere by hand, and what it takes then
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A free time onto which something of a week can be drawn: what it says, and what is sent."""

    text: str
    room: str
    on: str
    time: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a week's calendar; ``note`` says why nothing is held."""

    title: str
    appointments: tuple[Appointment, ...] = ()
    note: str = ""
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A dated point of a sentence. Without a day it stands in the table only, with what would settle it."""

    title: str
    on: date | None
    kind: str = "date"  # "date": a critical date; "event": something done or planned
    basis: str = ""
    settle: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence: time in custody, the progression window, time on licence."""

    title: str
    from_on: date
    until_on: date
    kind: str = "window"  # "custody", "window" or "licence"
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    title: str
    today: date
    points: tuple[Point, ...] = ()
    spans: tuple[Span, ...] = ()
    open_ended: bool = False  # a life sentence or an OLR: no day ends it


@dataclass(frozen=True, slots=True)
class Reading:
    """One point of a history of levels. ``place`` counts the levels from the lowest; None is *not known*."""

    on: date
    place: int | None
    source: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class LevelHistory:
    """How a level went over the time between two days. Sources are drawn apart: nothing is read between them."""

    title: str
    levels: tuple[str, ...]  # the lowest first
    first: date
    today: date
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """One row of a profile: how much it matters, by its place on the scale; None: nobody looked at it."""

    label: str
    place: int | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Areas weighed on one scale; ``scale`` has its words, from one end to the other."""

    title: str
    scale: tuple[str, ...]
    rows: tuple[Weighed, ...]
    label: str = "Area"
    unknown: str = "Not looked at"
