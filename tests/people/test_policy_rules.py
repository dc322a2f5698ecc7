"""The route and parole rules: what is outstanding, by when, and what would settle it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from icm.people.policy import custody
from icm.policy.checks import Answer
from icm.policy.facts import DateFacts, Facts, Legal
from icm.policy.rules import Status
from tests.policy.examples import day, event, life, outcome_of, plain, sentence, serving

LTP = plain("ltp", "2025-03-03", years=6)  # PQD 2 March 2028
STP = plain("stp", "2026-06-01", months=18)
RECALLED = sentence("recalled", "2020-01-13", years=8, recalled_on=day("2025-06-02"))
NOBODY_KNOWS = Facts(legal=Legal.SENTENCED)
UNTRIED = Facts(legal=Legal.UNTRIED)


@pytest.mark.parametrize(
    ("facts", "enhanced", "standard"),
    [
        pytest.param(serving(LTP), Status.MET, Status.NOT_APPLICABLE, id="long-term"),
        pytest.param(serving(STP), Status.NOT_APPLICABLE, Status.MET, id="short-term"),
        pytest.param(UNTRIED, Status.NOT_APPLICABLE, Status.NOT_APPLICABLE, id="untried"),
        pytest.param(NOBODY_KNOWS, Status.UNKNOWN, Status.UNKNOWN, id="no warrant recorded"),
    ],
)
def test_route_enh_and_route_std(facts, enhanced, standard):
    one, other = outcome_of("ROUTE-ENH", facts), outcome_of("ROUTE-STD", facts)

    assert (one.status, other.status) == (enhanced, standard)
    assert one.checks == custody(facts, date(2026, 11, 21)).route.checks
    if enhanced is Status.MET:
        assert (one.met_on, one.next_change_on) == (date(2025, 3, 3), date(2031, 3, 3))


TOLD = {
    "never told": (LTP, None, Answer.UNKNOWN),
    "told before the sentence": (LTP, "2025-03-02", Answer.UNKNOWN),
    "told since": (LTP, "2025-03-03", Answer.MET),
    "told before the recall": (RECALLED, "2025-06-01", Answer.UNKNOWN),
    "told since the recall": (RECALLED, "2025-06-02", Answer.MET),
    "no day of sentence": (sentence("ltp", None, years=6), "2025-06-01", Answer.MET),
}


@pytest.mark.parametrize(("case", "told", "answer"), TOLD.values(), ids=TOLD)
def test_route_change_holds_and_shows_whether_the_person_was_told_since(case, told, answer):
    events = (event("route-told", told),) if told else ()

    outcome = outcome_of("ROUTE-CHANGE", serving(case, events=events))

    assert (outcome.status, outcome.settle) == (Status.MET, "")
    (check,) = outcome.checks
    assert (check.answer, check.source.is_local) == (answer, True)
    assert ("Staff have told you" in outcome.person) is (answer is Answer.MET)
    assert all(source.is_local for source in outcome.sources)


def test_route_change_counts_from_the_latest_sentence_and_needs_one():
    events = (event("route-told", "2025-06-01"),)

    later = outcome_of("ROUTE-CHANGE", serving(LTP, STP, events=events))

    assert (later.met_on, later.checks[0].answer) == (date(2026, 6, 1), Answer.UNKNOWN)
    assert outcome_of("ROUTE-CHANGE", UNTRIED).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        pytest.param(None, Status.UNKNOWN, id="none"),
        pytest.param("2025-03-02", Status.UNKNOWN, id="from an earlier stay"),
        pytest.param("2025-03-10", Status.MET, id="since admission"),
    ],
)
def test_route_learner(reports, status):
    events = (event("learner-reports", reports),) if reports else ()

    assert outcome_of("ROUTE-LEARNER", serving(LTP, events=events)).status is status


def test_route_learner_does_not_ask_for_a_day_of_admission():
    facts = Facts(legal=Legal.UNTRIED, events=(event("learner-reports", "2026-03-02"),))

    assert outcome_of("ROUTE-LEARNER", facts).met_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("rule", "done", "due"),
    [
        pytest.param("PAROLE-6M", "parole-started", "2027-09-02", id="six months"),
        pytest.param(
            "PAROLE-TARL-12W", "parole-reports-requested", "2027-12-09", id="twelve weeks"
        ),
    ],
)
class TestBeforeParole:
    def test_is_due_before_the_parole_qualifying_date(self, rule, done, due):
        before = outcome_of(rule, serving(LTP))
        assert (before.status, before.due_on) == (Status.DUE, day(due))
        assert outcome_of(rule, serving(LTP), due).status is Status.DUE
        assert outcome_of(rule, serving(LTP), "2028-01-01").status is Status.OVERDUE

    def test_is_met_or_met_late_by_the_day_it_was_done(self, rule, done, due):
        in_time = serving(LTP, events=(event(done, due),))
        late = serving(LTP, events=(event(done, "2028-01-01"),))

        assert outcome_of(rule, in_time, "2028-02-01").status is Status.MET
        assert outcome_of(rule, late, "2028-02-01").status is Status.MET_LATE

    def test_follows_a_parole_qualifying_date_set_by_hand(self, rule, done, due):
        moved = DateFacts(kind="pqd", on=day("2028-05-02"), basis="overridden", by="W", why="Y")

        outcome = outcome_of(rule, serving(LTP, dates=(moved,)))

        assert outcome.due_on > day(due)
        assert "overridden" in outcome.basis

    @pytest.mark.parametrize(
        ("facts", "status"),
        [
            pytest.param(serving(STP), Status.NOT_APPLICABLE, id="short-term"),
            pytest.param(serving(life()), Status.NOT_APPLICABLE, id="life"),
            pytest.param(UNTRIED, Status.NOT_APPLICABLE, id="untried"),
            pytest.param(NOBODY_KNOWS, Status.UNKNOWN, id="no warrant recorded"),
            pytest.param(serving(sentence("ltp", None, years=6)), Status.UNKNOWN, id="no start"),
        ],
    )
    def test_is_for_long_term_sentences(self, rule, done, due, facts, status):
        outcome = outcome_of(rule, facts)

        assert outcome.status is status
        assert bool(outcome.settle) == (status is Status.UNKNOWN)


@pytest.mark.parametrize("rule", ["PAROLE-6M", "PAROLE-TARL-12W"])
@pytest.mark.parametrize(
    ("case", "because", "told"),
    [
        pytest.param(life(), "punishment part ends", "when your punishment part ends", id="life"),
        pytest.param(life(kind="olr"), "punishment part ends", "punishment part ends", id="OLR"),
        pytest.param(RECALLED, "decides about release again", "leave prison again", id="recalled"),
        pytest.param(STP, "not a long-term sentence", "do not have to", id="short-term"),
    ],
)
def test_without_a_parole_qualifying_date_says_what_comes_instead(rule, case, because, told):
    outcome = outcome_of(rule, serving(case))

    assert outcome.status is Status.NOT_APPLICABLE
    assert because in outcome.basis
    assert told in outcome.person


@pytest.mark.parametrize(
    ("start", "status"),
    [
        pytest.param("2014-09-16", Status.NOT_APPLICABLE, id="due on the day before the guidance"),
        pytest.param("2014-09-17", Status.OVERDUE, id="due on its first day"),
    ],
)
def test_a_report_request_due_before_the_guidance_is_not_asked_for(start, status):
    facts = serving(plain("ltp", start, years=20))  # PQD twelve weeks after 23 and 24 June 2024

    outcome = outcome_of("PAROLE-TARL-12W", facts)

    assert outcome.status is status


def test_the_day_of_admission_is_scotlands():
    late = Facts(admitted_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    beyond = Facts(
        admitted_at=datetime.max.replace(tzinfo=timezone(timedelta(hours=-5))),
        admitted_on=date(2026, 7, 2),
    )

    assert custody(late, date(2026, 11, 21)).admitted_on == date(2026, 7, 1)
    assert custody(beyond, date(2026, 11, 21)).admitted_on == date(2026, 7, 2)
