"""When to ask whether a supervision level could be lower before its last day. It asks; it never says that it could.

Only what a review has regard to is read here: time, conduct, and what the level stands in the way of. No assessment
of risk is (PSS-NOT-RISK).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from icm.policy.calendar import add_months, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.facts import EventFacts, EventKind, Facts, Legal, Level
from risk.policy.assessments import Change
from risk.policy.reviews import RULES_2011, reviews_of

EARLY_LOOK_MONTHS = Dated(
    "PSS-ANY",
    "Months at Medium or High after which a review before the last day is offered",
    Since(
        RULES_2011,
        3,
        Source.local(
            "The rules set the longest time between reviews, and inspectors found it used as a fixed"
            " one, so that people stay higher than they need; no source says when to look earlier."
        ),
    ),
    unit="months",
)
SPEAKS_FOR = frozenset({Change.GOALS.value, Change.SUSTAINED.value, Change.PROGRESS.value})
SPEAKS_AGAINST = frozenset(
    {
        Change.OFFENCE.value,
        Change.REMOVAL.value,
        Change.RELAPSE.value,
        Change.NON_COMPLIANCE.value,
    }
)


@dataclass(frozen=True, slots=True)
class EarlyLook:
    """Since when the level stands, why to ask whether a lower one would do, and what else a review would regard."""

    since: date
    reasons: tuple[str, ...]
    beside: tuple[str, ...]


def early_look(facts: Facts, on: date) -> EarlyLook | None:
    """Whether to ask, with why; None where there is nothing to ask."""
    reviews = reviews_of(facts, on)
    latest, level = reviews.latest, reviews.level
    if latest is None or level in (None, Level.LOW) or facts.legal is Legal.UNTRIED:
        return None
    since, _ = latest
    reasons = (*_long_ago(since, level, on), *_conduct(facts, since), *_in_the_way(facts, on))
    return EarlyLook(since, reasons, tuple(_beside(facts, since))) if reasons else None


def looked_at_before(on: date) -> date:
    """The last day of a review whose level is asked about on that day for the time alone."""
    return add_months(on, -EARLY_LOOK_MONTHS.at(on))


def why_local(on: date) -> str:
    """Why the months are a default of this system and no national policy."""
    return EARLY_LOOK_MONTHS.source(on).section


def _long_ago(since: date, level: Level | None, on: date) -> Iterator[str]:
    months = EARLY_LOOK_MONTHS.at(on)
    if level and add_months(since, months) <= on:
        yield (
            f"Their level was last looked at on {in_words(since)}, more than {months} months ago, and"
            f" has been {level.label} since."
        )


def _conduct(facts: Facts, since: date) -> Iterator[str]:
    for event in facts.all(EventKind.CHANGE):
        if event.on > since and event.value in SPEAKS_FOR:
            yield f"{_named(event)} is on record since then, of {in_words(event.on)}."


def _in_the_way(facts: Facts, on: date) -> Iterator[str]:
    """Of a progression so near that a review has to come before it; one further off would be asked about for years."""
    last = add_months(on, EARLY_LOOK_MONTHS.at(on))
    ahead = [e for e in facts.all(EventKind.PROGRESSION_SCHEDULED) if on <= e.on <= last]
    if ahead:
        day = in_words(ahead[0].on)
        yield f"Progression is planned for {day}, and temporary release needs Low."


def _beside(facts: Facts, since: date) -> Iterator[str]:
    """What happened since that a review would regard as well."""
    changes = [e for e in facts.all(EventKind.CHANGE) if e.value in SPEAKS_AGAINST]
    for event in (*changes, *facts.all(EventKind.FURTHER_OFFENCE)):
        if event.on > since:
            yield f"{_named(event)}, {in_words(event.on)}."


def _named(event: EventFacts) -> str:
    return Change(event.value).label if event.kind is EventKind.CHANGE else event.kind.label
