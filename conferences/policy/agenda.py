"""The agenda of a conference: what changed since the last one, as far as its reader may know (CC-AIMS, CC-FRAME).

Worked out from what is on record, never written: so it is right on the day, and nobody has to keep it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from conferences.policy.contributing import Stand
from conferences.policy.minutes import Section
from icm.policy.calendar import in_words
from icm.policy.facts import Band, EventFacts, EventKind, Facts
from risk.policy.changes import named, open_of, significant

_HAPPENED = (
    EventKind.FURTHER_OFFENCE,
    EventKind.BACK_IN_CLOSED,
    EventKind.PROGRESSION_SCHEDULED,
    EventKind.PAROLE_STARTED,
    EventKind.PLAN_AGREED,
)


class Progress(StrEnum):
    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """One action of the plan in force, in the words its reader may read; "" where none."""

    what: str
    progress: Progress
    target_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts:
    """One referral: to whom, how it stands, since when."""

    to: str
    stands: str
    since: date
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What stands beside the facts. ``reads_risk``: whether its reader may know what was assessed."""

    reads_risk: bool
    asked: bool = False  # whether the person was asked what they want raised
    raised: str = ""  # in their own words
    actions: tuple[ActionFacts, ...] = ()
    referrals: tuple[ReferralFacts, ...] = ()
    contributions: tuple[tuple[str, Stand], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One point of the agenda: what there is to say of it, and the part of the minute it belongs to."""

    title: str
    section: Section | None
    points: tuple[str, ...]


def agenda(known: Known, facts: Facts, on: date) -> tuple[Topic, ...]:
    """In the order in which it is gone through. Risk is left out, title and all, for who may not know of it."""
    before = last_held(facts, on)
    since = before.on if before else facts.admitted_on or date.min
    topics = [
        Topic("What the person wants raised", Section.PERSON, tuple(_raised(known))),
        Topic("What others wrote", Section.SHARED, tuple(_written(known))),
        Topic("What has happened", Section.SHARED, tuple(_happened(facts, since, on))),
    ]
    if known.reads_risk:
        points = tuple(_risk(facts, since, on))
        topics.append(Topic("Risk and what changed about it", Section.LIKELIHOOD, points))
    topics += [
        Topic("The plan: what was done", Section.NEEDS, tuple(_done(known, since))),
        Topic("The plan: what was not", Section.NEEDS, tuple(_late(known, on))),
        Topic("Referrals", Section.NEEDS, tuple(_referred(known, since))),
        Topic(
            "What comes next", None, ("A day for the next conference, or what brings it about.",)
        ),
    ]
    return tuple(topics)


def last_held(facts: Facts, on: date) -> EventFacts | None:
    """The last conference held before that day."""
    held = [one for one in facts.held_since(date.min) if one.on < on]
    return held[-1] if held else None


def _raised(known: Known) -> Iterator[str]:
    if known.raised:
        yield known.raised
    elif known.asked:
        yield "They were asked and want nothing raised."
    else:
        yield "They have not been asked yet."


def _written(known: Known) -> Iterator[str]:
    for who, stand in known.contributions:
        if stand is not Stand.NOT_ASKED:
            yield f"{who}: {stand.label.lower()}."


def _happened(facts: Facts, since: date, on: date) -> Iterator[str]:
    if facts.moved_on and since <= facts.moved_on <= on:
        yield f"They came to this establishment on {in_words(facts.moved_on)}."
    for one in _between(facts, _HAPPENED, since, on):
        yield f"{one.kind.label}: {in_words(one.on)}."


def _risk(facts: Facts, since: date, on: date) -> Iterator[str]:
    """Levels and days, never figures."""
    assessed = [one for one in facts.all(EventKind.LSCMI) if one.on <= on]
    if not assessed:
        yield "There is no LS/CMI."
    elif assessed[-1].on >= since:
        yield _assessed(assessed)
    else:
        yield f"The LS/CMI is that of {in_words(assessed[-1].on)}: the same as at the last conference."
    waiting = {one.key for one in open_of(facts)}
    for change in significant(facts):
        if since <= change.on <= on:
            open_still = " Nobody has said yet whether the assessment still holds."
            yield f"{sentence(named(change))}{open_still if change.key in waiting else ''}"
    for one in _between(facts, (EventKind.RISK_PLAN, EventKind.MAPPA), since, on):
        yield f"{one.kind.label}: {in_words(one.on)}."


def _assessed(rows: list[EventFacts]) -> str:
    bands = [Band(one.value).label.lower() if one.value else "" for one in rows[-2:]]
    said = f"A new LS/CMI was done on {in_words(rows[-1].on)}"
    if not bands[-1]:
        return f"{said}."
    if bands[0] and len(bands) > 1 and bands[0] != bands[-1]:
        return f"{said}: {bands[-1]}, before that {bands[0]}."
    return f"{said}: {bands[-1]}."


def _done(known: Known, since: date) -> Iterator[str]:
    for one in known.actions:
        if one.what and one.progress is Progress.DONE and one.done_on and one.done_on >= since:
            yield f"{one.what} Done on {in_words(one.done_on)}."


def _late(known: Known, on: date) -> Iterator[str]:
    for one in known.actions:
        if one.what and one.progress is Progress.NOT_DONE:
            yield f"{one.what} Not done."
        elif one.what and one.progress is Progress.OPEN and one.target_on and one.target_on < on:
            yield f"{one.what} It was to be done by {in_words(one.target_on)}."


def _referred(known: Known, since: date) -> Iterator[str]:
    """Those that stand, and those that ended since."""
    for one in known.referrals:
        if not one.ended or one.since >= since:
            yield f"{one.to}: {one.stands.lower()}, since {in_words(one.since)}."


def sentence(words: str) -> str:
    """The same with a capital and a stop."""
    stop = "" if words.endswith((".", "!", "?")) else "."
    return f"{words[:1].upper()}{words[1:]}{stop}"


def _between(
    facts: Facts, kinds: Iterable[EventKind], since: date, on: date
) -> Iterator[EventFacts]:
    found = [one for kind in kinds for one in facts.all(kind) if since <= one.on <= on]
    return iter(sorted(found, key=lambda one: one.on))
