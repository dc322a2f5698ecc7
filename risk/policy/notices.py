"""What must be told in writing about a supervision level (PSS-NOTICE-DOWN, PSS-NOTICE-UP)."""

from datetime import date

from icm.people.policy import DateKind
from icm.policy.calendar import in_words
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import PRISON_RULES
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import Facts, Level, ReviewFacts
from icm.policy.roles import Role
from icm.policy.rules import Outcome
from risk.policy.reviews import (
    LEVEL_RECORD,
    RANK,
    RECEPTION,
    RULES_2011,
    Reviews,
    prison_rule,
    reviews_of,
)

WRITTEN_NOTICE = "The written notice: the level, the reasons, and the day it was given."

R20 = Dated(
    "PSS-NOTICE-DOWN",
    "A level lowered or kept is told in writing with reasons",
    Since(RULES_2011, "in writing, with reasons", prison_rule("r.20")),
)
R21 = Dated(
    "PSS-NOTICE-UP",
    "A level raised, or kept above Low for some, is told in writing beforehand",
    Since(
        RULES_2011,
        "before it is assigned",
        Source(
            PRISON_RULES,
            "r.21, whose end was not read; first day in force not read",
            Standing.PARTLY_STATED,
        ),
    ),
)
AFTER = Duty(
    "PSS-NOTICE-DOWN",
    "Written reasons for a level lowered or kept",
    Role.RMT_CHAIR,
    "write to you to say why you have your level",
    "written to you to say why you have your level",
    "standing",
)
BEFORE = Duty(
    "PSS-NOTICE-UP",
    "Written notice before a level is raised, or kept above Low for some",
    Role.RMT_CHAIR,
    "write to you before they raise your level or keep it up",
    "written to you before they raised your level or kept it up",
)


def _after(facts: Facts, on: date) -> Outcome:
    """No time limit is stated for this notice, so none is counted."""
    reviews = reviews_of(facts, on)
    ground = Ground.of(R20.version(on)).using(_inputs(reviews))
    if reviews.latest is None:
        return AFTER.outside("No review since admission is recorded.", ground)
    day, review = reviews.latest
    needs = needs_notice_before(reviews, review, review.level_after, day)
    if needs is None:
        return AFTER.unknown(
            "The levels before and after are not both recorded.", LEVEL_RECORD, ground
        )
    if needs:
        return AFTER.outside(
            "The level was raised, or kept up: notice comes beforehand.", ground, _FIRST
        )
    basis = f"Review of {in_words(day)}."
    if review.notice_on is None or not review.reasons:
        because = f"{basis} No written notice with reasons is recorded."
        return AFTER.unknown(because, WRITTEN_NOTICE, ground)
    staff = f"told in writing with reasons on {in_words(review.notice_on)}. {basis}"
    words = f"Staff wrote to you on {in_words(review.notice_on)} to say why you have your level."
    return AFTER.holds(review.notice_on, basis, staff, words, ground)


def _before(facts: Facts, on: date) -> Outcome:
    """The last day for the notice is the day of the decision it must come before."""
    reviews = reviews_of(facts, on)
    ground = Ground.of(R21.version(on)).using(_inputs(reviews))
    open_review = _proposed(facts, reviews)
    if open_review is not None:
        day = open_review.due_on
        review, level = open_review, open_review.proposed_level
    elif reviews.latest is not None:
        day, review = reviews.latest
        level = review.level_after
    else:
        return BEFORE.outside("No review since admission is recorded.", ground)
    needs = needs_notice_before(reviews, review, level, day or on)
    if needs is None:
        return BEFORE.unknown(
            "The levels before and after are not both recorded.", LEVEL_RECORD, ground
        )
    if not needs:
        return BEFORE.outside(
            "The level was neither raised nor kept up where that counts.", ground, _NOT_UP
        )
    return _noticed(review, day, on, ground)


def _noticed(review: ReviewFacts, day: date | None, on: date, ground: Ground) -> Outcome:
    given = review.notice_on
    if given is not None and not review.reasons:
        because = f"The notice of {in_words(given)} records no reasons."
        return BEFORE.unknown(because, WRITTEN_NOTICE, ground)
    if day is None:
        if given is None:
            because = "A level is proposed and no notice is recorded; the day of decision is open."
            return BEFORE.unknown(because, WRITTEN_NOTICE, ground)
        basis = "Notice before the decision, which is still open."
        staff = f"told in writing on {in_words(given)}, before any decision."
        words = f"Staff wrote to you on {in_words(given)}. You can write back with your views."
        return BEFORE.holds(given, basis, staff, words, ground)
    basis = f"Before the level is assigned by the review of {in_words(day)}."
    return BEFORE.timed(When(day), When(given) if given else None, on, basis, ground)


def needs_notice_before(
    reviews: Reviews, review: ReviewFacts, level: Level | None, day: date
) -> bool | None:
    """Whether rule 21 asks for notice before `level` is assigned; None where it cannot be told."""
    if level is None or review.level_before is None:
        return None
    if RANK[level] > RANK[review.level_before]:
        return True
    return level is not Level.LOW and _past_point(reviews, day)


def _past_point(reviews: Reviews, day: date) -> bool:
    """A long-term prisoner eligible for parole, or a life prisoner past the punishment part.

    The third case, a point set by a direction of Ministers, is not encoded: no direction was read.
    """
    person = reviews.person
    points = (person.day(DateKind.PQD), person.day(DateKind.PUNISHMENT_PART_END))
    return any(point is not None and point <= day for point in points)


def _proposed(facts: Facts, reviews: Reviews) -> ReviewFacts | None:
    """The latest proposal still open; a proposal older than the last decision was overtaken."""
    decided = reviews.latest[0] if reviews.latest else date.min
    waiting = [
        review
        for review in facts.reviews
        if review.decided_on is None
        and review.proposed_level is not None
        and review.kind != RECEPTION
        and (review.proposed_on or date.max) >= decided
    ]
    return waiting[-1] if waiting else None


def _inputs(reviews: Reviews) -> dict[str, str]:
    if reviews.latest is None:
        return {"last review": "not recorded"}
    day, review = reviews.latest
    before = review.level_before.value if review.level_before else "not recorded"
    after = review.level_after.value if review.level_after else "not recorded"
    return {"last review": f"{in_words(day)}: {before} to {after}"}


_FIRST = "Staff had to write to you before they set this level."
_NOT_UP = "Your level did not go up. Staff do not have to write to you first."

RULES = (
    AFTER.rule(Since(RULES_2011, _after, R20.history[0].source)),
    BEFORE.rule(Since(RULES_2011, _before, R21.history[0].source)),
)
