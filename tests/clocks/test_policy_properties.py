"""Whatever the facts, however wrong: an answer for every rule, and answers that agree with themselves."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from icm.clocks.policy import POLICY_MODULES, RULES, evaluate, stages_reached
from icm.people.policy import critical_dates, route
from icm.policy.conference_facts import ConferenceFacts, JudgedFacts
from icm.policy.facts import (
    AwayFacts,
    DateFacts,
    EventFacts,
    EventKind,
    Facts,
    InvolvedFacts,
    Legal,
    Level,
    ReviewFacts,
    RouteSlug,
    SentenceFacts,
    SentenceKind,
    Term,
    WaiverFacts,
)
from icm.policy.register import every_dated
from icm.policy.rules import Status

NEAR = st.dates(date(2013, 1, 1), date(2040, 1, 1))
DAYS = st.one_of(NEAR, NEAR, NEAR, st.dates())
MAYBE_DAY = st.none() | DAYS
MAYBE = st.sampled_from((None, True, False))
SIZES = st.integers(-2, 40) | st.integers(-(10**9), 10**9)
TERMS = (
    st.none() | st.builds(Term, SIZES, SIZES, SIZES, SIZES) | st.builds(Term, st.integers(0, 30))
)
LEVELS = st.none() | st.sampled_from(Level)
TEXT = st.sampled_from(("", "A. Clerk", "Because."))

SENTENCES = st.builds(
    SentenceFacts,
    kind=st.none() | st.sampled_from(SentenceKind),
    imposed_on=MAYBE_DAY,
    start_on=MAYBE_DAY,
    days=st.none() | SIZES,
    term=TERMS,
    ends_on=st.none() | MAYBE_DAY,
    extension_months=st.none() | SIZES,
    supervision_months=st.none() | SIZES,
    punishment_part=TERMS,
    domestic_abuse=MAYBE,
    listed_sexual=MAYBE,
    terrorism=st.sampled_from((False, False, False, True)),
    first_imposed_on=st.none() | MAYBE_DAY,
    recalled_on=st.none() | MAYBE_DAY,
)
EVENTS = st.builds(
    EventFacts,
    kind=st.sampled_from(EventKind),
    on=DAYS,
    at=st.none() | st.datetimes() | st.datetimes(timezones=st.just(UTC)),
    recorded_on=MAYBE_DAY,
)
REVIEWS = st.builds(
    ReviewFacts,
    kind=st.sampled_from(("reception", "72h", "6m", "12m", "governor", "no such kind")),
    due_on=MAYBE_DAY,
    decided_on=MAYBE_DAY,
    decided_at=st.none() | st.datetimes(),
    level_before=LEVELS,
    level_after=LEVELS,
    proposed_on=MAYBE_DAY,
    proposed_level=LEVELS,
    notice_on=MAYBE_DAY,
    reasons=st.booleans(),
    criteria_noted=st.integers(-1, 8),
)
BY_HAND = st.builds(
    DateFacts,
    kind=st.sampled_from(("pqd", "edl", "release", "sentence-end", "punishment-part-end", "other")),
    on=MAYBE_DAY,
    basis=st.sampled_from(("entered", "overridden", "")),
    by=TEXT,
    why=TEXT,
    entered_on=MAYBE_DAY,
)
WAIVERS = st.builds(
    WaiverFacts,
    rule=st.sampled_from([rule.id for rule in RULES]),
    due_on=MAYBE_DAY,
    by=TEXT,
    on=DAYS,
    why=TEXT,
    until_on=MAYBE_DAY,
)
ABSENCES = st.builds(AwayFacts, from_on=DAYS, until_on=DAYS, covered=st.booleans())
AGENCIES = st.sampled_from(("residential", "health", "psychology"))
PARTS = st.builds(InvolvedFacts, agency=AGENCIES, since=DAYS, reported_on=MAYBE_DAY)
KINDS = st.sampled_from(("initial", "periodic", "follow-up"))
CONFERENCES = st.builds(
    ConferenceFacts,
    kind=KINDS,
    made_on=DAYS,
    due_on=MAYBE_DAY,
    fixed_for=MAYBE_DAY,
    fixed_on=MAYBE_DAY,
    invited_on=MAYBE_DAY,
    held_on=MAYBE_DAY,
    assessed=MAYBE,
    next_kind=st.just("") | KINDS,
    next_on=MAYBE_DAY,
    next_waits=st.booleans(),
)
JUDGED = st.none() | st.builds(JudgedFacts, kind=KINDS, judged_on=DAYS, on=MAYBE_DAY)
FACTS = st.builds(
    Facts,
    admitted_at=st.none() | st.datetimes() | st.datetimes(timezones=st.just(UTC)),
    admitted_on=MAYBE_DAY,
    legal=st.none() | st.sampled_from(Legal),
    sentences=st.lists(SENTENCES, max_size=3).map(tuple),
    dates=st.lists(BY_HAND, max_size=2).map(tuple),
    reviews=st.lists(REVIEWS, max_size=4).map(tuple),
    events=st.lists(EVENTS, max_size=8).map(tuple),
    location=st.sampled_from(("", "mainstream", "nte", "open")),
    officer=st.booleans(),
    officer_since=MAYBE_DAY,
    away=st.lists(ABSENCES, max_size=2).map(tuple),
    involved=st.lists(PARTS, max_size=3).map(tuple),
    waivers=st.lists(WAIVERS, max_size=2).map(tuple),
    conferences=st.lists(CONFERENCES, max_size=3).map(tuple),
    judged=JUDGED,
)
ANYTHING = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_agrees_with_itself(outcome, on):
    due, met = outcome.due_on, outcome.met_on
    match outcome.status:
        case Status.DUE:
            assert on <= due
            assert on < outcome.next_change_on <= due + timedelta(days=1)
        case Status.OVERDUE:
            assert due < on
            assert met is None
        case Status.MET:
            assert met is not None
            assert due is None or met <= due
        case Status.MET_LATE:
            assert met >= due
        case Status.UNKNOWN:
            assert outcome.settle
            assert due is None
        case Status.NOT_POSSIBLE | Status.WAIVED:
            assert outcome.why
        case Status.NOT_APPLICABLE:
            assert (due, met) == (None, None)
    assert outcome.sources
    assert outcome.staff
    assert outcome.person
    assert outcome.basis
    assert outcome.next_change_on is None or outcome.next_change_on > on


@ANYTHING
@given(FACTS, DAYS)
@example(Facts(), date.min)
@example(Facts(), date.max)
@example(Facts(admitted_on=date.max, legal=Legal.UNTRIED), date.max)
def test_every_rule_answers_and_agrees_with_itself(facts, on):
    outcomes = evaluate(facts, on)

    assert [outcome.rule for outcome in outcomes] == [rule.id for rule in RULES]
    for outcome in outcomes:
        assert_agrees_with_itself(outcome, on)
        stages_reached(outcome, on)


@ANYTHING
@given(FACTS, DAYS)
def test_critical_dates_and_route_answer_and_agree_with_themselves(facts, on):
    found = critical_dates(facts, on)

    assert len({one.kind for one in found}) == len(found)
    for one in found:
        assert (one.on is None) == (one.basis_kind == "unknown") == bool(one.settle)
        assert one.because
        assert one.sources or one.basis_kind in ("unknown", "entered", "overridden")
    assert (route(facts, on).slug is RouteSlug.UNKNOWN) == bool(route(facts, on).settle)


@ANYTHING
@given(FACTS, DAYS)
def test_asking_twice_gives_equal_outcomes(facts, on):
    evaluate(Facts(), on)  # so that nothing is left over from the first asking

    assert evaluate(facts, on) == evaluate(facts, on)
    first = evaluate(facts, on)
    evaluate(Facts(), on)
    assert first == evaluate(facts, on)


@ANYTHING
@given(FACTS, NEAR, st.integers(1, 400))
def test_words_change_only_with_what_they_tell(facts, on, days):
    """Between two days on which a rule says the same of the same facts it uses the same words."""
    later = on + timedelta(days=days)
    for before, after in zip(evaluate(facts, on), evaluate(facts, later), strict=True):
        if _told_of(before) == _told_of(after):
            assert (before.staff, before.person) == (after.staff, after.person)


def _told_of(outcome):
    day_and_status = (outcome.status, outcome.due_on, outcome.met_on)
    return (*day_and_status, outcome.basis, outcome.law, outcome.why, outcome.settle)


LAWS = {entry.start for rule in RULES for entry in rule.history} | {
    version.start for entry in every_dated(POLICY_MODULES) for version in entry.versions
}


def _days_in(value):
    """Every day the facts mention, whatever holds it."""
    if isinstance(value, datetime):
        yield value.date()
    elif isinstance(value, date):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _days_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _days_in(getattr(value, field.name))


@ANYTHING
@given(FACTS, NEAR, st.integers(1, 3))
def test_an_outcome_stands_word_for_word_until_the_day_it_says_it_changes(facts, on, days):
    """So a nightly sweep of unchanged people writes nothing. Days on which the facts or the law
    themselves change are left out: nobody foresees those."""
    later = on + timedelta(days=days)
    between = {on + timedelta(days=n) for n in range(1, days + 1)}
    assume(not between & (LAWS | set(_days_in(facts))))

    for before, after in zip(evaluate(facts, on), evaluate(facts, later), strict=True):
        if before.next_change_on is None or before.next_change_on > later:
            assert after == before
