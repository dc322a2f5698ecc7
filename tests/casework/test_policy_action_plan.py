"""What an action and a plan need before a plan is put in force, by rule."""

from datetime import date

import pytest

from casework.policy import action_plan as policy
from casework.policy.action_plan import ActionFacts, PlanFacts
from icm.policy.checks import Answer, every
from icm.policy.dated import NotInForce

ON = date(2026, 11, 21)
ACTION = {
    "doer": True,
    "risk_factor": True,
    "start_on": date(2026, 12, 1),
    "target_on": date(2027, 1, 31),
}
PLAN = {
    "actions": 2,
    "aims": True,
    "family_help": True,
    "review_on": date(2027, 2, 20),
    "view": "agreed",
    "ask_again_on": None,
}  # fmt: skip


def action(**values):
    return policy.action_checks(ActionFacts(**ACTION | values), ON)


def plan(**values):
    return policy.plan_checks(PlanFacts(**PLAN | values), ON)


def test_an_action_and_a_plan_that_lack_nothing_are_met():
    assert every(action()) is Answer.MET
    assert every(plan()) is Answer.MET


@pytest.mark.parametrize(
    ("lacks", "because"),
    [
        pytest.param({"doer": False}, "Nobody is named who does it.", id="nobody does it"),
        pytest.param({"target_on": None}, "It has no target date.", id="RMT-TIMESCALES: no target"),
        pytest.param(
            {"target_on": date(2026, 11, 30)},
            "Its target date, 30 November 2026, is before its start, 1 December 2026.",
            id="target before the start",
        ),
    ],
)
def test_what_keeps_an_action_out_of_a_plan_in_force(lacks, because):
    assert [check.because for check in policy.missing(action(**lacks))] == [because]


def test_an_action_is_due_on_the_day_it_starts_at_the_soonest():
    assert policy.missing(action(target_on=date(2026, 12, 1))) == ()
    assert policy.missing(action(start_on=None)) == ()


@pytest.mark.parametrize(
    ("lacks", "because"),
    [
        pytest.param({"actions": 0}, "It holds no action yet.", id="no action"),
        pytest.param({"view": ""}, "Nobody has asked them.", id="PO-DUTIES: not asked"),
        pytest.param(
            {"view": "no-answer"},
            "They could not answer, and no day is set",
            id="no day to go back",
        ),
        pytest.param({"review_on": date(2026, 11, 20)}, "The day set, 20 Nov", id="review passed"),
    ],
)
def test_what_keeps_a_plan_from_being_put_in_force(lacks, because):
    (found,) = policy.missing(plan(**lacks))

    assert found.because.startswith(because)


@pytest.mark.parametrize("view", ["agreed", "disagreed", "no-answer"])
def test_whatever_they_say_the_plan_can_be_put_in_force(view):
    assert policy.missing(plan(view=view, ask_again_on=date(2026, 11, 28))) == ()


@pytest.mark.parametrize("open_", ["aims", "family_help", "review_on"])
def test_what_nobody_wrote_down_is_not_known_and_keeps_nothing_from_happening(open_):
    checks = plan(**{open_: None})

    assert policy.missing(checks) == ()
    assert len(policy.open_questions(checks)) == 1
    assert every(checks) is Answer.UNKNOWN


def test_an_action_without_a_risk_factor_is_an_open_question():
    (found,) = policy.open_questions(action(risk_factor=False))

    assert found.question == "Does it name the risk factor it addresses?"
    assert found.source.is_local


def test_a_review_on_the_day_itself_still_counts():
    assert policy.missing(plan(review_on=ON)) == ()


def test_the_target_date_rests_on_the_inquiry_and_what_no_source_says_is_a_local_default():
    target = next(check for check in action() if check.rule == "RMT-TIMESCALES")
    who = next(check for check in action() if check.question == "Does it say who does it?")

    assert "Farquhar" in target.source.document
    assert not target.source.is_local
    assert who.source.is_local
    assert policy.ASK_AGAIN_DAYS.source(ON).is_local


def test_the_questions_are_in_force_from_the_start_of_icm():
    facts = ActionFacts(**ACTION)

    assert policy.action_checks(facts, date(2006, 6, 1))
    with pytest.raises(NotInForce):
        policy.action_checks(facts, date(2006, 5, 31))


@pytest.mark.parametrize(
    ("target", "status", "late"),
    [
        pytest.param(date(2026, 11, 21), "not-started", False, id="the last day"),
        pytest.param(date(2026, 11, 20), "not-started", True, id="the day after"),
        pytest.param(date(2026, 11, 20), "under-way", True, id="begun and late"),
        pytest.param(date(2026, 11, 20), "done", False, id="done"),
        pytest.param(date(2026, 11, 20), "not-done", False, id="given up with a reason"),
        pytest.param(None, "not-started", False, id="no target"),
    ],
)
def test_when_an_action_is_late(target, status, late):
    assert policy.is_late(target, status, ON) is late


def test_going_back_and_reviewing_are_offered_a_week_and_a_quarter_later():
    assert policy.ask_again_from(ON) == date(2026, 11, 28)
    assert policy.review_from(ON) == date(2027, 2, 20)
