"""What is wrong in a minute: the time to say so, the answer, and the person's own comments."""

import pytest

from conferences.policy.correcting import last_day, why_not_told
from icm.policy.conference_facts import Against, ObjectionFacts
from icm.policy.past import as_of
from icm.policy.roles import Role
from tests.policy.examples import TODAY, day, event, outcome_of, plain, serving

LTP = plain("ltp", "2025-09-01", years=9)
MINUTE = event("conference-minute", "2026-11-02")


def said(against, told_on, **days):
    known = {name: day(one) for name, one in days.items()}
    return ObjectionFacts(
        against=against, told_on=day(told_on), **{"made_on": day(told_on)} | known
    )


def notice(told_on="2026-11-05", **days):
    return said(Against.NOTICE, told_on, **days)


def comment(told_on="2026-11-02", **days):
    return said(Against.COMMENT, told_on, **days)


def about(rule, *objections, on=TODAY, events=(MINUTE,)):
    return outcome_of(rule, serving(LTP, events=events, objections=objections), on)


@pytest.mark.parametrize(
    ("events", "on", "status"),
    [
        pytest.param((), TODAY, "does not apply", id="no minute"),
        pytest.param((MINUTE,), "2026-11-16", "met", id="last day to say so"),
        pytest.param((MINUTE,), "2026-11-17", "does not apply", id="the time is over"),
    ],
)
def test_cc_minute_14d_leaves_fourteen_days_to_say_what_is_wrong(events, on, status):
    outcome = about("CC-MINUTE-14D", on=on, events=events)

    assert (outcome.status, outcome.due_on) == (status, None)
    assert ("16 November 2026" in outcome.person) is (status == "met")


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param("2026-11-19", "due", id="last day for the answer"),
        pytest.param("2026-11-20", "overdue", id="day after"),
    ],
)
def test_cc_minute_14d_an_accuracy_notice_is_somebodys_work(on, status):
    outcome = about("CC-MINUTE-14D", notice(), on=on)

    assert (outcome.status, outcome.due_on) == (status, day("2026-11-19"))
    assert outcome.owner is Role.ICM_CO_ORDINATOR
    assert [source.is_local for source in outcome.sources] == [False, True]


def test_cc_minute_14d_the_notice_that_waits_longest_comes_first():
    answered = notice("2026-11-03", settled_on="2026-11-04")

    outcome = about("CC-MINUTE-14D", notice("2026-11-10"), notice("2026-11-06"), answered)

    assert outcome.due_on == day("2026-11-20")
    assert about("CC-MINUTE-14D", answered, on="2026-11-10").status == "met"


@pytest.mark.parametrize(
    ("told_on", "words"),
    [
        pytest.param("2026-11-02", "", id="the day it came"),
        pytest.param("2026-11-16", "", id="last day"),
        pytest.param("2026-11-17", "ended on 16 November 2026", id="day after"),
        pytest.param("2026-11-01", "nothing can be said of it before", id="before it came"),
        pytest.param("2026-11-23", "in the future", id="tomorrow"),
    ],
)
def test_cc_minute_14d_counts_from_the_day_it_was_received(told_on, words):
    assert last_day(day("2026-11-02")) == day("2026-11-16")
    assert words in why_not_told(day("2026-11-02"), day(told_on), day("2026-11-22"))
    assert bool(why_not_told(day("2026-11-02"), day(told_on), day("2026-11-22"))) is bool(words)


ANSWERED = comment(settled_on="2026-11-04")


@pytest.mark.parametrize(
    ("comments", "on", "status", "due"),
    [
        pytest.param((), TODAY, "does not apply", None, id="nothing was said"),
        pytest.param((comment(),), "2026-11-09", "due", "2026-11-09", id="last day to send it on"),
        pytest.param((comment(),), "2026-11-10", "overdue", "2026-11-09", id="not sent on"),
        pytest.param((comment(sent_on="2026-11-09"),), "2026-11-30", "due", "2026-11-30", id="last day to answer"),
        pytest.param((comment(sent_on="2026-11-09"),), "2026-12-01", "overdue", "2026-11-30", id="not answered"),
        pytest.param((comment(settled_on="2026-11-30"),), "2026-12-09", "met", "2026-11-30", id="answered"),
        pytest.param((comment(settled_on="2026-12-01"),), "2026-12-09", "met late", "2026-11-30", id="answered late"),
        pytest.param((comment("2026-11-15"), ANSWERED), "2026-11-16", "due", "2026-11-22", id="again"),
    ],
)  # fmt: skip
def test_cc_comment_is_sent_to_those_who_attended_and_answered(comments, on, status, due):
    outcome = about("CC-COMMENT", *comments, on=on)

    assert (outcome.status, outcome.due_on) == (status, day(due) if due else None)
    assert outcome.owner is Role.ICM_CO_ORDINATOR


def test_cc_comment_stands_on_the_decision_and_its_days_on_nothing_but_this_system():
    outcome = about("CC-COMMENT", comment())

    assert [source.is_local for source in outcome.sources] == [False, True]
    assert outcome.stands_on


def test_a_past_day_reads_as_it_stood():
    facts = serving(
        LTP, objections=(comment(sent_on="2026-11-09", settled_on="2026-11-12"), notice())
    )

    before = as_of(facts, day("2026-11-04"))

    assert [one.against for one in before.objections] == [Against.COMMENT]
    assert (before.objections[0].sent_on, before.objections[0].settled_on) == (None, None)
    assert as_of(facts, day("2026-11-12")) is facts
