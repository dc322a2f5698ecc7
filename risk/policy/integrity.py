"""Whether the figures of an LS/CMI agree with each other: sections with their limits, total, level, override.

In 2022 nearly 12,000 cases in Scotland had to be looked at because scores and levels disagreed. What is asked here asks
nothing of the tool it came from: the total is added up anew and the level worked out anew, and both values are told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import RATED
from icm.policy.facts import Band
from risk.policy.assessments import Override, Section

FIRST_DAY = date(2006, 6, 1)
_FIGURES = Source(
    RATED,
    "structure of Section 1; the figures are widely published and stand in no text kept here;"
    " first day in force assumed: the start of ICM",
    Standing.ASSUMED,
)

LIMITS = Dated(
    "LSCMI-FIGURES",
    "Highest figure of each section of the LS/CMI",
    Since(
        FIRST_DAY,
        {
            Section.HISTORY: 8,
            Section.EDUCATION: 9,
            Section.FAMILY: 4,
            Section.LEISURE: 2,
            Section.COMPANIONS: 4,
            Section.SUBSTANCES: 8,
            Section.ATTITUDE: 4,
            Section.PATTERN: 4,
        },
        _FIGURES,
    ),
)
LOWEST = Dated(
    "LSCMI-LEVELS",
    "Lowest total of each level of the LS/CMI",
    Since(
        FIRST_DAY,
        {Band.VERY_LOW: 0, Band.LOW: 5, Band.MEDIUM: 11, Band.HIGH: 20, Band.VERY_HIGH: 30},
        _FIGURES,
    ),
)
RANK = {band: rank for rank, band in enumerate(Band)}


@dataclass(frozen=True, slots=True)
class Figures:
    """What is on record of one LS/CMI. None, or a section left out, is *not recorded*: it contradicts nothing."""

    sections: Mapping[Section, int | None] = field(default_factory=dict)
    total: int | None = None
    band: Band | None = None
    override: Override | None = None
    strange: tuple[str, ...] = ()  # words on record that name no level and no override


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two values that cannot both be right. Both carry figures: for social work alone."""

    kind: str
    said: str
    found: str

    def __str__(self) -> str:
        return f"{self.said}, but {self.found}."


def contradictions(figures: Figures, on: date) -> tuple[Contradiction, ...]:
    """Everything that cannot be true of one assessment done on that day; nothing where all agrees."""
    limits = LIMITS.at(max(on, FIRST_DAY))
    known = {one: value for one, value in figures.sections.items() if value is not None}
    least = sum(known.values())
    most = least + sum(limit for one, limit in limits.items() if one not in known)
    return (
        *_no_such_word(figures.strange),
        *_beyond_limits(known, limits),
        *_not_the_sum(figures.total, least, most),
        *_not_the_level(figures, least, most, max(on, FIRST_DAY)),
    )


def band_of(total: int, on: date) -> Band:
    """The level that this total gives by itself."""
    reached = [band for band, lowest in LOWEST.at(on).items() if total >= lowest]
    return reached[-1] if reached else Band.VERY_LOW


def _no_such_word(strange: tuple[str, ...]) -> tuple[Contradiction, ...]:
    if not strange:
        return ()
    said = f"The record says {' and '.join(strange)}"
    return (Contradiction("word", said, "there is no such level or override"),)


def _beyond_limits(
    known: Mapping[Section, int], limits: Mapping[Section, int]
) -> tuple[Contradiction, ...]:
    return tuple(
        Contradiction(
            f"limit-{section.value}",
            f"{section.label} has {value}",
            f"it has 0 to {limits[section]}",
        )
        for section, value in known.items()
        if not 0 <= value <= limits[section]
    )


def _not_the_sum(total: int | None, least: int, most: int) -> tuple[Contradiction, ...]:
    if total is None or least <= total <= most:
        return ()
    said = f"The total is {total}"
    if least == most:
        return (Contradiction("total", said, f"the eight sections add up to {least}"),)
    found = f"with the sections that are recorded it lies between {least} and {most}"
    return (Contradiction("sum", said, found),)


def _not_the_level(figures: Figures, least: int, most: int, on: date) -> tuple[Contradiction, ...]:
    """Against the sections where all are recorded, else against the total, else against what is possible."""
    if figures.band is None:
        return ()
    if least < most and figures.total is not None:
        least = most = figures.total
    lowest, highest = band_of(least, on), band_of(most, on)
    rank = RANK[figures.band]
    if figures.override is Override.UP:
        agrees = rank > RANK[lowest]
    elif figures.override is Override.DOWN:
        agrees = rank < RANK[highest]
    else:
        agrees = RANK[lowest] <= rank <= RANK[highest]
    if agrees:
        return ()
    overridden = _OVERRIDDEN.get(figures.override, "") if figures.override else ""
    kind = "override" if overridden else "level"
    said = f"The level is {figures.band.label}{overridden}"
    level, total = _span(lowest.label, highest.label), _span(str(least), str(most))
    return (Contradiction(kind, said, f"a total of {total} gives {level} without an override"),)


_OVERRIDDEN = {Override.UP: ", overridden upwards", Override.DOWN: ", overridden downwards"}


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"
