"""When a supervision level must be given and looked at again (PSS-RECEPTION, -72H, -6M, -12M)."""

from datetime import date

from icm.people.policy.custody import said
from icm.people.policy.scope import hours_from_admission
from icm.policy.calendar import add_months, in_words
from icm.policy.dated import Dated, Since
from icm.policy.documents import THEMATIC
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import Facts, Level, ReviewFacts
from icm.policy.roles import Role
from icm.policy.rules import Outcome
from risk.policy.reviews import (
    LEVEL_MEANS,
    LEVEL_RECORD,
    RULES_2011,
    as_set_out,
    ground_of,
    prison_rule,
    reviews_of,
)

ADMISSION = "The day and hour of admission, from the reception record."
CLOCK_HOURS = "No source says whether the hours are working hours: every hour is counted."

ON_RECEPTION = Dated(
    "PSS-RECEPTION",
    "Supervision level on reception",
    Since(RULES_2011, Level.HIGH, prison_rule("r.18(1)")),
)
FIRST_REVIEW_HOURS = Dated(
    "PSS-72H",
    "Hours from reception to the first review of the supervision level",
    Since(RULES_2011, 72, as_set_out("§9(a)")),
    unit="hours",
)
SECOND_REVIEW_MONTHS = Dated(
    "PSS-6M",
    "Most months from a 72-hour review that gave Medium or High to the next",
    Since(RULES_2011, 6, as_set_out("§9(b)")),
    unit="months",
)
LATER_REVIEW_MONTHS = Dated(
    "PSS-12M",
    "Most months from a later review that left Medium or High to the next",
    Since(RULES_2011, 12, as_set_out("§9(c)")),
    unit="months",
)

ASSIGN = Duty(
    "PSS-RECEPTION",
    "High supervision on reception",
    Role.RECEPTION,
    "give you your first level",
    "given you your first level",
    means=LEVEL_MEANS,
)
FIRST = Duty(
    "PSS-72H",
    "First review of the supervision level",
    Role.RMT_CHAIR,
    "look again at your level",
    "looked again at your level",
    means=LEVEL_MEANS,
)
SECOND = Duty(
    "PSS-6M",
    "Review of the supervision level within six months",
    Role.RMT_CHAIR,
    "look again at your level",
    "looked again at your level",
    means=LEVEL_MEANS,
)
LATER = Duty(
    "PSS-12M",
    "Review of the supervision level within twelve months",
    Role.RMT_CHAIR,
    "look again at your level",
    "looked again at your level",
    means=LEVEL_MEANS,
)
CAN_BE_SOONER = "The time set is the longest allowed: an earlier review is open at any time."


def _reception(facts: Facts, on: date) -> Outcome:
    version = ON_RECEPTION.version(on)
    reviews = reviews_of(facts, on)
    admitted = reviews.person.admitted_on
    ground = Ground.of(version).using({"admission": said(admitted)})
    if admitted is None:
        return ASSIGN.unknown("The day of admission is not recorded.", ADMISSION, ground)
    basis = f"Everybody is assigned High on reception, {in_words(admitted)}."
    if reviews.reception is None:
        return ASSIGN.timed(When(admitted), None, on, basis, ground)
    day, given = reviews.reception
    if given.level_after is not version.value:
        recorded = given.level_after.value.capitalize() if given.level_after else "no level"
        because = f"The reception record shows {recorded}; the rule assigns High."
        return ASSIGN.unknown(because, LEVEL_RECORD, ground, "Staff must check your first level.")
    return ASSIGN.timed(When(admitted), _decided(day, given), on, basis, ground)


def _first(facts: Facts, on: date) -> Outcome:
    """Counted in elapsed hours. With the day of admission alone, the third day after it."""
    version = FIRST_REVIEW_HOURS.version(on)
    reviews = reviews_of(facts, on)
    limit, basis = hours_from_admission(reviews.person, version.value)
    ground = Ground.of(version).using({"admission": basis}).on_local(CLOCK_HOURS)
    if limit is None:
        return FIRST.unknown("The day of admission is not recorded.", ADMISSION, ground)
    if reviews.first is None and reviews.later:
        because = "Later reviews are recorded but not the first one."
        return FIRST.unknown(because, "The record of the first review.", ground, _FIRST_MISSING)
    done = _decided(*reviews.first) if reviews.first else None
    return FIRST.timed(limit, done, on, basis, ground)


def _second(facts: Facts, on: date) -> Outcome:
    version = SECOND_REVIEW_MONTHS.version(on)
    reviews = reviews_of(facts, on)
    ground = ground_of(version, reviews)
    if reviews.first is None:
        return SECOND.not_yet("It counts from the 72-hour review, which is not recorded.", ground)
    day, review = reviews.first
    if (told := _without_clock(SECOND, review, ground)) is not None:
        return told
    due = When(add_months(day, version.value))
    basis = _counted(version, day, review)
    done = _decided(*reviews.later[0]) if reviews.later else None
    return SECOND.timed(due, done, on, basis, ground)


def _later(facts: Facts, on: date) -> Outcome:
    """Counts anew from each review, so it is due or overdue while the level stays above Low."""
    version = LATER_REVIEW_MONTHS.version(on)
    reviews = reviews_of(facts, on)
    ground = ground_of(version, reviews)
    if not reviews.later:
        because = "It counts from a review after the 72-hour one; none is recorded."
        return LATER.not_yet(because, ground)
    day, review = reviews.later[-1]
    if (told := _without_clock(LATER, review, ground)) is not None:
        return told
    due = When(add_months(day, version.value))
    return LATER.timed(due, None, on, _counted(version, day, review), ground)


def _without_clock(duty: Duty, review: ReviewFacts, ground: Ground) -> Outcome | None:
    """A review that gave Low starts no clock; one whose level is not recorded may have."""
    if review.level_after is None:
        return duty.unknown("The level the last review gave is not recorded.", LEVEL_RECORD, ground)
    if review.level_after is Level.LOW:
        because = "The level is Low, which has no periodic review."
        return duty.outside(because, ground.on_local(LOW_HAS_NONE), _LOW)
    return None


def _counted(version: Since[int], day: date, review: ReviewFacts) -> str:
    level = review.level_after.value.capitalize() if review.level_after else ""
    return f"Within {version.value} months of the review of {in_words(day)}, which gave {level}."


def _decided(day: date, review: ReviewFacts) -> When:
    return When(day, review.decided_at)


LOW_HAS_NONE = "Low has no periodic clock: the plain reading of rule 19, not stated in words."
_LOW = "Your level is Low. Staff can look at it again at any time."
_FIRST_MISSING = "Staff must find the note of the first time they looked at your level."
_R18 = prison_rule(f"r.18(1); {THEMATIC}, §9")

RULES = (
    ASSIGN.rule(Since(RULES_2011, _reception, _R18)),
    FIRST.rule(Since(RULES_2011, _first, FIRST_REVIEW_HOURS.history[0].source)),
    SECOND.rule(Since(RULES_2011, _second, SECOND_REVIEW_MONTHS.history[0].source)),
    LATER.rule(Since(RULES_2011, _later, LATER_REVIEW_MONTHS.history[0].source)),
)
