"""The Core Screen's limit and what follows from it; when the record is to be brought up to date."""

from datetime import UTC, datetime

import pytest

from icm.policy.facts import Facts, Legal
from tests.policy.examples import TODAY, day, event, outcome_of, plain, sentence, serving

STP = plain("stp", "2026-06-01", months=18)
LTP = plain("ltp", "2026-03-02", years=10)
UNTRIED = Facts(legal=Legal.UNTRIED, admitted_on=day("2026-06-01"))
NOBODY_KNOWS = Facts(legal=Legal.SENTENCED, admitted_on=day("2026-06-01"))


def with_events(case, *events, **more):
    return serving(case, events=tuple(event(*one) for one in events), **more)


class TestCsa72h:
    @pytest.mark.parametrize(
        ("screened", "status"),
        [
            pytest.param("2026-06-04T14:00", "met", id="to the hour"),
            pytest.param("2026-06-04T14:01", "met late", id="a minute late"),
            pytest.param("2026-06-04", "met", id="hour not recorded"),
            pytest.param("2026-05-04", "overdue", id="in an earlier stay"),
        ],
    )
    def test_is_counted_in_hours_from_admission(self, screened, status):
        at = datetime.fromisoformat("2026-06-01T14:00").replace(tzinfo=UTC)
        moment = _moment(screened) if "T" in screened else None
        facts = serving(
            STP, admitted_at=at, events=(event("core-screen", screened[:10], at=moment),)
        )

        outcome = outcome_of("CSA-72H", facts)

        assert (outcome.status, outcome.due_on) == (status, day("2026-06-04"))
        assert "1 June 2026 at 15:00" in outcome.basis  # summer time
        assert "every hour is counted" in outcome.stands_on

    @pytest.mark.parametrize(("on", "status"), [("2026-06-04", "due"), ("2026-06-05", "overdue")])
    def test_without_the_hour_is_the_third_day_after(self, on, status):
        assert outcome_of("CSA-72H", serving(STP), on).status == status

    def test_runs_from_sentence_where_that_came_after_admission(self):
        facts = serving(STP, admitted="2026-01-05")

        outcome = outcome_of("CSA-72H", facts)

        assert outcome.due_on == day("2026-06-04")
        assert "after sentence" in outcome.basis
        done = with_events(STP, ("core-screen", "2026-01-07"), admitted="2026-01-05")
        assert outcome_of("CSA-72H", done).status == "met"

    @pytest.mark.parametrize(
        ("facts", "on", "status"),
        [
            pytest.param(serving(plain("stp", "2026-06-01", days=6)), "2026-06-02", "does not apply", id="6 days"),
            pytest.param(serving(plain("stp", "2026-06-01", days=7)), "2026-06-02", "due", id="7 days"),
            pytest.param(serving(plain("stp", "2026-06-01")), "2026-06-02", "due", id="length not known"),
            pytest.param(UNTRIED, TODAY, "does not apply", id="untried"),
            pytest.param(NOBODY_KNOWS, TODAY, "unknown", id="no warrant recorded"),
            pytest.param(Facts(), TODAY, "unknown", id="nothing recorded"),
            pytest.param(serving(sentence("ltp", None, years=6)), TODAY, "unknown", id="no admission"),
            pytest.param(
                serving(sentence("ltp", None, years=6), admitted="2026-06-01"), TODAY, "overdue",
                id="no start of sentence",
            ),
        ],
    )  # fmt: skip
    def test_is_for_people_serving_seven_days_or_more(self, facts, on, status):
        outcome = outcome_of("CSA-72H", facts, on)

        assert outcome.status == status
        assert bool(outcome.settle) == (status == "unknown")


@pytest.mark.parametrize(
    ("rule", "events", "status"),
    [
        pytest.param("CSA-REFER", (), "does not apply", id="no need"),
        pytest.param("CSA-REFER", ("immediate-need",), "unknown", id="a need, no referral"),
        pytest.param("CSA-REFER", ("immediate-need", "referral"), "met", id="referred"),
        pytest.param("CSA-REUSE", (), "does not apply", id="no screen"),
        pytest.param("CSA-REUSE", ("core-screen",), "unknown", id="not read"),
        pytest.param("CSA-REUSE", ("core-screen", "core-screen-read"), "met", id="read"),
        pytest.param("CSA-DISTRESS", (), "does not apply", id="none left part done"),
        pytest.param("CSA-DISTRESS", ("core-screen-part",), "unknown", id="part done"),
        pytest.param("CSA-DISTRESS", ("core-screen-part", "core-screen"), "met", id="finished"),
    ],
)
def test_what_follows_a_core_screen_has_no_limit_of_its_own(rule, events, status):
    outcome = outcome_of(rule, with_events(STP, *((kind, "2026-06-03") for kind in events)))

    assert (outcome.status, outcome.due_on) == (status, None)
    assert bool(outcome.settle) == (status == "unknown")


@pytest.mark.parametrize(
    ("needs", "answers", "status"),
    [
        pytest.param(["finances"], [("referral", "finances")], "met", id="in its domain"),
        pytest.param(["finances"], [("referral", "accommodation")], "unknown", id="in another"),
        pytest.param(["finances"], [("referral", "")], "met", id="from paper, without one"),
        pytest.param(["finances"], [("referral-declined", "finances")], "met", id="declined"),
        pytest.param(["finances"], [("referral-declined", "employment")], "unknown", id="another"),
        pytest.param([""], [("referral", "finances")], "met", id="a need of no domain"),
        pytest.param(
            ["finances", "accommodation"], [("referral", "finances")], "unknown", id="one of two"
        ),
    ],
)
def test_csa_refer_asks_for_the_referral_of_each_need(needs, answers, status):
    facts = serving(
        STP,
        events=(
            *(event("immediate-need", "2026-06-03", value=domain) for domain in needs),
            *(event(kind, "2026-06-04", value=domain) for kind, domain in answers),
        ),
    )

    outcome = outcome_of("CSA-REFER", facts)

    assert outcome.status == status
    assert "inances" not in outcome.basis + outcome.why  # said to more than may read it


def test_csa_refer_does_not_count_what_was_asked_before_the_need():
    events = (
        event("referral", "2026-06-02", value="finances"),
        event("immediate-need", "2026-06-03", value="finances"),
    )

    assert outcome_of("CSA-REFER", serving(STP, events=events)).status == "unknown"


@pytest.mark.parametrize("rule", ["CSA-REFER", "CSA-DISTRESS"])
def test_a_need_or_sitting_of_an_earlier_stay_does_not_count(rule):
    events = (("immediate-need", "2025-06-03"), ("core-screen-part", "2025-06-03"))

    assert outcome_of(rule, with_events(STP, *events)).status == "does not apply"


def test_csa_reuse_says_where_nobody_is_allocated_to_read_it():
    facts = with_events(STP, ("core-screen", "2026-06-03"))
    allocated = with_events(STP, ("core-screen", "2026-06-03"), officer=True)

    assert "No personal officer is allocated" in outcome_of("CSA-REUSE", facts).basis
    assert "allocated" not in outcome_of("CSA-REUSE", allocated).staff


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        (serving(STP), "does not apply"),
        (UNTRIED, "does not apply"),
        (NOBODY_KNOWS, "unknown"),
        (serving(sentence("ltp", None, years=6)), "unknown"),
    ],
    ids=["standard", "untried", "no warrant recorded", "no day of sentence"],
)
def test_pr2_quarter_is_for_the_enhanced_route(facts, status):
    outcome = outcome_of("PR2-QUARTER", facts)

    assert outcome.status == status
    assert bool(outcome.settle) == (status == "unknown")


@pytest.mark.parametrize(
    ("case", "events", "due", "what"),
    [
        pytest.param(LTP, (), "2026-06-02", "sentence", id="from sentence"),
        pytest.param(
            plain("ltp", "2020-03-02", years=10), (), "2024-09-24", "first day of the guidance", id="older sentence"
        ),
        pytest.param(LTP, (("plan-updated", "2026-10-05"),), "2027-01-05", "last update", id="from the last update"),
        pytest.param(LTP, (("plan-updated", "2025-10-05"),), "2026-06-02", "sentence", id="an earlier stay"),
    ],
)  # fmt: skip
def test_pr2_quarter_counts_anew_from_each_update(case, events, due, what):
    outcome = outcome_of("PR2-QUARTER", with_events(case, *events))

    assert outcome.due_on == day(due)
    assert what in outcome.basis
    assert outcome.status == ("due" if day(due) >= TODAY else "overdue")


def test_pr2_quarter_asks_nothing_of_the_time_on_remand():
    events = (event("plan-updated", "2026-05-04"),)
    facts = serving(plain("ltp", "2026-09-02", years=6), admitted="2026-03-02", events=events)

    assert outcome_of("PR2-QUARTER", facts).due_on == day("2026-12-02")


def _moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
