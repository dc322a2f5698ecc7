"""Figures of an invented LS/CMI: within every limit, adding up, giving the level; and a few that do not, as in 2022.

About one in a hundred contradicts itself: most were settled when Scotland looked at its cases, the newest are not.
"""

from datetime import date
from random import Random

from icm.demo.estate.risks import Figures
from icm.policy.facts import Band
from risk.policy import integrity
from risk.policy.assessments import Override, Section

SECTIONS = tuple(Section)
CONTRADICT = 0.012
_KINDS = ("total", "level", "limit", "sum", "override")


def figures(band: Band, override: Override, on: date, draw: Random) -> Figures:
    """Eight sections whose sum gives that level, or the one beside it where the level was overridden."""
    reached = _without(band, override)
    lowest, highest = span(reached, on)
    wanted = draw.randint(lowest, highest)
    limits = integrity.LIMITS.at(max(on, integrity.FIRST_DAY))
    found = dict.fromkeys(SECTIONS, 0)
    for _ in range(wanted):
        found[draw.choice([one for one in SECTIONS if found[one] < limits[one]])] += 1
    return Figures(tuple(found.values()), wanted)


def span(band: Band, on: date) -> tuple[int, int]:
    """The lowest and the highest total of a level."""
    lowest = integrity.LOWEST.at(max(on, integrity.FIRST_DAY))
    above = [value for value in lowest.values() if value > lowest[band]]
    most = (
        min(above) - 1 if above else sum(integrity.LIMITS.at(max(on, integrity.FIRST_DAY)).values())
    )
    return lowest[band], most


def may_override(band: Band, override: Override) -> bool:
    """Whether there is a level from which this one is reached by that override."""
    place = integrity.RANK[band]
    return place > 0 if override is Override.UP else place < len(Band) - 1


def corrupted(made: Figures, on: date, draw: Random) -> Figures:
    """The same with one thing in it that cannot be: another total, one too many, or a total the rest rules out."""
    kind, sections, total = draw.choice(_KINDS), list(made.sections), made.total or 0
    limits = integrity.LIMITS.at(max(on, integrity.FIRST_DAY))
    most = sum(limits.values())
    if kind == "limit":
        place = draw.randrange(len(sections))
        more = limits[SECTIONS[place]] + draw.randint(1, 3)
        changed = more - (sections[place] or 0)
        sections[place] = more
        return Figures(tuple(sections), total + changed)
    if kind == "sum":
        sections[draw.randrange(len(sections))] = None
        return Figures(tuple(sections), most + draw.randint(1, 5))
    moved = draw.choice((-9, -6, 6, 9, 10))
    wrong = total + moved if 0 <= total + moved <= most else total - moved
    if kind == "level":  # written down for somebody else: all agrees, but the level
        given = integrity.band_of(total, max(on, integrity.FIRST_DAY))
        other = draw.choice([one for one in Band if one is not given])
        return figures(other, Override.NONE, on, draw)
    return Figures(made.sections, wrong)


def _without(band: Band, override: Override) -> Band:
    """The level the total gave before it was overridden."""
    step = {Override.UP: -1, Override.DOWN: 1}.get(override, 0)
    return list(Band)[integrity.RANK[band] + step]
