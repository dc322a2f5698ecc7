"""What is written to the person about their supervision level: only what they may read."""

from dataclasses import dataclass
from datetime import date

from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.screen import Identity
from icm.policy.calendar import in_scotland
from icm.policy.facts import Level
from risk import access
from risk.models import SupervisionReview
from risk.policy import levels
from risk.queries.facts import facts_of
from risk.queries.hearing import Hearing, hearing
from risk.workflow import State


@dataclass(frozen=True)
class Letter:
    """``decided`` tells the letter after a decision from the notice before it."""

    decided: bool
    name: str
    number: str
    place: str
    written_on: str
    level: str
    before: str
    change: str  # "raised", "lowered", "kept" or empty where the level before is not recorded
    reasons: str
    withheld: str
    heard: bool
    hearing: Hearing | None
    next_review: str  # by when, in the rule's own words; empty where no clock runs


def has_letter(review: SupervisionReview) -> bool:
    """Whether there is something to print: a notice once it is written, a letter once it is decided."""
    decided = review.state == State.DECIDED
    return decided or bool(review.notice_reasons) or review.notice_on is not None


def letter(review: SupervisionReview, identity: Identity, on: date) -> Letter | None:
    """The notice of a proposal, or the letter about a decision; None where neither is due."""
    if not has_letter(review):
        return None
    decided = review.state == State.DECIDED
    level = review.level_after if decided else review.proposed_level
    field = "reasons" if decided else "notice_reasons"
    written = in_scotland(review.decided_at).date() if review.decided_at else review.notice_on or on
    return Letter(
        decided=decided,
        name=identity.name,
        number=identity.number,
        place=identity.place,
        written_on=day(review.told_on or written if decided else written),
        level=Level(level).label,
        before=Level(review.level_before).label if review.level_before else "",
        change=change(review.level_before, level),
        reasons=access.shown(review, field, Audience.PERSON),
        withheld=access.shown(review, "documents_withheld", Audience.PERSON),
        heard=bool(review.representations_on),
        hearing=None if decided else hearing(review, on),
        next_review=_next_review(review) if decided else "",
    )


def _next_review(review: SupervisionReview) -> str:
    """As it was on the day of the decision: the same letter printed later says the same."""
    if review.decided_at is None:
        return ""
    decided_on = in_scotland(review.decided_at).date()
    found = levels.next_review(facts_of(review.person_id, on=decided_on), decided_on)
    return found.person if found else ""


_RANK = {Level.LOW.value: 0, Level.MEDIUM.value: 1, Level.HIGH.value: 2}


def change(before: str, after: str) -> str:
    """How a level moves, in a word; empty where the level before is not recorded."""
    if not before:
        return ""
    difference = _RANK[after] - _RANK[before]
    return "raised" if difference > 0 else "lowered" if difference < 0 else "kept"
