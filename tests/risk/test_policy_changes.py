"""A significant change asks whether the assessment still holds (RA-UPDATE)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.policy.rules import Status
from risk.policy import changes
from risk.policy.assessments import Change
from tests.policy.examples import day, event, outcome_of, plain, serving

LTP = plain("ltp", "2026-03-02", years=6)
DONE = event("lscmi", "2026-06-01", value="medium")
RELAPSE = event("significant-change", "2026-09-01", value="relapse")


def after(*events, **more):
    return serving(LTP, events=(DONE, *events), **more)


def answer(kind="relapse", of="2026-09-01", on="2026-09-10", again=None):
    value = changes.answer_value(changes.key(Change(kind), day(of)), day(again))
    return event("significant-change-answered", on, value=value)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param("2026-09-29", Status.DUE, id="on the last day"),
        pytest.param("2026-09-30", Status.OVERDUE, id="not answered"),
    ],
)
def test_a_change_is_answered_within_four_weeks(on, status):
    outcome = outcome_of("RA-UPDATE", after(RELAPSE), on)

    assert (outcome.status, outcome.due_on) == (status, day("2026-09-29"))
    assert "prolonged relapse into substance use on 1 September 2026" in outcome.basis


def test_what_was_told_late_counts_from_the_day_it_was_known():
    late = replace(RELAPSE, recorded_on=day("2026-10-01"))

    assert outcome_of("RA-UPDATE", after(late), "2026-10-02").due_on == day("2026-10-29")


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(after(event("further-offence", "2026-09-01")), id="further offence"),
        pytest.param(after(moved_on=day("2026-09-01")), id="transfer"),
    ],
)
def test_what_stands_in_the_record_asks_by_itself(facts):
    assert outcome_of("RA-UPDATE", facts, "2026-09-02").status is Status.DUE


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(serving(LTP, events=(RELAPSE,)), id="there is no assessment that could hold"),
        pytest.param(after(), id="nothing has changed"),
        pytest.param(after(event("significant-change", "2026-06-01", value="health")), id="known to the assessor"),
        pytest.param(after(RELAPSE, event("lscmi", "2026-09-01", value="high")), id="assessed again since"),
    ],
)  # fmt: skip
def test_nothing_is_asked(facts):
    assert outcome_of("RA-UPDATE", facts).status is Status.NOT_APPLICABLE


def test_it_still_holds():
    outcome = outcome_of("RA-UPDATE", after(RELAPSE, answer()))

    assert (outcome.status, outcome.met_on) == (Status.MET, day("2026-09-10"))


def test_each_change_has_its_own_answer():
    health = event("significant-change", "2026-09-03", value="health")

    outcome = outcome_of("RA-UPDATE", after(RELAPSE, health, answer()), "2026-09-11")

    assert (outcome.status, outcome.due_on) == (Status.DUE, day("2026-10-01"))


@pytest.mark.parametrize(
    ("on", "status"), [("2026-11-30", Status.DUE), ("2026-12-01", Status.OVERDUE)]
)
def test_where_it_no_longer_holds_the_clock_runs_to_the_day_set(on, status):
    outcome = outcome_of("RA-UPDATE", after(RELAPSE, answer(again="2026-11-30")), on)

    assert (outcome.status, outcome.due_on) == (status, day("2026-11-30"))


def test_an_answer_recorded_by_hand_is_about_all_until_its_day():
    by_hand = event("significant-change-answered", "2026-09-10")
    later = event("significant-change", "2026-09-11", value="health")

    assert outcome_of("RA-UPDATE", after(RELAPSE, by_hand)).status is Status.MET
    assert (
        outcome_of("RA-UPDATE", after(RELAPSE, by_hand, later), "2026-09-12").status is Status.DUE
    )


def test_two_of_a_kind_on_one_day_are_one():
    assert len(changes.open_of(after(RELAPSE, RELAPSE))) == 1


@pytest.mark.parametrize("kind", Change)
def test_what_an_answer_names_fits_into_an_event(kind):
    assert len(changes.answer_value(changes.key(kind, day("2026-09-01")), day("2026-11-30"))) <= 40


@given(
    told=st.lists(st.tuples(st.sampled_from(Change), st.integers(1, 150)), max_size=8, unique=True),
    data=st.data(),
)
def test_what_is_open_is_what_nobody_answered_in_whatever_order(told, data):
    """Of further offences and transfers too, told by somebody: all are named the same way."""
    answered = data.draw(st.permutations(told))[: data.draw(st.integers(0, len(told)))]
    happened = [
        event("significant-change", str(day("2026-06-01") + timedelta(days=n)), value=kind.value)
        for kind, n in told
    ]
    answers = [
        answer(kind.value, str(day("2026-06-01") + timedelta(days=n)), "2026-11-20")
        for kind, n in answered
    ]
    facts = after(*happened, *answers)

    outcome = outcome_of("RA-UPDATE", facts)

    waiting = [n for kind, n in told if (kind, n) not in answered]
    assert len(changes.open_of(facts)) == len(waiting)
    if waiting:
        assert outcome.due_on == day("2026-06-01") + timedelta(days=min(waiting) + 28)
    else:
        assert outcome.status is (Status.MET if told else Status.NOT_APPLICABLE)
