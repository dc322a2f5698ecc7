"""How often somebody is conferred about where nobody decided: by risk, nearness of release, progress and relapse.

The guidance names these and no number. Each number is this system's own, shown with what is proposed from it.
"""

from dataclasses import dataclass
from datetime import date

from conferences.policy.scope import TARGETED_FROM, release_of
from icm.people.policy import Custody
from icm.policy.calendar import add_months, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.facts import Band, EventKind, Facts
from risk.policy.assessments import Change
from risk.policy.changes import Happened, named, significant

ID = "CC-TARGETED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paces:
    """Most months between conferences by the level assessed; None is somebody not assessed."""

    very_high: int
    high: int
    medium: int
    low: int
    unknown: int

    def of(self, band: Band | None) -> int:
        if band in (Band.LOW, Band.VERY_LOW):
            return self.low
        by_band = {Band.VERY_HIGH: self.very_high, Band.HIGH: self.high, Band.MEDIUM: self.medium}
        return by_band.get(band, self.unknown) if band else self.unknown

    def __str__(self) -> str:
        return (
            f"very high {self.very_high} months, high {self.high} months, medium {self.medium} months,"
            f" low and very low {self.low} months, not assessed {self.unknown} months"
        )


PACES = Dated(
    ID,
    "Most months to the next conference, by the level assessed",
    Since(
        TARGETED_FROM,
        Paces(very_high=6, high=9, medium=12, low=24, unknown=12),
        Source.local(
            "The guidance sets no interval: more often the higher the risk, minimal for Low. Nobody is left without"
            " one: two years for Low, and as for Medium while nobody is assessed."
        ),
    ),
)
NEAR_RELEASE_MONTHS = Dated(
    ID,
    "Months before release from which release is near",
    Since(
        TARGETED_FROM,
        12,
        Source.local("Conferences are more frequent near release; no period is stated."),
    ),
    unit="months",
)
OFTEN_MONTHS = Dated(
    ID,
    "Most months to the next conference near release, or where things go badly",
    Since(
        TARGETED_FROM,
        6,
        Source.local("More frequent near release and after relapse; no interval is stated."),
    ),
    unit="months",
)
LATELY_MONTHS = Dated(
    ID,
    "Months for which a change counts towards how often",
    Since(
        TARGETED_FROM,
        12,
        Source.local("Progress and relapse change how often; no source says for how long."),
    ),
    unit="months",
)
LONGER_MONTHS = Dated(
    ID,
    "Months more to the next conference where things go well",
    Since(
        TARGETED_FROM,
        3,
        Source.local("Less frequent where goals are reached; no interval is stated."),
    ),
    unit="months",
)
WORSE = frozenset({Change.OFFENCE, Change.REMOVAL, Change.RELAPSE, Change.NON_COMPLIANCE})
BETTER = frozenset({Change.GOALS, Change.SUSTAINED, Change.PROGRESS})


def pace(person: Custody, on: date) -> tuple[int, tuple[str, ...]]:
    """In how many months the next conference is at the latest, and each reason with its number."""
    band = band_of(person.facts)
    months, often = PACES.at(on).of(band), OFTEN_MONTHS.at(on)
    reasons = [f"{assessed(band)}: {months} months at most."]
    worse, better = _lately(person.facts, on)
    release = release_of(person)
    near = (
        release is not None
        and release.on is not None
        and (on <= release.on <= add_months(on, NEAR_RELEASE_MONTHS.at(on)))
    )
    if near and release is not None and release.on is not None:
        months = min(months, often)
        reasons.append(f"Release is near, {in_words(release.on)}: {often} months at most.")
    if worse is not None:
        months = min(months, often)
        reasons.append(f"Things went badly ({named(worse)}): {often} months at most.")
    elif better is not None and not near:
        months += LONGER_MONTHS.at(on)
        reasons.append(f"Things go well ({named(better)}): {LONGER_MONTHS.at(on)} months more.")
    return months, tuple(reasons)


def _lately(facts: Facts, on: date) -> tuple[Happened | None, Happened | None]:
    """The latest change for the worse and for the better that still counts."""
    since = add_months(on, -LATELY_MONTHS.at(on))
    recent = [one for one in significant(facts) if since <= one.on <= on]
    worse = [one for one in recent if one.kind in set(WORSE)]
    better = [one for one in recent if one.kind in set(BETTER)]
    return (worse[-1] if worse else None), (better[-1] if better else None)


def band_of(facts: Facts) -> Band | None:
    """The level the newest LS/CMI ended in."""
    found = next((e.value for e in reversed(facts.all(EventKind.LSCMI)) if e.value), "")
    return Band(found) if found in set(Band) else None


def assessed(band: Band | None) -> str:
    """The level, as the beginning of a sentence."""
    return f"Assessed as {band.label.lower()}" if band else "Not assessed"
