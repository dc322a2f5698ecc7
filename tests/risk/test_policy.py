"""Supervision levels: when they are given and looked at again, and what is told in writing."""

from datetime import UTC, datetime

import pytest

from icm.policy.facts import Facts, Legal, Level
from icm.policy.rules import Status
from risk.policy import reviews_of
from tests.policy.examples import TODAY, day, life, outcome_of, plain, review, serving

ADMITTED = "2026-03-03"
RECEPTION = review("reception", ADMITTED, "high")


def admitted(*reviews, at=None, **more):
    return Facts(
        legal=Legal.UNTRIED, admitted_on=day(ADMITTED), admitted_at=at, reviews=reviews, **more
    )


@pytest.mark.parametrize(
    ("reviews", "on", "status"),
    [
        pytest.param((RECEPTION,), "2026-11-21", Status.MET, id="High on the day"),
        pytest.param((), ADMITTED, Status.DUE, id="nothing yet on the day"),
        pytest.param((), "2026-03-04", Status.OVERDUE, id="nothing the day after"),
        pytest.param((review("reception", "2026-03-04", "high"),), "2026-11-21", Status.MET_LATE, id="late"),
        pytest.param((review("reception", ADMITTED, "low"),), "2026-11-21", Status.UNKNOWN, id="not High"),
        pytest.param((review("reception", ADMITTED),), "2026-11-21", Status.UNKNOWN, id="no level"),
        pytest.param((review("reception", "2026-03-02", "high"),), ADMITTED, Status.DUE, id="an earlier stay"),
    ],
)  # fmt: skip
def test_pss_reception(reviews, on, status):
    assert outcome_of("PSS-RECEPTION", admitted(*reviews), on).status is status


class TestPss72h:
    @pytest.mark.parametrize(
        ("at", "decided", "status"),
        [
            pytest.param(None, "2026-03-06", Status.MET, id="hour not recorded: third day after"),
            pytest.param(None, "2026-03-07", Status.MET_LATE, id="hour not recorded: fourth day"),
            pytest.param("14:00", "2026-03-06T14:00", Status.MET, id="to the hour"),
            pytest.param("14:00", "2026-03-06T14:01", Status.MET_LATE, id="a minute late"),
            pytest.param("14:00", "2026-03-06", Status.MET, id="hour of the review not recorded"),
        ],
    )
    def test_is_counted_in_hours_where_both_hours_are_recorded(self, at, decided, status):
        moment = _moment(f"{ADMITTED}T{at}") if at else None
        done = review(
            "72h", decided[:10], "high", decided_at=_moment(decided) if "T" in decided else None
        )

        outcome = outcome_of("PSS-72H", admitted(RECEPTION, done, at=moment))

        assert (outcome.status, outcome.due_on) == (status, day("2026-03-06"))
        assert "every hour is counted" in outcome.stands_on

    @pytest.mark.parametrize(
        ("on", "status"), [("2026-03-06", Status.DUE), ("2026-03-07", Status.OVERDUE)]
    )
    def test_is_due_through_the_day_of_its_last_hour(self, on, status):
        facts = admitted(RECEPTION, at=_moment(f"{ADMITTED}T14:00"))

        assert outcome_of("PSS-72H", facts, on).status is status

    @pytest.mark.parametrize(
        ("reviews", "status"),
        [
            pytest.param(
                (review("governor", "2026-03-04", "high"),), Status.MET, id="by the Governor"
            ),
            pytest.param(
                (review("12m", "2026-09-04", "high"),), Status.UNKNOWN, id="only a later one"
            ),
            pytest.param(
                (review("72h", "2025-09-04", "high"),), Status.OVERDUE, id="an earlier stay"
            ),
        ],
    )
    def test_is_met_by_the_first_review_of_this_stay(self, reviews, status):
        assert outcome_of("PSS-72H", admitted(*reviews)).status is status


FIRST = review("72h", "2026-03-06", "medium", before="high")


SECOND = review("6m", "2026-06-01", "high")
THIRD = review("12m", "2026-08-03", "medium")


@pytest.mark.parametrize(
    ("reviews", "on", "status", "due"),
    [
        pytest.param((), TODAY, "does not apply", None, id="no 72-hour review yet"),
        pytest.param((FIRST,), "2026-09-06", "due", "2026-09-06", id="last day"),
        pytest.param((FIRST,), "2026-09-07", "overdue", "2026-09-06", id="day after"),
        pytest.param(
            (FIRST, review("6m", "2026-09-06", "low")), TODAY, "met", "2026-09-06", id="met"
        ),
        pytest.param(
            (FIRST, review("6m", "2026-09-07", "low")), TODAY, "met late", "2026-09-06", id="late"
        ),
        pytest.param(
            (review("72h", "2026-03-06", "low"),), TODAY, "does not apply", None, id="Low: no clock"
        ),
        pytest.param(
            (review("72h", "2026-03-06"),), TODAY, "unknown", None, id="no level recorded"
        ),
        pytest.param(
            (review("72h", "2026-08-31", "high"),), TODAY, "due", "2027-02-28", id="end of a month"
        ),
    ],
)
def test_pss_6m(reviews, on, status, due):
    outcome = outcome_of("PSS-6M", admitted(RECEPTION, *reviews), on)

    assert (outcome.status, outcome.due_on) == (status, day(due))


@pytest.mark.parametrize(
    ("reviews", "on", "status", "due"),
    [
        pytest.param((FIRST,), TODAY, "does not apply", None, id="only the first"),
        pytest.param((FIRST, SECOND), TODAY, "due", "2027-06-01", id="counts"),
        pytest.param((FIRST, SECOND, THIRD), "2027-08-03", "due", "2027-08-03", id="counts anew"),
        pytest.param((FIRST, SECOND, THIRD), "2027-08-04", "overdue", "2027-08-03", id="day after"),
        pytest.param(
            (FIRST, review("6m", "2026-06-01", "low")), TODAY, "does not apply", None, id="Low"
        ),
        pytest.param(
            (FIRST, review("6m", "2026-06-01")), TODAY, "unknown", None, id="no level recorded"
        ),
        pytest.param((THIRD,), TODAY, "due", "2027-08-03", id="the first one not recorded"),
    ],
)
def test_pss_12m(reviews, on, status, due):
    outcome = outcome_of("PSS-12M", admitted(RECEPTION, *reviews), on)

    assert (outcome.status, outcome.due_on) == (status, day(due))


@pytest.mark.parametrize("rule", ["PSS-RECEPTION", "PSS-72H"])
def test_without_a_day_of_admission_the_first_clocks_are_unknown(rule):
    outcome = outcome_of(rule, Facts(legal=Legal.UNTRIED))

    assert outcome.status is Status.UNKNOWN
    assert "reception record" in outcome.settle


@pytest.mark.parametrize(
    ("noted", "status"), [(7, Status.MET), (6, Status.UNKNOWN), (0, Status.UNKNOWN)]
)
def test_pss_criteria_wants_all_seven_noted(noted, status):
    facts = admitted(review("72h", "2026-03-06", "high", criteria_noted=noted))

    assert outcome_of("PSS-CRITERIA", facts).status is status
    assert outcome_of("PSS-CRITERIA", admitted()).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("reviews", "status"),
    [
        pytest.param((review("72h", "2026-03-06", "low"),), Status.MET, id="Low"),
        pytest.param((FIRST,), Status.NOT_POSSIBLE, id="Medium"),
        pytest.param((RECEPTION,), Status.NOT_POSSIBLE, id="High on reception"),
        pytest.param((), Status.UNKNOWN, id="not recorded"),
    ],
)
def test_pss_tr_link_bars_temporary_release_above_low(reviews, status):
    outcome = outcome_of("PSS-TR-LINK", admitted(*reviews))

    assert outcome.status is status
    assert ("needs Low" in outcome.why) is (status is Status.NOT_POSSIBLE)


@pytest.mark.parametrize(
    ("case", "ministers"),
    [
        pytest.param(life(), True, id="life"),
        pytest.param(life(kind="olr"), True, id="OLR"),
        pytest.param(plain("ltp", "2026-03-02", years=6), False, id="long-term"),
    ],
)
def test_pss_tr_link_promises_nobody_a_day_out(case, ministers):
    facts = serving(case, reviews=(review("72h", "2026-03-06", "low"),))

    told = outcome_of("PSS-TR-LINK", facts).person

    assert told.startswith("Being at Low is one thing you need to go out for a day. Staff decide")
    assert ("Ministers must agree" in told) is ministers


def test_pss_any_and_not_risk_hold_for_everybody():
    low = admitted(review("72h", "2026-03-06", "low"))
    for rule in ("PSS-ANY", "PSS-NOT-RISK"):
        assert outcome_of(rule, low).status is Status.MET
        assert outcome_of(rule, admitted()).met_on == day(ADMITTED)
        assert outcome_of(rule, Facts()).met_on == day("2011-11-01")
    assert "the only review" in outcome_of("PSS-ANY", low).staff
    assert "the only review" not in outcome_of("PSS-ANY", admitted()).staff


def test_no_supervision_rule_speaks_before_the_rules_of_2011():
    facts = Facts(legal=Legal.UNTRIED, admitted_on=day("2011-10-30"))

    assert outcome_of("PSS-72H", facts, "2011-10-31").status is Status.NOT_APPLICABLE
    assert outcome_of("PSS-72H", facts, "2011-11-01").status is Status.DUE


def test_reviews_of_one_day_stand_in_the_order_of_their_hours():
    later = review("governor", "2026-03-06", "low", decided_at=_moment("2026-03-06T15:00"))
    sooner = review("72h", "2026-03-06", "high", decided_at=_moment("2026-03-06T09:00"))
    no_hour = review("governor", "2026-03-06", "medium")

    found = reviews_of(admitted(later, sooner, no_hour), TODAY)

    assert [one.level_after for _, one in found.decided] == [Level.MEDIUM, Level.HIGH, Level.LOW]
    assert found.level is Level.LOW


def _moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
