"""What must be told in writing about a supervision level (PSS-NOTICE-DOWN, PSS-NOTICE-UP)."""

from datetime import date

from icm.people.policy import Custody, DateKind
from icm.people.policy.spans import Span, may_be_long_together, may_be_one_term
from icm.policy.calendar import in_words
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import PRISON_RULES
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import Facts, Level, ReviewFacts, RouteSlug
from icm.policy.roles import Role
from icm.policy.rules import Outcome
from risk.policy.hearing import last_day, why_local
from risk.policy.reviews import (
    LEVEL_MEANS,
    LEVEL_RECORD,
    NO_REVIEW_YET,
    RANK,
    RECEPTION,
    RULES_2011,
    Reviews,
    prison_rule,
    reviews_of,
)

WRITTEN_NOTICE = "The written notice: the level, the reasons, and the day it was given."
LEVELS_MISSING = "The levels before and after are not both recorded."
NO_DIRECTION = (
    "The third case of rule 21, a point set by a direction of Ministers, is not asked here: no"
    " direction was read. Give notice first where one may apply."
)
POINTS = (DateKind.PQD, DateKind.PUNISHMENT_PART_END)

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
    means=LEVEL_MEANS,
)
BEFORE = Duty(
    "PSS-NOTICE-UP",
    "Written notice before a level is raised, or kept above Low for some",
    Role.RMT_CHAIR,
    "write to you before they raise your level or keep it up",
    "written to you before they raised your level or kept it up",
    means=LEVEL_MEANS,
)


def _after(facts: Facts, on: date) -> Outcome:
    """Every level lowered or kept, whether or not rule 21 wanted notice beforehand too. No time
    limit is stated for this notice, so none is counted."""
    reviews = reviews_of(facts, on)
    ground = Ground.of(R20.version(on)).using(_inputs(reviews))
    if reviews.latest is None:
        return AFTER.outside("No review since admission is recorded.", ground, NO_REVIEW_YET)
    day, review = reviews.latest
    before, after = review.level_before, review.level_after
    if before is None or after is None:
        return AFTER.unknown(LEVELS_MISSING, LEVEL_RECORD, ground)
    if RANK[after] > RANK[before]:
        return AFTER.outside("The level was raised: notice comes beforehand.", ground, _FIRST)
    basis = f"Review of {in_words(day)}."
    if review.notice_on is None or not review.reasons:
        because = f"{basis} No written notice with reasons is recorded."
        return AFTER.unknown(because, WRITTEN_NOTICE, ground, _NO_REASONS)
    staff = f"told in writing with reasons on {in_words(review.notice_on)}. {basis}"
    words = f"Staff wrote to you on {in_words(review.notice_on)} to say why you have your level."
    return AFTER.holds(review.notice_on, basis, staff, words, ground)


def _before(facts: Facts, on: date) -> Outcome:
    """What is open is the notice, not a day: the decision it must come before has none until it is
    taken, and a decision taken without it cannot be mended."""
    reviews = reviews_of(facts, on)
    ground = Ground.of(R21.version(on), reviews.person.changes_on)
    ground = ground.using(_inputs(reviews)).on_local(NO_DIRECTION)
    proposed = _proposed(facts, reviews)
    if proposed is not None:
        ground = _until_point(reviews, on, ground)
        needs = needs_notice_before(reviews, proposed, proposed.proposed_level, on)
        return _unless_needed(proposed, needs, ground) or _open(proposed, ground)
    if reviews.latest is None:
        return BEFORE.outside("No review since admission is recorded.", ground, NO_REVIEW_YET)
    day, review = reviews.latest
    needs = needs_notice_before(reviews, review, review.level_after, day)
    return _unless_needed(review, needs, ground) or _decided(review, day, needs, on, ground)


def _unless_needed(review: ReviewFacts, needs: bool | None, ground: Ground) -> Outcome | None:
    """What can be said whether or not the review is decided; None where it turns on the notice."""
    if needs is False:
        because = "The level is neither raised nor kept up where that counts."
        return BEFORE.outside(because, ground, _NOT_UP)
    if review.notice_on is not None:
        if review.reasons:
            return None
        because = f"The notice of {in_words(review.notice_on)} records no reasons."
        return BEFORE.unknown(because, WRITTEN_NOTICE, ground, _NOTHING_YET)
    if needs is None and review.decided_on is None:
        because = f"{_why_unknown(review)} Give the notice first."
        return BEFORE.unknown(because, _settle(review), ground, _NOTHING_YET)
    return None


def _open(review: ReviewFacts, ground: Ground) -> Outcome:
    given = review.notice_on
    if given is None:
        because = "The proposal is open and no notice is given."
        return BEFORE.unknown(because, WRITTEN_NOTICE, ground, _NOTHING_YET)
    last = in_words(last_day(given))
    basis = "Notice before the decision, which is still open."
    staff = f"told in writing on {in_words(given)}, before any decision; their views by {last}."
    words = (
        f"Staff wrote to you on {in_words(given)}. You can write back with your views by {last}."
    )
    ground = ground.on_local(f"{NO_DIRECTION} {why_local(given)}")
    return BEFORE.holds(given, basis, staff, words, ground)


def _decided(
    review: ReviewFacts, day: date, needs: bool | None, on: date, ground: Ground
) -> Outcome:
    given = review.notice_on
    basis = f"Before the level is assigned by the review of {in_words(day)}."
    if given is not None and given <= day:
        return BEFORE.timed(When(day), When(given), on, basis, ground)
    if needs is None:
        because = f"{_why_unknown(review)} No notice came before the decision of {in_words(day)}."
        return BEFORE.unknown(because, _settle(review), ground, _NOT_SHOWN)
    after = f" The notice of {in_words(given)} came after it." if given else ""
    why = f"it was decided without notice on {in_words(day)}, which cannot be mended.{after}"
    return BEFORE.barred(why, _WITHOUT, ground, basis)


def needs_notice_before(
    reviews: Reviews, review: ReviewFacts, level: Level | None, day: date
) -> bool | None:
    """Whether rule 21 asks for notice before `level` is assigned; None where it cannot be told,
    and then the notice is given first."""
    if level is None or review.level_before is None:
        return None
    if RANK[level] > RANK[review.level_before]:
        return True
    return False if level is Level.LOW else _past_point(reviews, day)


def _past_point(reviews: Reviews, day: date) -> bool | None:
    """A long-term prisoner eligible for parole, or a life prisoner past the punishment part."""
    person = reviews.person
    found = [person.dates[kind] for kind in POINTS if kind in person.dates]
    if any(point.on is not None and point.on <= day for point in found):
        return True
    if not person.spans and person.route.slug is RouteSlug.UNKNOWN:
        return None
    if any(point.on is None for point in found) or any(
        _point_missing(person, span) for span in person.spans
    ):
        return None
    if person.day(DateKind.PQD) is None:
        joined = may_be_one_term(person.facts, person.spans)
        return None if may_be_long_together(joined) else False
    return False


def _point_missing(person: Custody, span: Span) -> bool:
    """A sentence that has, or may have, a point nobody here can tell: one recalled to, above all."""
    if span.long is False:
        return False
    return person.day(DateKind.PUNISHMENT_PART_END if span.indeterminate else DateKind.PQD) is None


def _until_point(reviews: Reviews, on: date, ground: Ground) -> Ground:
    """A level kept up wants notice from the day of the point, so what is open shifts on it."""
    for kind in POINTS:
        point = reviews.person.day(kind)
        if point is not None and point > on:
            ground = ground.shifting(point)
    return ground


def _why_unknown(review: ReviewFacts) -> str:
    if review.level_before is None or (review.decided_on and review.level_after is None):
        return LEVELS_MISSING
    return "Whether the person is eligible for parole, or past the punishment part, is not known."


def _settle(review: ReviewFacts) -> str:
    if _why_unknown(review) == LEVELS_MISSING:
        return LEVEL_RECORD
    return (
        "The parole qualifying date, or the end of the punishment part, from the warrant; for several"
        " sentences that may come to four years, a single-term calculation."
    )


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
_NOT_UP = "Your level does not go up. Staff do not have to write to you first."
_NO_REASONS = (
    "Staff must write to you to say why you have your level. Your record does not show it yet. You can"
    " ask them for it."
)
_NOTHING_YET = (
    "Staff must write to you before they set your level. Your record does not show it yet."
)
_NOT_SHOWN = "Staff must check if they had to write to you before they set your level."
_WITHOUT = (
    "Staff set your level. They should have written to you first, and did not."
    " You can ask them why."
)

RULES = (
    AFTER.rule(Since(RULES_2011, _after, R20.history[0].source)),
    BEFORE.rule(Since(RULES_2011, _before, R21.history[0].source)),
)
