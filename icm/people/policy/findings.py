"""What a critical date says of itself: the day, the rule and law behind it, or what is missing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from icm.policy.calendar import BeyondCalendar, in_words
from icm.policy.dated import NotInForce, Source
from icm.policy.facts import DateFacts

BasisKind = Literal["computed", "entered", "overridden", "unknown"]
WARRANT = "The warrant."


class DateKind(StrEnum):
    SENTENCE_END = "sentence-end"
    PUNISHMENT_PART_END = "punishment-part-end"
    PQD = "pqd"
    EDL = "edl"
    RELEASE = "release"
    HDC_EARLIEST = "hdc-earliest"
    LICENCE_END = "licence-end"
    SUPERVISION_END = "supervision-end"
    PROGRESSION_WINDOW = "progression-window"
    PROGRESSION_EARLIEST = "progression-earliest"


TITLES = {
    DateKind.SENTENCE_END: "Sentence ends",
    DateKind.PUNISHMENT_PART_END: "Punishment part ends",
    DateKind.PQD: "Parole qualifying date (PQD)",
    DateKind.EDL: "Earliest date of liberation (EDL)",
    DateKind.RELEASE: "Release",
    DateKind.HDC_EARLIEST: "Earliest home detention curfew",
    DateKind.LICENCE_END: "Licence ends",
    DateKind.SUPERVISION_END: "Supervision after release ends",
    DateKind.PROGRESSION_WINDOW: "Progression window opens",
    DateKind.PROGRESSION_EARLIEST: "Earliest progression",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalDate:
    """One date of a sentence with its basis. `computed_on` is what the rule gives where somebody
    entered or overrode the date; `rounding_stated` is false for everything worked out in days."""

    kind: str
    title: str
    on: date | None
    basis_kind: BasisKind
    rule: str
    law: date | None
    because: str
    sources: tuple[Source, ...]
    rounding_stated: bool = False
    settle: str = ""
    computed_on: date | None = None
    by: str = ""
    why: str = ""


def computed(
    kind: DateKind,
    on: date,
    rule: str,
    law: date | None,
    because: str,
    *sources: Source,
    title: str = "",
) -> CriticalDate:
    return CriticalDate(
        kind=kind,
        title=title or TITLES[kind],
        on=on,
        basis_kind="computed",
        rule=rule,
        law=law,
        because=because,
        sources=sources,
        computed_on=on,
    )


def unknown(kind: DateKind, rule: str, because: str, settle: str, *sources: Source) -> CriticalDate:
    return CriticalDate(
        kind=kind,
        title=TITLES[kind],
        on=None,
        basis_kind="unknown",
        rule=rule,
        law=None,
        because=because,
        sources=sources,
        settle=settle,
    )


def worked(kind: DateKind, rule: str, work: Callable[[], CriticalDate]) -> CriticalDate:
    """What `work` finds, or *unknown* where it leaves the calendar or the law encoded here."""
    try:
        return work()
    except (BeyondCalendar, NotInForce) as beyond:
        return unknown(kind, rule, str(beyond), f"{WARRANT} The day may have been misread.")


def settled_by_hand(found: CriticalDate, entered: DateFacts | None) -> CriticalDate:
    """The date somebody entered or overrode, beside the one the rule gives."""
    if entered is None or entered.on is None:
        return found
    return replace(
        found,
        on=entered.on,
        basis_kind="overridden" if entered.basis == "overridden" else "entered",
        because=f"{_said(entered)} {_rule_gives(found)}",
        rounding_stated=True,
        settle="",
        by=entered.by,
        why=entered.why,
    )


def entered_alone(entered: DateFacts) -> CriticalDate:
    """A date no rule here gives, as somebody entered it."""
    known = {kind.value: title for kind, title in TITLES.items()}
    blank = CriticalDate(
        kind=entered.kind,
        title=known.get(entered.kind) or entered.kind.replace("-", " ").capitalize(),
        on=None,
        basis_kind="unknown",
        rule="",
        law=None,
        because="",
        sources=(),
    )
    return settled_by_hand(blank, entered)


def _said(entered: DateFacts) -> str:
    how = "Overridden" if entered.basis == "overridden" else "Entered"
    who = f" by {entered.by}" if entered.by else ""
    why = f": {entered.why}" if entered.why else "; no reason is recorded"
    return f"{how}{who}{why.rstrip('.')}."


def _rule_gives(found: CriticalDate) -> str:
    if found.computed_on is None:
        return "No rule gives a date to compare it with."
    return f"By {found.rule} it would be {in_words(found.computed_on)}."
