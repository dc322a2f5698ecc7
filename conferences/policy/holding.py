"""What has to be on record before a conference counts as held (CC-CORE, CC-ABSENCE, LSCMI-BEFORE-INITIAL)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from conferences.policy.kinds import CORE, Kind, Party
from icm.policy.named import Named


class Came(Named):
    """Whether somebody invited was there."""

    ATTENDED = "attended", "Was there"
    VIDEO = "video", "By video"
    WRITTEN = "written", "Contributed in writing"
    ABSENT = "absent", "Was not there"


THERE = frozenset({Came.ATTENDED, Came.VIDEO})


@dataclass(frozen=True, slots=True)
class Place:
    """One invitation after the conference; a mark of None is nobody's word yet."""

    party: Party
    came: Came | None
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """What it decided comes next: a kind, and a day or what will bring it about."""

    kind: Kind | None
    on: date | None = None
    when: str = ""
    why: str = ""


def why_not_held(
    kind: Kind, held_on: date, places: Iterable[Place], after: Next, *, assessed: bool
) -> str:
    """Why it cannot be recorded as held yet; "" where it can."""
    everybody = list(places)
    if any(place.came is None for place in everybody):
        return "Say of everybody who is invited whether they were there."
    return (
        _core(everybody)
        or _without_assessment(kind, after, assessed)
        or _next(kind, held_on, after)
    )


def _core(places: list[Place]) -> str:
    """The person may stay away; any other core member was there, or somebody entitled approved the absence."""
    for party in CORE:
        theirs = [place for place in places if place.party is party]
        if not theirs:
            return f"{party.label}: a core member, and not among the invited. Invite them first."
        there = any(place.came in THERE or place.excused for place in theirs)
        if not there and party is not Party.PERSON:
            return (
                f"{party.label}: a core member, absent, and nobody approved it. Have the ICM Co-ordinator"
                " approve it with the reason, or adjourn."
            )
    return ""


def _without_assessment(kind: Kind, after: Next, assessed: bool) -> str:
    """An Initial without the LS/CMI is held only if a follow-up is agreed, with its day (guidance, §6)."""
    if kind is not Kind.INITIAL or assessed:
        return ""
    if after.kind is Kind.FOLLOW_UP and after.on is not None:
        return ""
    return (
        "There is no LS/CMI to be used. An Initial is held without it only where a Follow-up is agreed, and"
        " its day: choose Follow-up as what comes next, and the day."
    )


def _next(kind: Kind, held_on: date, after: Next) -> str:
    """Nobody is left without a next step; after a Pre-Release conference there may be none."""
    if after.kind is None:
        if kind is Kind.PRERELEASE and not (after.on or after.when):
            return ""
        return "Say which conference comes next, and when or after what."
    if after.on is None and not after.when:
        return "Say on which day the next conference is due by, or what will bring it about."
    if after.on is not None and after.on <= held_on:
        return "The next conference is due by a day after this one."
    if not after.why:
        return "Say why that is when the next one is due: the rationale is minuted."
    return ""
