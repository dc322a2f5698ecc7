"""Everybody convicted has a plan, who is involved reports in time, the person holds a copy, an officer is named."""

from datetime import timedelta

import pytest

from icm.policy.facts import AwayFacts, Facts, InvolvedFacts, Legal
from tests.policy.examples import TODAY, day, event, outcome_of, plain, serving

LTP = plain("ltp", "2026-03-02", years=10)
STP = plain("stp", "2026-06-01", months=18)
UNTRIED = Facts(legal=Legal.UNTRIED, admitted_on=day("2026-06-01"))
CONVICTED = Facts(legal=Legal.AWAITING_SENTENCE, admitted_on=day("2026-06-01"))


def with_events(*events, case=STP, **more):
    return serving(case, events=tuple(event(*one) for one in events), **more)


def involved(agency, since, reported=None):
    return InvolvedFacts(agency=agency, since=day(since), reported_on=day(reported))


class TestCipAll:
    @pytest.mark.parametrize(
        ("facts", "status"),
        [
            pytest.param(Facts(), "unknown", id="nothing recorded"),
            pytest.param(UNTRIED, "does not apply", id="untried"),
            pytest.param(CONVICTED, "unknown", id="convicted, no plan"),
            pytest.param(serving(STP), "unknown", id="sentenced, no plan"),
            pytest.param(with_events(("plan-updated", "2026-06-03")), "met", id="an entry"),
            pytest.param(with_events(("plan-agreed", "2026-06-03")), "met", id="an action plan"),
            pytest.param(with_events(("plan-updated", "2026-05-03")), "unknown", id="an earlier stay"),
        ],
    )  # fmt: skip
    def test_is_met_from_the_first_thing_in_the_plan(self, facts, status):
        outcome = outcome_of("CIP-ALL", facts)

        assert (outcome.status, outcome.due_on) == (status, None)
        assert bool(outcome.settle) == (status == "unknown")

    def test_counts_from_the_earliest(self):
        facts = with_events(("plan-agreed", "2026-08-03"), ("plan-updated", "2026-06-03"))

        assert outcome_of("CIP-ALL", facts).met_on == day("2026-06-03")


class TestPlanCopy:
    AGREED = ("plan-agreed", "2026-07-01")

    @pytest.mark.parametrize(
        ("events", "status"),
        [
            pytest.param((), "does not apply", id="no plan"),
            pytest.param((("plan-updated", "2026-06-03"),), "unknown", id="no copy"),
            pytest.param(
                (("plan-updated", "2026-06-03"), ("plan-copy", "2026-06-03")), "met", id="a copy"
            ),
            pytest.param((AGREED, ("plan-copy", "2026-06-30")), "unknown", id="of an earlier plan"),
            pytest.param((AGREED, ("plan-copy", "2026-07-01")), "met", id="on the day it began"),
        ],
    )
    def test_is_of_the_plan_in_force(self, events, status):
        assert outcome_of("PLAN-COPY", with_events(*events)).status == status

    def test_says_which_copy_is_out_of_date(self):
        outcome = outcome_of("PLAN-COPY", with_events(self.AGREED, ("plan-copy", "2026-06-30")))

        assert "30 June 2026" in outcome.basis


class TestStaffQuarter:
    @pytest.mark.parametrize(
        ("case", "status"),
        [
            pytest.param(LTP, "due", id="enhanced"),
            pytest.param(STP, "does not apply", id="standard"),
        ],
    )
    def test_is_asked_on_the_enhanced_route(self, case, status):
        facts = serving(case, involved=(involved("health", "2026-09-01"),))

        assert outcome_of("STAFF-QUARTER", facts).status == status

    @pytest.mark.parametrize(
        ("parts", "due", "status"),
        [
            pytest.param((), None, "does not apply", id="nobody involved"),
            pytest.param(
                (involved("psychology", "2026-05-01"),), None, "does not apply", id="not asked to report"
            ),
            pytest.param((involved("health", "2026-08-21"),), "2026-11-21", "due", id="last day"),
            pytest.param((involved("health", "2026-08-20"),), "2026-11-20", "overdue", id="a day late"),
            pytest.param(
                (involved("health", "2026-03-02", "2026-09-01"),), "2026-12-01", "due", id="from the report"
            ),
            pytest.param(
                (involved("health", "2026-09-01", "2026-03-02"),), "2026-12-01", "due", id="came in anew"
            ),
            pytest.param(
                (involved("health", "2026-09-01"), involved("residential", "2026-08-25")),
                "2026-11-25", "due", id="the soonest counts",
            ),
        ],
    )  # fmt: skip
    def test_counts_three_months_for_each_agency(self, parts, due, status):
        outcome = outcome_of("STAFF-QUARTER", serving(LTP, involved=parts))

        assert (outcome.status, outcome.due_on) == (status, day(due))

    def test_nothing_was_to_be_reported_before_sentence(self):
        case = plain("ltp", "2026-09-02", years=6)
        facts = serving(case, involved=(involved("health", "2026-03-02", "2026-05-04"),))

        assert outcome_of("STAFF-QUARTER", facts).due_on == day("2026-12-02")

    def test_names_each_agency_with_its_day(self):
        parts = (involved("health", "2026-09-01"), involved("residential", "2026-08-25"))

        basis = outcome_of("STAFF-QUARTER", serving(LTP, involved=parts)).basis

        assert "Residential staff by 25 November 2026; Healthcare by 1 December 2026" in basis

    def test_asks_nothing_for_the_time_before_the_guidance(self):
        case = plain("ltp", "2020-03-02", years=10)
        facts = serving(case, involved=(involved("health", "2020-03-02"),))

        assert outcome_of("STAFF-QUARTER", facts, "2024-07-01").due_on == day("2024-09-24")

    def test_a_past_day_knows_nothing_of_a_later_report(self):
        facts = serving(LTP, involved=(involved("health", "2026-03-02", "2026-10-01"),))

        assert outcome_of("STAFF-QUARTER", facts, "2026-06-03").status == "overdue"
        assert outcome_of("STAFF-QUARTER", facts, "2026-03-01").status != "due"


class TestPersonalOfficer:
    def test_po_alloc_has_no_day(self):
        outcome = outcome_of("PO-ALLOC", serving(STP))

        assert (outcome.status, outcome.due_on) == ("unknown", None)
        assert "no day is counted" in outcome.stands_on

    @pytest.mark.parametrize(("since", "met"), [("2026-06-05", "2026-06-05"), (None, "2026-06-01")])
    def test_po_alloc_is_met_since_the_allocation_else_since_admission(self, since, met):
        outcome = outcome_of("PO-ALLOC", serving(STP, officer=True, officer_since=day(since)))

        assert (outcome.status, outcome.met_on) == ("met", day(met))

    def test_po_alloc_is_met_where_not_even_the_admission_is_known(self):
        assert outcome_of("PO-ALLOC", Facts(officer=True)).status == "met"

    @pytest.mark.parametrize(
        ("facts", "status", "changes"),
        [
            pytest.param({"officer": False}, "does not apply", None, id="no officer"),
            pytest.param({}, "does not apply", None, id="there"),
            pytest.param({"away": (3, 9, False)}, "does not apply", 3, id="away later"),
            pytest.param({"away": (-3, 2, False)}, "unknown", 3, id="away, nobody covers"),
            pytest.param({"away": (-3, 2, True)}, "met", 3, id="covered"),
            pytest.param({"away": (-3, 2, False), "wrote": -3}, "met", 3, id="others wrote"),
            pytest.param({"away": (-3, 2, False), "wrote": -4}, "unknown", 3, id="wrote before"),
            pytest.param({"away": (-9, -1, False)}, "does not apply", None, id="back again"),
        ],
    )
    def test_po_continuity_is_asked_while_the_officer_is_away(self, facts, status, changes):
        outcome = outcome_of("PO-CONTINUITY", _away_facts(**facts))

        assert outcome.status == status
        assert outcome.next_change_on == (TODAY + timedelta(changes) if changes else None)


def _away_facts(*, officer=True, away=None, wrote=None):
    absences = ()
    if away:
        first, last, covered = away
        absences = (
            AwayFacts(
                from_on=TODAY + timedelta(first),
                until_on=TODAY + timedelta(last),
                covered=covered,
            ),
        )
    reported = TODAY + timedelta(wrote) if wrote is not None else None
    part = InvolvedFacts(agency="residential", since=day("2026-06-01"), reported_on=reported)
    return serving(STP, officer=officer, away=absences, involved=(part,))
