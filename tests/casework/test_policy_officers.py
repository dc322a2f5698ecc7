"""PO-DUTIES: each part of the officer's work is done, not yet done, or not known."""

from datetime import date

import pytest

from casework.policy.officers import DUTIES, TOPICS, Duty, Explained, OfficerFacts, duties
from icm.policy.checks import Answer

ON = date(2026, 11, 21)
MET, NOT_MET = Answer.MET, Answer.NOT_MET
UNKNOWN, OUTSIDE = Answer.UNKNOWN, Answer.NOT_APPLICABLE


def found(duty, **facts):
    return next(one for one in duties(OfficerFacts(**facts), ON) if one.duty is duty)


@pytest.mark.parametrize(
    ("last", "answer"),
    [
        pytest.param(None, NOT_MET, id="never"),
        pytest.param(date(2026, 8, 20), NOT_MET, id="the last day that is too long ago"),
        pytest.param(date(2026, 8, 21), MET, id="the first day that is recent"),
        pytest.param(ON, MET, id="today"),
    ],
)
@pytest.mark.parametrize(
    ("duty", "fact", "also"),
    [
        (Duty.MOTIVATE, "talked_on", {}),
        (Duty.MONITOR, "wrote_on", {}),
        (Duty.WATCH, "read_plan_on", {"officer": True}),
        (Duty.LIAISE, "providers_on", {"referrals_open": True}),
    ],
)
def test_what_runs_on_must_have_been_seen_to_within_a_quarter(duty, fact, also, last, answer):
    one = found(duty, **{fact: last}, **also)

    assert (one.answer, one.on) == (answer, last)


def test_without_an_officer_nobody_knows_whether_the_plan_is_watched():
    assert found(Duty.WATCH).answer is UNKNOWN


def test_there_are_no_providers_to_keep_in_touch_with_without_a_referral():
    assert found(Duty.LIAISE).answer is OUTSIDE


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        pytest.param({}, UNKNOWN, id="none, and whether one was needed is not on record"),
        pytest.param({"referred_on": date(2026, 9, 1)}, MET, id="one, and no conference"),
        pytest.param(
            {"referred_on": date(2026, 9, 1), "conference_on": date(2026, 9, 1)},
            MET,
            id="on the day of the conference",
        ),
        pytest.param(
            {"referred_on": date(2026, 8, 31), "conference_on": date(2026, 9, 1)},
            UNKNOWN,
            id="the day before the conference",
        ),
        pytest.param(
            {"referred_on": date(2026, 8, 31), "admitted_on": date(2026, 9, 1)},
            UNKNOWN,
            id="in an earlier stay",
        ),
    ],
)
def test_a_referral_between_conferences(facts, answer):
    assert found(Duty.REFER, **facts).answer is answer


def talk(on, understood="yes"):
    return Explained(on=on, understood=understood)


ASSESSED, HELD = date(2026, 9, 1), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("talks", "before", "after"),
    [
        pytest.param((), NOT_MET, NOT_MET, id="never explained"),
        pytest.param((talk(date(2026, 8, 31)),), NOT_MET, NOT_MET, id="before the assessment"),
        pytest.param((talk(date(2026, 9, 1)),), MET, NOT_MET, id="before the conference"),
        pytest.param((talk(date(2026, 10, 1)),), MET, MET, id="on the day of it"),
        pytest.param((talk(date(2026, 10, 2)),), NOT_MET, MET, id="after it"),
        pytest.param((talk(date(2026, 9, 1), "partly"),), NOT_MET, NOT_MET, id="in part"),
        pytest.param((talk(date(2026, 9, 1), "no"),), NOT_MET, NOT_MET, id="not understood"),
        pytest.param((talk(date(2026, 9, 1), ""),), UNKNOWN, NOT_MET, id="nobody noted whether"),
        pytest.param(
            (talk(date(2026, 9, 1)), talk(date(2026, 9, 2), "no")),
            MET,
            NOT_MET,
            id="once is enough",
        ),
    ],
)
def test_the_assessment_is_explained_before_and_after_the_conference(talks, before, after):
    facts = {"assessed_on": ASSESSED, "conference_on": HELD, "explained": talks}

    assert found(Duty.EXPLAIN_BEFORE, **facts).answer is before
    assert found(Duty.EXPLAIN_AFTER, **facts).answer is after


def test_without_an_assessment_there_is_nothing_known_to_explain():
    assert found(Duty.EXPLAIN_BEFORE).answer is UNKNOWN
    assert found(Duty.EXPLAIN_AFTER, conference_on=HELD).answer is UNKNOWN


def test_an_assessment_newer_than_the_conference_is_explained_before_the_next_one():
    facts = {"conference_on": date(2026, 8, 31), "assessed_on": ASSESSED}
    later = (talk(date(2026, 11, 20)),)

    assert found(Duty.EXPLAIN_BEFORE, **facts).answer is NOT_MET
    assert found(Duty.EXPLAIN_BEFORE, **facts, explained=later).answer is MET
    assert found(Duty.EXPLAIN_AFTER, **facts, explained=later).answer is OUTSIDE


def test_what_belongs_to_a_conference_does_not_apply_before_one():
    assert found(Duty.ATTEND).answer is OUTSIDE
    assert found(Duty.EXPLAIN_AFTER, assessed_on=ASSESSED).answer is OUTSIDE


def test_who_attended_is_not_on_record_yet():
    assert found(Duty.ATTEND, conference_on=HELD).answer is UNKNOWN


@pytest.mark.parametrize(
    ("in_force", "view", "answer", "because"),
    [
        (False, "", NOT_MET, "No action plan"),
        (True, "agreed", MET, "They agreed on 1 October 2026"),
        (True, "disagreed", NOT_MET, "They disagree"),
        (True, "unsure", NOT_MET, "not sure"),
        (True, "no-answer", NOT_MET, "Go back"),
        (True, "", NOT_MET, "not been asked"),
    ],
)
def test_the_person_agrees_the_plan(in_force, view, answer, because):
    one = found(Duty.AGREES, in_force=in_force, view=view, view_on=HELD)

    assert one.answer is answer
    assert because in one.because


@pytest.mark.parametrize(("against", "words"), [(1, "an action of it"), (3, "3 actions of it")])
def test_whoever_agrees_the_plan_but_not_each_action_has_not_agreed_it(against, words):
    one = found(Duty.AGREES, in_force=True, view="agreed", view_on=HELD, against=against)

    assert one.answer is NOT_MET
    assert words in one.because


@pytest.mark.parametrize(
    ("since", "chased", "answer"),
    [
        pytest.param(None, None, OUTSIDE, id="no provider owes an answer"),
        pytest.param(date(2026, 10, 25), None, OUTSIDE, id="27 days: not yet time"),
        pytest.param(date(2026, 10, 24), None, NOT_MET, id="28 days, not chased"),
        pytest.param(date(2026, 10, 1), date(2026, 11, 1), MET, id="chased since"),
        pytest.param(date(2026, 10, 1), date(2026, 9, 1), NOT_MET, id="chased for an earlier one"),
    ],
)
def test_providers_are_chased_after_four_weeks(since, chased, answer):
    assert found(Duty.CHASE, waiting_since=since, chased_on=chased).answer is answer


def test_a_day_that_is_not_on_record_is_said_to_be_missing():
    one = found(Duty.AGREES, in_force=True, view="agreed")

    assert "not on record" in one.because


def test_every_duty_has_its_rule_and_every_topic_fits_its_column():
    assert tuple(one.duty for one in duties(OfficerFacts(), ON)) == DUTIES.at(ON)
    assert all(len(topic) <= 30 for topic in TOPICS.at(ON))
