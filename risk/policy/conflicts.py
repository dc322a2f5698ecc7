"""Two sources that disagree about one person, told side by side. Nothing here chooses between them or averages them.

What counts as a disagreement is a default of this system: it only asks people to look.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from icm.policy.calendar import add_months
from icm.policy.dated import Dated, Since, Source
from icm.policy.facts import Band
from risk.policy.assessments import Seriousness, Side

TOGETHER_MONTHS = Dated(
    "RISK-CONFLICT",
    "Months within which two assessments are about the same time in somebody's life",
    Since(
        date(2006, 6, 1),
        12,
        Source.local(
            "No source says when two assessments disagree. Two are held against each other where no more than"
            " a year lies between them: an LS/CMI of social work in prison and one of social work in the"
            " community that end in different levels, and an LS/CMI and a risk of serious harm of which one"
            " is high and the other low."
        ),
    ),
    unit="months",
)
_HIGH = frozenset({"high", "very-high"})
_LOW = frozenset({"low", "very-low"})


@dataclass(frozen=True, slots=True)
class Voice:
    """What one source says: who, on which day, and the level in the words of its own scale."""

    source: str
    on: date
    level: Band | Seriousness
    side: Side | None = None
    assessment: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both, the older first."""

    title: str
    one: Voice
    other: Voice


def conflicts(voices: Iterable[Voice], on: date) -> tuple[Conflict, ...]:
    """Where the latest of each source disagree."""
    told = sorted(voices, key=lambda voice: voice.on)
    months = TOGETHER_MONTHS.at(on)
    pairs = (*_sides(told), *_kinds(told))
    return tuple(
        conflict for conflict in pairs if add_months(conflict.one.on, months) >= conflict.other.on
    )


def _sides(told: list[Voice]) -> Iterator[Conflict]:
    prison = _latest(told, Side.PRISON)
    community = _latest(told, Side.COMMUNITY)
    if prison and community and prison.level is not community.level:
        yield _of("Social work in prison and in the community", prison, community)


def _kinds(told: list[Voice]) -> Iterator[Conflict]:
    """The latest risk of serious harm against the latest LS/CMI of each side."""
    harm = next((one for one in reversed(told) if isinstance(one.level, Seriousness)), None)
    for side in Side:
        band = _latest(told, side)
        if band and harm and _apart(band.level.value, harm.level.value):
            yield _of("The LS/CMI and the risk of serious harm", band, harm)


def _apart(one: str, other: str) -> bool:
    return (one in _HIGH and other in _LOW) or (one in _LOW and other in _HIGH)


def _latest(told: list[Voice], side: Side) -> Voice | None:
    found = (one for one in reversed(told) if one.side is side and isinstance(one.level, Band))
    return next(found, None)


def _of(title: str, one: Voice, other: Voice) -> Conflict:
    first, second = sorted((one, other), key=lambda voice: voice.on)
    return Conflict(title, first, second)
