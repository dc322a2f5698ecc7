"""RA-UPDATE: a significant change asks whether the latest assessment still holds, until somebody says so.

What counts as one is the guidance's list of events that call for a case conference (CC-EVENT). A further offence and
a transfer stand in the record already and ask by themselves; the rest is told. "It no longer holds" leaves the clock
open until the day set for the reassessment, and until the assessment is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import TARGETED, THEMATIC
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventFacts, EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome
from risk.policy.assessments import Change
from risk.policy.explaining import latest_assessment
from risk.policy.social_work import TARGETED_FROM

ANSWER_DAYS = Dated(
    "RA-UPDATE",
    "Days from a significant change to the answer whether the assessment still holds",
    Since(
        TARGETED_FROM,
        28,
        Source.local(
            "Risk is to be looked at again after a significant change; no source says within how many days:"
            " four weeks are this system's own."
        ),
    ),
    unit="days",
)
LIST = Source(TARGETED, "§6, the list of events that call for a conference")
RARELY = Source(THEMATIC, "§§19, 28: updates rarely considered")
UPDATE = Duty(
    "RA-UPDATE",
    "Assessment looked at again after a significant change",
    Role.PBSW,
    "check {by} if what they found about you is still right",
    "checked {by} if what they found about you is still right",
    who="A social worker",
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One significant change: two of a kind on one day are one."""

    kind: str
    on: date
    known_on: date

    @property
    def key(self) -> str:
        return f"{self.kind} {self.on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said of one change; ``again_by`` is the day set for the reassessment where it no longer holds."""

    key: str
    on: date
    again_by: date | None = None

    def covers(self, change: Happened) -> bool:
        """The change it names; recorded by hand it names none, and is about all until its day."""
        return self.key == change.key if self.key else change.on <= self.on


def key(kind: Change, on: date) -> str:
    """How a change and its answer name each other."""
    return f"{kind.value} {on.isoformat()}"


def answer_value(change: str, again_by: date | None) -> str:
    """What the event of an answer carries."""
    return f"{change} {again_by.isoformat()}" if again_by else change


def changes_of(facts: Facts) -> tuple[Happened, ...]:
    """Every significant change on record since the latest LS/CMI, oldest first; none without one."""
    assessed = latest_assessment(facts)
    if assessed is None:
        return ()
    return tuple(one for one in significant(facts) if one.on > assessed.on)


def significant(facts: Facts) -> tuple[Happened, ...]:
    """Every significant change on record, oldest first."""
    found = {one.key: one for one in _all(facts)}
    return tuple(sorted(found.values(), key=lambda one: (one.on, one.kind)))


def open_of(facts: Facts) -> tuple[Happened, ...]:
    """Those nobody has answered."""
    answers = _answers(facts)
    return tuple(one for one in changes_of(facts) if not any(said.covers(one) for said in answers))


def _all(facts: Facts) -> Iterable[Happened]:
    yield from (_happened(one.value, one) for one in facts.all(EventKind.CHANGE))
    offences = facts.all(EventKind.FURTHER_OFFENCE)
    yield from (_happened(Change.OFFENCE.value, one) for one in offences)
    if facts.moved_on is not None:
        yield Happened(Change.TRANSFER.value, facts.moved_on, facts.moved_on)


def _happened(kind: str, event: EventFacts) -> Happened:
    return Happened(kind, event.on, max(event.on, event.recorded_on or event.on))


def _answers(facts: Facts) -> tuple[Answered, ...]:
    return tuple(_answered(one) for one in facts.all(EventKind.CHANGE_ANSWERED))


def _answered(event: EventFacts) -> Answered:
    if not event.value:
        return Answered("", event.on)
    kind, on, *again = event.value.split(" ")
    return Answered(f"{kind} {on}", event.on, date.fromisoformat(again[0]) if again else None)


def _update(facts: Facts, on: date) -> Outcome:
    version = ANSWER_DAYS.version(on)
    ground = Ground((RARELY, LIST, version.source), version.start.isoformat())
    ground = ground.on_local(version.source.section)
    assessed = latest_assessment(facts)
    if assessed is None:
        return UPDATE.not_yet("No LS/CMI is recorded since admission.", ground)
    changes = changes_of(facts)
    if not changes:
        because = f"No significant change is recorded since the LS/CMI of {in_words(assessed.on)}."
        return UPDATE.outside(because, ground, _NOTHING)
    waiting = open_of(facts)
    if waiting:
        first = waiting[0]
        basis = f"Within {version.value} days of {in_words(first.known_on)}: {named(first)}."
        due = When(add_days(first.known_on, version.value))
        return UPDATE.timed(due, None, on, basis, ground.using(_inputs(waiting)))
    return _all_answered(facts, changes, on, ground)


def _all_answered(facts: Facts, changes: tuple[Happened, ...], on: date, ground: Ground) -> Outcome:
    answers = [said for said in _answers(facts) if any(said.covers(one) for one in changes)]
    ground = ground.using(_inputs(changes))
    again = min((one.again_by for one in answers if one.again_by), default=None)
    if again is not None:
        basis = "The assessment no longer holds. It is to be done again by the day set."
        return UPDATE.timed(When(again), None, on, basis, ground)
    last = max(one.on for one in answers)
    staff = f"after the latest change, on {in_words(last)}: the assessment still holds."
    words = UPDATE.has_done(last)
    return UPDATE.holds(last, "Every significant change is answered.", staff, words, ground)


def named(change: Happened) -> str:
    """What changed and when, as part of a sentence."""
    label = next((one.label for one in Change if one.value == change.kind), "significant change")
    return f"{label[:1].lower()}{label[1:]} on {in_words(change.on)}"


def _inputs(changes: tuple[Happened, ...]) -> dict[str, str]:
    return {"significant changes": "; ".join(named(one) for one in changes)}


_NOTHING = "If a lot changes for you, a social worker must check what they found about you."

RULES = (UPDATE.rule(Since(TARGETED_FROM, _update, ANSWER_DAYS.history[0].source)),)
