"""Supervision level reviews since reception: mostly punctual, some late, many leaving the level where it was.

Inspectors found the longest permitted interval treated as a fixed one, and people kept at High or Medium too long.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from icm.demo.estate.moves import moment
from icm.demo.estate.plan import REMAND, Slot, Sort
from icm.policy.calendar import add_months
from icm.policy.facts import Level
from risk.actions.receptions import REASON
from risk.policy.standing import CRITERIA

STAYS_TOO_HIGH = 0.18  # of sentenced people: never lowered, whatever is reviewed
MISSED = 0.05  # of later reviews: not held at all, so overdue since
LESS_SECURE = ("open", "nte", "ciu", "ccu")  # nobody is there above Low
FIRST_REVIEW = timedelta(hours=72)
_NOTES = (
    "No concerns recorded",
    "Considered, see the record",
    "Nothing new since the last review",
    "Discussed with the person",
    "Improving",
)
_REASONS = {
    Level.HIGH: "The matters considered do not yet allow a lower level.",
    Level.MEDIUM: "Behaviour has been steady enough for a medium level, not yet for a low one.",
    Level.LOW: "Behaviour and engagement allow the lowest level of supervision.",
}


@dataclass(frozen=True, slots=True)
class Review:
    """One review as it will stand on record; undecided while ``after`` is empty."""

    kind: str
    due_on: date | None
    before: Level | None
    proposed: Level
    proposed_at: datetime
    after: Level | None = None
    decided_at: datetime | None = None
    notice_needed: bool = False
    notice_on: date | None = None
    told_on: date | None = None
    represented_on: date | None = None
    criteria: dict[str, str] = field(default_factory=dict)

    @property
    def reasons(self) -> str:
        if self.kind == "reception":
            return REASON
        return _REASONS[self.after] if self.after else ""

    @property
    def notice_reasons(self) -> str:
        return _REASONS[self.proposed] if self.notice_on else ""


def reviews(
    slot: Slot, admitted_at: datetime, eligible_on: date | None, on: date, draw: Random
) -> list[Review]:
    """Oldest first. Everybody is High on reception; the untried stay so.

    From ``eligible_on``, when parole or the punishment part is reached, a level kept above Low needs notice first.
    """
    found, first_day = [_reception(admitted_at)], admitted_at.date()
    chain = _Chain(slot, on, draw, eligible_on, found, Level.HIGH, first_day)
    lowered = draw.random() >= STAYS_TOO_HIGH and slot.sort is not Sort.UNTRIED
    for kind, months in _periods():
        due_on = (admitted_at + FIRST_REVIEW).date()
        if months:
            due_on = add_months(chain.last, months)
        day = max(due_on + timedelta(days=_off(kind, draw)), chain.last)
        if day >= on or (months and draw.random() < MISSED):
            chain.propose(kind, due_on)
            break
        chain.decide(kind, due_on, day, _lower(chain.level, kind, draw) if lowered else chain.level)
        if chain.level is Level.LOW:
            break
    if slot.location in LESS_SECURE and chain.level is not Level.LOW:
        chain.found = [review for review in chain.found if review.after]
        day = max(chain.last + timedelta(days=1), on - timedelta(days=draw.randint(30, 400)))
        chain.decide("governor", None, min(day, on), Level.LOW)
    return chain.found


def _periods() -> Iterator[tuple[str, int]]:
    """The review that follows each, and the months until it, if the level stays above Low."""
    yield "72h", 0
    yield "6m", 6
    while True:
        yield "12m", 12


def _off(kind: str, draw: Random) -> int:
    """Days after the last day for it; most are held as that day comes near."""
    if kind == "72h":
        return draw.randint(1, 9) if draw.random() < 0.12 else -draw.randint(0, 2)
    return draw.randint(3, 75) if draw.random() < 0.18 else -draw.randint(0, 10)


def _reception(admitted_at: datetime) -> Review:
    return Review(
        kind="reception",
        due_on=admitted_at.date(),
        before=None,
        proposed=Level.HIGH,
        proposed_at=admitted_at,
        after=Level.HIGH,
        decided_at=admitted_at,
        told_on=admitted_at.date(),
    )


@dataclass(slots=True)
class _Chain:
    """The reviews of one stay, each proposed after the one before was decided."""

    slot: Slot
    on: date
    draw: Random
    eligible_on: date | None
    found: list[Review]
    level: Level
    last: date

    def decide(self, kind: str, due_on: date | None, day: date, after: Level) -> None:
        draw = self.draw
        decided_at = moment(day, draw, 12, 16)
        before = 0 if kind == "72h" else draw.randint(3, 14)
        proposed_on = max(day - timedelta(days=before), self.last)
        first_hour = 10 if proposed_on == day else 9
        needed = self._needs_notice(after, day)
        noticed = needed and draw.random() < 0.85
        represented = noticed and draw.random() < 0.2
        self.found.append(
            Review(
                kind=kind,
                due_on=due_on,
                before=self.level,
                proposed=after,
                proposed_at=moment(proposed_on, draw, first_hour, 11),
                after=after,
                decided_at=decided_at,
                notice_needed=needed,
                notice_on=proposed_on if noticed else None,
                told_on=day if draw.random() < 0.85 else None,
                represented_on=min(proposed_on + timedelta(days=2), day) if represented else None,
                criteria=_criteria(day, draw),
            )
        )
        self.level, self.last = after, day

    def propose(self, kind: str, due_on: date) -> None:
        """A later review that is late or due within weeks is often already proposed."""
        draw = self.draw
        soon = (due_on - self.on).days <= 40
        proposed_on = self.on - timedelta(days=draw.randint(1, 12))
        too_early = kind == "72h" or proposed_on <= self.last
        if too_early or not soon or self.slot.sort in REMAND or draw.random() < 0.5:
            return
        proposed = _lower(self.level, kind, draw)
        needed = self._needs_notice(proposed, self.on)
        self.found.append(
            Review(
                kind=kind,
                due_on=due_on,
                before=self.level,
                proposed=proposed,
                proposed_at=moment(proposed_on, draw, 9, 15),
                notice_needed=needed,
                notice_on=proposed_on if needed and draw.random() < 0.5 else None,
                criteria=_criteria(proposed_on, draw),
            )
        )

    def _needs_notice(self, level: Level, day: date) -> bool:
        """Levels here never rise, so only one kept above Low by somebody eligible needs it."""
        return level is not Level.LOW and self.eligible_on is not None and day >= self.eligible_on


def _lower(level: Level, kind: str, draw: Random) -> Level:
    if level is Level.HIGH:
        return Level.MEDIUM if draw.random() < 0.55 else Level.HIGH
    return Level.LOW if kind != "72h" and draw.random() < 0.5 else level


def _criteria(day: date, draw: Random) -> dict[str, str]:
    """A note on every matter in two reviews of three, otherwise some left empty."""
    whole = draw.random() < 0.67
    matters = CRITERIA.at(day) if CRITERIA.in_force(day) else ()
    return {m: draw.choice(_NOTES) if whole or draw.random() < 0.6 else "" for m in matters}
