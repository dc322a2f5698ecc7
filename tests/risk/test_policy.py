"""Supervision levels: when they are given and looked at again, and what is told in writing."""

from datetime import UTC, datetime

import pytest

from icm.policy.facts import Facts, Legal, Level
from icm.policy.rules import Status
from risk.policy import needs_notice_before, reviews_of
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


class TestNoticeDown:
    @pytest.mark.parametrize(
        ("more", "status"),
        [
            pytest.param({"notice_on": day("2026-03-06"), "reasons": True}, Status.MET, id="told"),
            pytest.param({"notice_on": day("2026-03-06")}, Status.UNKNOWN, id="without reasons"),
            pytest.param({"reasons": True}, Status.UNKNOWN, id="no day"),
        ],
    )
    @pytest.mark.parametrize("level", ["medium", "high"], ids=["lowered", "kept"])
    def test_wants_written_reasons(self, level, more, status):
        facts = admitted(review("72h", "2026-03-06", level, before="high", **more))

        assert outcome_of("PSS-NOTICE-DOWN", facts).status is status
        assert outcome_of("PSS-NOTICE-UP", facts).status is Status.NOT_APPLICABLE

    @pytest.mark.parametrize(
        ("reviews", "status"),
        [
            pytest.param((), Status.NOT_APPLICABLE, id="no review"),
            pytest.param((review("72h", "2026-03-06", "high"),), Status.UNKNOWN, id="before not recorded"),
            pytest.param((review("72h", "2026-03-06", "high", before="low"),), Status.NOT_APPLICABLE, id="raised"),
        ],
    )  # fmt: skip
    def test_is_about_levels_lowered_or_kept(self, reviews, status):
        assert outcome_of("PSS-NOTICE-DOWN", admitted(*reviews)).status is status


class TestNoticeUp:
    """Notice comes before the level is assigned: the day of the decision is the last day for it."""

    @pytest.mark.parametrize(
        ("notice", "on", "status"),
        [
            pytest.param("2026-06-01", "2026-11-21", Status.MET, id="before the decision"),
            pytest.param("2026-06-09", "2026-11-21", Status.MET_LATE, id="after it"),
            pytest.param(None, "2026-06-08", Status.DUE, id="none, on the day"),
            pytest.param(None, "2026-11-21", Status.OVERDUE, id="none"),
        ],
    )
    def test_of_a_level_raised(self, notice, on, status):
        raised = review(
            "governor", "2026-06-08", "high", before="medium", notice_on=day(notice), reasons=True
        )

        outcome = outcome_of("PSS-NOTICE-UP", admitted(FIRST, raised), on)

        assert (outcome.status, outcome.due_on) == (status, day("2026-06-08"))

    @pytest.mark.parametrize(
        ("more", "status"),
        [
            pytest.param({}, Status.UNKNOWN, id="no notice, no day"),
            pytest.param({"due_on": day("2026-12-01")}, Status.DUE, id="no notice, a day set"),
            pytest.param({"notice_on": day("2026-11-16"), "reasons": True}, Status.MET, id="told"),
            pytest.param(
                {"notice_on": day("2026-11-16")}, Status.UNKNOWN, id="told without reasons"
            ),
            pytest.param({"before": None}, Status.UNKNOWN, id="level before not recorded"),
        ],
    )
    def test_of_a_level_proposed(self, more, status):
        more = {"before": "medium", **more}
        proposed = review(
            "governor", proposed_on=day("2026-11-16"), proposed_level=Level.HIGH, **more
        )

        assert outcome_of("PSS-NOTICE-UP", admitted(FIRST, proposed)).status is status

    def test_of_a_proposal_overtaken_by_a_decision_is_not_asked(self):
        overtaken = review(
            "governor", before="low", proposed_on=day("2026-03-04"), proposed_level=Level.HIGH
        )

        outcome = outcome_of("PSS-NOTICE-UP", admitted(overtaken, FIRST))

        assert outcome.status is Status.NOT_APPLICABLE

    def test_without_any_review_does_not_apply(self):
        assert outcome_of("PSS-NOTICE-UP", admitted(RECEPTION)).status is Status.NOT_APPLICABLE
        unknown = admitted(review("72h", "2026-03-06", "high"))
        assert outcome_of("PSS-NOTICE-UP", unknown).status is Status.UNKNOWN

    @pytest.mark.parametrize(
        ("sentence", "decided", "needed"),
        [
            pytest.param(plain("ltp", "2020-03-03", years=10), "2025-03-03", True, id="from PQD"),
            pytest.param(
                plain("ltp", "2020-03-03", years=10), "2025-02-28", False, id="before PQD"
            ),
            pytest.param(life("2014-09-15", 10), "2024-09-15", True, id="punishment part served"),
            pytest.param(life("2014-09-15", 10), "2024-09-14", False, id="not yet served"),
            pytest.param(
                plain("stp", "2026-01-12", months=30), "2026-03-03", False, id="short-term"
            ),
        ],
    )
    def test_of_a_level_kept_above_low_turns_on_parole(self, sentence, decided, needed):
        kept = review("12m", decided, "medium", before="medium")
        reviews = reviews_of(serving(sentence, reviews=(kept,)), TODAY)

        assert needs_notice_before(reviews, kept, Level.MEDIUM, day(decided)) is needed
        assert needs_notice_before(reviews, kept, Level.LOW, day(decided)) is False


def _moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
