"""What must be told in writing about a supervision level, and when."""

import pytest

from icm.policy.facts import DateFacts, Facts, Legal, Level
from icm.policy.rules import Status
from risk.policy import needs_notice_before, reviews_of
from tests.policy.examples import TODAY, day, life, outcome_of, plain, review, sentence, serving

RECEPTION = review("reception", "2026-03-03", "high")
FIRST = review("72h", "2026-03-06", "medium", before="high")
CONSECUTIVE = (plain("stp", "2025-01-08", years=2), plain("stp", "2027-01-08", years=2))
FIRST_OVER = (plain("stp", "2024-01-08", years=2), plain("stp", "2026-01-08", years=2))
LONG_OVER = (plain("stp", "2022-01-10", years=3), plain("stp", "2026-01-08", years=2))
OVERLAPPING = (plain("stp", "2024-01-08", years=3), plain("stp", "2025-06-08", years=3))
NO_START = (plain("stp", "2024-01-08", years=3), sentence("stp", None, years=3))
CONCURRENT = (plain("stp", "2024-01-08", years=3), plain("stp", "2024-06-08", years=2))
FEW = (plain("stp", "2025-06-02", years=1), plain("stp", "2026-03-02", months=18))
RECALLED = sentence("recalled", "2020-03-02", years=8)


def admitted(*reviews):
    return Facts(legal=Legal.UNTRIED, admitted_on=day("2026-03-03"), reviews=reviews)


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
            pytest.param((review("72h", "2026-03-06", before="high"),), Status.UNKNOWN, id="after not recorded"),
            pytest.param((review("72h", "2026-03-06", "high", before="low"),), Status.NOT_APPLICABLE, id="raised"),
        ],
    )  # fmt: skip
    def test_is_about_levels_lowered_or_kept(self, reviews, status):
        assert outcome_of("PSS-NOTICE-DOWN", admitted(*reviews)).status is status

    @pytest.mark.parametrize(
        ("level", "told", "status"),
        [
            pytest.param("high", None, Status.UNKNOWN, id="kept, not told"),
            pytest.param("high", "2026-03-02", Status.MET, id="kept, told"),
            pytest.param("low", None, Status.UNKNOWN, id="lowered, not told"),
        ],
    )
    def test_holds_past_the_parole_qualifying_date_too(self, level, told, status):
        kept = review("12m", "2026-03-03", level, before="high", notice_on=day(told), reasons=True)

        facts = serving(plain("ltp", "2020-03-03", years=10), reviews=(kept,))

        assert outcome_of("PSS-NOTICE-DOWN", facts).status is status


class TestNoticeUp:
    """Notice comes before the level is assigned; a decision without it cannot be mended."""

    @pytest.mark.parametrize(
        ("notice", "status"),
        [
            pytest.param("2026-06-01", Status.MET, id="before the decision"),
            pytest.param("2026-06-08", Status.MET, id="on its day"),
            pytest.param("2026-06-09", Status.NOT_POSSIBLE, id="after it"),
            pytest.param(None, Status.NOT_POSSIBLE, id="none"),
        ],
    )
    def test_of_a_level_raised(self, notice, status):
        raised = review(
            "governor", "2026-06-08", "high", before="medium", notice_on=day(notice), reasons=True
        )

        outcome = outcome_of("PSS-NOTICE-UP", admitted(FIRST, raised))

        assert outcome.status is status
        assert ("decided without notice" in outcome.why) is (status is Status.NOT_POSSIBLE)
        assert ("9 June 2026 came after it" in outcome.why) is (notice == "2026-06-09")
        assert "Ministers" in outcome.stands_on

    @pytest.mark.parametrize(
        ("more", "status", "said"),
        [
            pytest.param({}, Status.UNKNOWN, "open and no notice", id="no notice"),
            pytest.param({"due_on": day("2026-12-01")}, Status.UNKNOWN, "open and no notice", id="review due"),
            pytest.param({"notice_on": day("2026-11-16"), "reasons": True}, Status.MET, "still open", id="told"),
            pytest.param({"notice_on": day("2026-11-16")}, Status.UNKNOWN, "no reasons", id="told without reasons"),
            pytest.param({"before": None}, Status.UNKNOWN, "not both recorded", id="level before not recorded"),
        ],
    )  # fmt: skip
    def test_of_a_level_proposed_has_no_day(self, more, status, said):
        more = {"before": "medium", **more}
        proposed = review(
            "governor", proposed_on=day("2026-11-16"), proposed_level=Level.HIGH, **more
        )

        outcome = outcome_of("PSS-NOTICE-UP", admitted(FIRST, proposed))

        assert (outcome.status, outcome.due_on) == (status, None)
        assert said in outcome.basis

    def test_of_a_level_proposed_shifts_on_the_day_of_the_point(self):
        """PQD 3 March 2027: kept up, it wants no notice the day before and notice from then on."""
        kept = {"proposed_on": day("2026-11-16"), "proposed_level": Level.HIGH, "before": "high"}
        facts = serving(plain("ltp", "2022-03-03", years=10), reviews=(review("12m", **kept),))

        before = outcome_of("PSS-NOTICE-UP", facts, "2027-03-02")
        point = before.next_change_on

        assert before.status is Status.NOT_APPLICABLE
        assert point == day("2027-03-03")
        assert outcome_of("PSS-NOTICE-UP", facts, "2027-03-03").status is Status.UNKNOWN
        assert outcome_of("PSS-NOTICE-UP", facts, "2027-03-03").next_change_on > point

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
        ("case", "decided", "needed"),
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
            pytest.param(RECALLED, "2026-03-03", None, id="recalled: not told by any rule here"),
            pytest.param(
                sentence("recalled", "2025-03-02", years=2),
                "2026-03-03",
                False,
                id="recalled, short",
            ),
            pytest.param(
                sentence("olr", "2014-06-02"), "2026-03-03", None, id="no punishment part"
            ),
            pytest.param(sentence("ltp", None, years=6), "2026-03-03", None, id="no start"),
            pytest.param(sentence(None, "2020-03-03"), "2026-03-03", None, id="no kind, no length"),
            pytest.param(None, "2026-03-03", None, id="no warrant recorded"),
            pytest.param(CONSECUTIVE, "2027-03-03", True, id="short ones in a row, past their PQD"),
            pytest.param(CONSECUTIVE, "2026-03-03", False, id="in a row, before their PQD"),
            pytest.param(FIRST_OVER, "2026-03-03", True, id="in a row, the first of them over"),
            pytest.param(LONG_OVER, "2026-03-03", False, id="the other one over long before"),
            pytest.param(
                OVERLAPPING, "2026-03-03", None, id="short ones that overlap to four years"
            ),
            pytest.param(NO_START, "2026-03-03", None, id="short ones, one without a start"),
            pytest.param(CONCURRENT, "2026-03-03", False, id="short ones at the same time"),
            pytest.param(FEW, "2026-03-03", False, id="short ones that never come to four years"),
        ],
    )
    def test_of_a_level_kept_above_low_turns_on_parole(self, case, decided, needed):
        kept = review("12m", decided, "medium", before="medium")
        cases = case if isinstance(case, tuple) else (case,) if case else ()
        facts = serving(*cases, admitted="2014-06-02", reviews=(kept,))
        reviews = reviews_of(facts, TODAY)

        assert needs_notice_before(reviews, kept, Level.MEDIUM, day(decided)) is needed
        assert needs_notice_before(reviews, kept, Level.LOW, day(decided)) is False

    @pytest.mark.parametrize(
        ("more", "status"),
        [
            pytest.param({"decided": "2026-03-03"}, Status.UNKNOWN, id="decided"),
            pytest.param({"decided": "2026-03-03", "notice_on": day("2026-03-01")}, Status.MET, id="decided, told"),
            pytest.param({"decided": "2026-03-03", "notice_on": day("2026-03-04")}, Status.UNKNOWN, id="told after"),
            pytest.param({"proposed_level": Level.MEDIUM}, Status.UNKNOWN, id="proposed"),
            pytest.param(
                {"proposed_level": Level.MEDIUM, "notice_on": day("2026-03-01")}, Status.MET, id="proposed, told"
            ),
        ],
    )  # fmt: skip
    def test_where_it_cannot_be_told_whether_notice_is_needed(self, more, status):
        """Recalled: whether the person is eligible for parole again is not told by a rule here."""
        level = "medium" if "decided" in more else None
        kept = review("12m", level=level, before="medium", reasons=True, **more)

        outcome = outcome_of(
            "PSS-NOTICE-UP", serving(RECALLED, admitted="2026-01-05", reviews=(kept,))
        )

        assert outcome.status is status
        assert ("parole qualifying date" in outcome.settle) is (status is Status.UNKNOWN)

    def test_a_parole_qualifying_date_entered_settles_it(self):
        kept = review("12m", "2026-03-03", "medium", before="medium")
        dated = DateFacts(kind="pqd", on=day("2026-03-04"), by="W", why="Y")
        facts = serving(RECALLED, admitted="2026-01-05", reviews=(kept,), dates=(dated,))

        assert outcome_of("PSS-NOTICE-UP", facts).status is Status.NOT_APPLICABLE

    def test_several_short_sentences_that_may_be_long_together_are_settled_by_a_calculation(self):
        kept = review("12m", "2026-03-03", "medium", before="medium")
        facts = serving(*OVERLAPPING, admitted="2024-01-08", reviews=(kept,))

        outcome = outcome_of("PSS-NOTICE-UP", facts, "2026-03-04")

        assert outcome.status is Status.UNKNOWN
        assert "single-term calculation" in outcome.settle
