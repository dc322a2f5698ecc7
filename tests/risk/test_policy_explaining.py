"""An outcome is explained and disclosed, and serious harm decided on (LSCMI-EXPLAIN, RA-2W, LSCMI-ROSH)."""

import pytest

from icm.policy.roles import Role
from icm.policy.rules import Status
from tests.policy.examples import day, event, outcome_of, plain, serving

LTP = plain("ltp", "2026-03-02", years=6)
DONE = event("lscmi", "2026-06-01", value="high")


def after(*events, **more):
    return serving(LTP, events=(DONE, *(event(*one) for one in events)), **more)


class TestExplained:
    @pytest.mark.parametrize(
        ("understood", "on", "status"),
        [
            pytest.param(
                None, "2026-06-15", Status.DUE, id="still to be explained on the last day"
            ),
            pytest.param(None, "2026-06-16", Status.OVERDUE, id="not explained"),
            pytest.param("2026-06-15", "2026-07-01", Status.MET, id="understood in time"),
            pytest.param("2026-06-16", "2026-07-01", Status.MET_LATE, id="understood late"),
            pytest.param("2026-05-31", "2026-07-01", Status.OVERDUE, id="that was the one before"),
        ],
    )
    def test_within_two_weeks(self, understood, on, status):
        told = (("lscmi-explained", understood),) if understood else ()

        outcome = outcome_of("LSCMI-EXPLAIN", after(*told), on)

        assert (outcome.status, outcome.due_on) == (status, day("2026-06-15"))
        assert "no source says" in outcome.stands_on

    def test_each_lscmi_asks_again(self):
        facts = after(("lscmi-explained", "2026-06-02"), ("lscmi", "2026-10-01"))

        assert outcome_of("LSCMI-EXPLAIN", facts, "2026-10-02").status is Status.DUE

    def test_nothing_is_owed_without_one_or_for_one_of_an_earlier_time_inside(self):
        never = serving(LTP)
        before = after(admitted="2026-07-01")

        for facts in (never, before):
            assert outcome_of("LSCMI-EXPLAIN", facts).status is Status.NOT_APPLICABLE


class TestDisclosed:
    PLANNED = ("conference-planned", "2026-08-17")

    @pytest.mark.parametrize(
        ("told", "on", "status"),
        [
            pytest.param(None, "2026-08-03", Status.DUE, id="on the last day"),
            pytest.param(None, "2026-08-04", Status.OVERDUE, id="a day too late"),
            pytest.param("2026-08-03", "2026-08-10", Status.MET, id="two weeks before"),
            pytest.param("2026-08-10", "2026-08-10", Status.MET_LATE, id="one week before"),
            pytest.param(None, "2026-09-10", Status.OVERDUE, id="past and never told"),
        ],
    )
    def test_two_weeks_before_a_conference(self, told, on, status):
        events = [self.PLANNED, *([("assessment-disclosed", told)] if told else [])]

        outcome = outcome_of("RA-2W", after(*events), on)

        assert (outcome.status, outcome.due_on) == (status, day("2026-08-03"))

    @pytest.mark.parametrize(
        ("sent", "told", "owner"),
        [
            pytest.param(None, None, Role.ICM_CASE_CO_ORDINATOR, id="first it is sent on"),
            pytest.param("2026-07-20", None, Role.PERSONAL_OFFICER, id="then it is told"),
            pytest.param(None, "2026-07-20", Role.PERSONAL_OFFICER, id="told without that"),
            pytest.param(
                "2026-05-31", None, Role.ICM_CASE_CO_ORDINATOR, id="that was the one before"
            ),
        ],
    )
    def test_whose_it_is_to_do(self, sent, told, owner):
        known = [("papers-sent", sent), ("assessment-disclosed", told)]

        outcome = outcome_of(
            "RA-2W", after(self.PLANNED, *(e for e in known if e[1])), "2026-08-03"
        )

        assert outcome.owner is owner
        assert outcome.due_on == day("2026-08-03")
        assert outcome.status is (Status.MET if told else Status.DUE)
        assert ("sent on 20 July 2026" in outcome.basis) is (sent == "2026-07-20")

    def test_a_late_assessment_is_disclosed_anew(self):
        facts = after(self.PLANNED, ("assessment-disclosed", "2026-07-20"), ("lscmi", "2026-08-10"))

        assert outcome_of("RA-2W", facts, "2026-08-11").status is Status.OVERDUE

    def test_the_next_conference_asks_anew(self):
        told = ("assessment-disclosed", "2026-08-03")
        facts = after(self.PLANNED, told, ("conference-planned", "2027-02-01"))

        assert outcome_of("RA-2W", facts, "2026-08-17").status is Status.MET
        later = outcome_of("RA-2W", facts, "2026-08-18")
        assert (later.status, later.due_on) == (Status.DUE, day("2027-01-18"))

    @pytest.mark.parametrize(
        "facts",
        [
            pytest.param(after(), id="no conference planned"),
            pytest.param(
                serving(LTP, events=(event("conference-planned", "2026-08-17"),)),
                id="no assessment to disclose",
            ),
        ],
    )
    def test_not_yet(self, facts):
        assert outcome_of("RA-2W", facts, "2026-08-01").status is Status.NOT_APPLICABLE


class TestSeriousHarm:
    @pytest.mark.parametrize(
        ("level", "status"),
        [
            ("very-low", Status.NOT_APPLICABLE),
            ("low", Status.NOT_APPLICABLE),
            ("medium", Status.NOT_APPLICABLE),
            ("high", Status.DUE),
            ("very-high", Status.DUE),
            ("", Status.UNKNOWN),
        ],
    )
    def test_is_decided_on_after_a_high_level(self, level, status):
        facts = serving(LTP, events=(event("lscmi", "2026-06-01", value=level),))

        assert outcome_of("LSCMI-ROSH", facts, "2026-06-29").status is status

    @pytest.mark.parametrize(
        ("decided", "status"),
        [
            (None, Status.OVERDUE),
            ("2026-06-29", Status.MET),
            ("2026-06-30", Status.MET_LATE),
        ],
    )
    def test_within_four_weeks(self, decided, status):
        told = (("rosh-decided", decided),) if decided else ()

        outcome = outcome_of("LSCMI-ROSH", after(*told), "2026-07-01")

        assert (outcome.status, outcome.due_on) == (status, day("2026-06-29"))

    def test_a_decision_at_any_level_counts(self):
        facts = serving(
            LTP,
            events=(event("lscmi", "2026-06-01", value="low"), event("rosh-decided", "2026-06-02")),
        )

        assert outcome_of("LSCMI-ROSH", facts, "2026-07-01").status is Status.MET

    def test_nothing_without_an_lscmi(self):
        assert outcome_of("LSCMI-ROSH", serving(LTP)).status is Status.NOT_APPLICABLE
