"""What an Order for Lifelong Restriction asks for (OLR-RMP, OLR-9M, OLR-AIR, OLR-SIGCHANGE)."""

import pytest

from icm.policy.facts import Facts, Legal
from icm.policy.roles import Role
from icm.policy.rules import Status
from tests.policy.examples import day, event, life, outcome_of, plain, sentence, serving

OLR = life("2025-03-03", years=4, kind="olr")
RULES = ("OLR-RMP", "OLR-9M", "OLR-AIR", "OLR-SIGCHANGE")
IN_FORCE, APPROVED = ("risk-plan", "2025-10-06"), ("risk-plan-approved", "2025-11-17")


def under(*events):
    return serving(OLR, events=tuple(event(*one) for one in events))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("facts", "status"),
    [
        pytest.param(serving(plain("ltp", "2026-03-02", years=6)), Status.NOT_APPLICABLE, id="long-term"),
        pytest.param(serving(life()), Status.NOT_APPLICABLE, id="life"),
        pytest.param(Facts(legal=Legal.UNTRIED), Status.NOT_APPLICABLE, id="untried"),
        pytest.param(Facts(legal=Legal.SENTENCED), Status.UNKNOWN, id="no warrant recorded"),
        pytest.param(serving(sentence(None, "2026-03-02", years=6)), Status.UNKNOWN, id="kind not recorded"),
        pytest.param(
            serving(sentence("recalled", "2020-03-02", recalled_on=day("2026-03-02"))),
            Status.UNKNOWN,
            id="recalled, and from which sentence is not recorded",
        ),
    ],
)  # fmt: skip
def test_they_are_for_an_order_alone(rule, facts, status):
    outcome = outcome_of(rule, facts)

    assert outcome.status is status
    assert bool(outcome.settle) is (status is Status.UNKNOWN)
    assert outcome.owner is Role.RMT_CHAIR


class TestThePlan:
    @pytest.mark.parametrize(
        ("events", "status", "said"),
        [
            pytest.param((), Status.UNKNOWN, "No risk management plan", id="no plan"),
            pytest.param((IN_FORCE,), Status.UNKNOWN, "not recorded as approved", id="not approved"),
            pytest.param((IN_FORCE, APPROVED), Status.MET, "approved on 17 November 2025", id="approved"),
            pytest.param(
                (IN_FORCE, APPROVED, ("risk-plan", "2026-05-04")),
                Status.UNKNOWN,
                "since 4 May 2026",
                id="a newer version not approved",
            ),
            pytest.param(
                (IN_FORCE, ("risk-plan-approved", "2025-10-06")),
                Status.MET,
                "6 October 2025",
                id="approved on the day it came into force",
            ),
            pytest.param((("risk-plan", "2025-03-02"),), Status.UNKNOWN, "No risk", id="before the order"),
        ],
    )  # fmt: skip
    def test_is_there_and_approved_or_not_known_to_be(self, events, status, said):
        outcome = outcome_of("OLR-RMP", under(*events))

        assert outcome.status is status
        assert said in outcome.basis

    def test_tells_the_two_questions_apart(self):
        found = {
            check.question: check.answer.value
            for check in outcome_of("OLR-RMP", under(IN_FORCE)).checks
        }

        assert found == {
            "A plan in force?": "met",
            "The plan in force approved by the RMA?": "not yet known",
        }


class TestTheFirstPlan:
    @pytest.mark.parametrize(
        ("on", "status"),
        [
            pytest.param("2025-12-03", Status.DUE, id="last day"),
            pytest.param("2025-12-04", Status.OVERDUE, id="a day late"),
        ],
    )
    def test_is_due_nine_months_after_the_sentence(self, on, status):
        outcome = outcome_of("OLR-9M", under(), on)

        assert (outcome.status, outcome.due_on) == (status, day("2025-12-03"))

    @pytest.mark.parametrize(
        ("done", "status"), [("2025-12-03", Status.MET), ("2025-12-04", Status.MET_LATE)]
    )
    def test_is_met_by_the_first_plan_put_in_force(self, done, status):
        facts = under(("risk-plan", done), ("risk-plan", "2026-05-04"))

        assert outcome_of("OLR-9M", facts).status is status

    def test_rests_on_a_section_nobody_here_has_read(self):
        assert [str(s.standing) for s in outcome_of("OLR-9M", under()).sources] == ["assumed"]

    def test_cannot_be_counted_without_the_day_of_the_order(self):
        outcome = outcome_of("OLR-9M", serving(life(None, kind="olr")))

        assert (outcome.status, outcome.due_on) == (Status.UNKNOWN, None)
        assert "warrant" in outcome.settle


class TestTheYearlyReport:
    @pytest.mark.parametrize(
        ("events", "due"),
        [
            pytest.param((IN_FORCE, APPROVED), "2026-11-17", id="from the first approval"),
            pytest.param(
                (IN_FORCE, APPROVED, ("olr-report", "2026-11-02")), "2027-11-02", id="from a report"
            ),
            pytest.param(
                (IN_FORCE, APPROVED, ("risk-plan-approved", "2026-06-01")),
                "2026-11-17",
                id="a newer approval does not put it off",
            ),
        ],
    )
    def test_is_due_every_year(self, events, due):
        outcome = outcome_of("OLR-AIR", under(*events))

        assert outcome.due_on == day(due)
        assert outcome.stands_on

    def test_is_not_asked_for_before_a_plan_is_approved(self):
        outcome = outcome_of("OLR-AIR", under(IN_FORCE))

        assert outcome.status is Status.NOT_APPLICABLE
        assert "do not yet have to" in outcome.person

    @pytest.mark.parametrize(
        ("on", "status"),
        [("2016-10-25", Status.NOT_APPLICABLE), ("2016-10-26", Status.DUE)],
        ids=["day before the note", "day of the note"],
    )
    def test_began_with_the_authoritys_note(self, on, status):
        events = (event("risk-plan", "2016-02-01"), event("risk-plan-approved", "2016-03-01"))
        facts = serving(life("2015-03-03", years=4, kind="olr"), events=events)

        assert outcome_of("OLR-AIR", facts, on).status is status


class TestASignificantChange:
    @pytest.mark.parametrize(
        ("events", "status"),
        [
            pytest.param((), Status.NOT_APPLICABLE, id="none"),
            pytest.param((("significant-change", "2026-05-04"),), Status.UNKNOWN, id="not told"),
            pytest.param(
                (("significant-change", "2026-05-04"), ("rma-told", "2026-05-06")), Status.MET, id="told"
            ),
            pytest.param(
                (("significant-change", "2026-05-04"), ("rma-told", "2026-05-03")),
                Status.UNKNOWN,
                id="told of an earlier one",
            ),
            pytest.param((("significant-change", "2025-03-02"),), Status.NOT_APPLICABLE, id="before the order"),
            pytest.param((("rma-told", "2026-05-06"),), Status.MET, id="told of one that may come"),
            pytest.param((("rma-told", "2025-03-02"),), Status.NOT_APPLICABLE, id="told before the order"),
        ],
    )  # fmt: skip
    def test_is_told_or_not_known_to_be(self, events, status):
        assert outcome_of("OLR-SIGCHANGE", under(*events)).status is status
