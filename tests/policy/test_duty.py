"""A duty says an outcome twice, and never by the day asked beyond the status."""

from datetime import UTC, date, datetime

import pytest

from icm.policy.dated import Since, Source
from icm.policy.duty import OPEN, Duty, Ground, When, waived
from icm.policy.facts import EventFacts, EventKind, WaiverFacts
from icm.policy.roles import Role
from icm.policy.rules import Status
from tests.policy.examples import day

DUE = date(2026, 3, 6)
VERSION = Since(date(2011, 11, 1), 72, Source("Rules", "r.19"))
GROUND = Ground.of(VERSION)
LATE = "This is late. You can ask why."
DUTY = Duty("PSS-72H", "First review", Role.RMT_CHAIR, "look again", "looked again")


@pytest.mark.parametrize(
    ("done", "on", "status", "change", "person"),
    [
        (None, "2026-03-03", "due", "2026-03-07", "must look again by 6 March 2026."),
        (None, "2026-03-06", "due", "2026-03-07", "must look again by 6 March 2026."),
        (None, "2026-03-07", "overdue", None, f"should have looked again by 6 March 2026. {LATE}"),
        ("2026-03-06", "2026-04-01", "met", None, "have looked again. That was on 6 March 2026."),
        ("2026-03-07", "2026-04-01", "met late", None, "have looked again. That was on 7 March 2026. It was late."),
    ],
)  # fmt: skip
def test_timed(done, on, status, change, person):
    outcome = DUTY.timed(When(DUE), When(day(done)) if done else None, day(on), "why", GROUND)

    assert (outcome.status, outcome.due_on, outcome.met_on) == (status, DUE, day(done))
    assert (outcome.next_change_on, outcome.person) == (day(change), f"Staff {person}")
    assert outcome.staff.startswith("First review: ")
    assert (outcome.law, outcome.sources) == ("2011-11-01", (VERSION.source,))


@pytest.mark.parametrize(
    ("minute", "status"), [(0, Status.MET), (1, Status.MET_LATE)], ids=["to the minute", "late"]
)
def test_a_limit_in_hours_is_kept_to_the_minute_where_both_moments_are_known(minute, status):
    limit = When(DUE, datetime(2026, 3, 6, 14, 0, tzinfo=UTC))
    done = When.of(
        EventFacts(
            kind=EventKind.CORE_SCREEN, on=DUE, at=datetime(2026, 3, 6, 14, minute, tzinfo=UTC)
        )
    )

    outcome = DUTY.timed(limit, done, date(2026, 4, 1), "why", GROUND)

    assert outcome.status is status
    assert "6 March 2026 at 14:00" in outcome.staff
    assert DUTY.timed(limit, When(DUE), DUE, "why", GROUND).status is Status.MET


def test_a_ground_that_shifts_sooner_is_when_the_outcome_changes():
    soon = GROUND.shifting(date(2026, 3, 5))

    outcome = DUTY.timed(When(DUE), None, date(2026, 3, 3), "why", soon)

    assert outcome.next_change_on == date(2026, 3, 5)
    assert When.of(None) is None


def test_a_waiver_sets_aside_with_who_and_why():
    outcome = DUTY.unknown("No day.", "The record.", GROUND)
    assert outcome.status in OPEN

    aside = waived(
        outcome,
        WaiverFacts(rule="PSS-72H", due_on=None, by="A. Governor", on=DUE, why="In hospital."),
    )

    assert (aside.status, aside.settle, aside.next_change_on) == (Status.WAIVED, "", None)
    assert aside.why == "Waived by A. Governor on 6 March 2026: In hospital."
    assert aside.staff == "First review: waived by A. Governor on 6 March 2026: In hospital."
    until = WaiverFacts(
        rule="PSS-72H", due_on=None, by="A", on=DUE, why="B", until_on=date(2026, 4, 1)
    )
    assert "on 6 March 2026 until 1 April 2026: B." in waived(outcome, until).staff
    assert waived(outcome, until).next_change_on == date(2026, 4, 2)
    nobody = waived(outcome, WaiverFacts(rule="PSS-72H", due_on=None, by="", on=DUE, why=""))
    assert nobody.why == ("Waived by somebody not recorded on 6 March 2026: no reason is recorded.")


def test_what_waits_for_something_else_is_not_yet_asked_and_a_word_is_explained_once():
    explained = Duty("X", "Meeting", None, "meet", "met", means="That is a meeting.")

    assert DUTY.outside("Why.", GROUND).person == "Staff do not have to look again."
    assert DUTY.not_yet("Why.", GROUND).person == "Staff do not yet have to look again."
    assert DUTY.not_yet("Why.", GROUND).status is Status.NOT_APPLICABLE
    assert explained.outside("Why.", GROUND).person == (
        "Staff do not have to meet. That is a meeting."
    )


def test_the_day_stands_where_it_cannot_be_read_as_another():
    plans = Duty(
        "X",
        "Meeting",
        None,
        "meet you {by} to plan it",
        "met you {by} to plan it",
        who="Your officer",
    )
    late = date(2026, 4, 1)

    assert plans.timed(When(DUE), None, DUE, "", GROUND).person == (
        "Your officer must meet you by 6 March 2026 to plan it."
    )
    assert plans.timed(When(DUE), None, late, "", GROUND).person == (
        "Your officer should have met you by 6 March 2026 to plan it. This is late. You can ask why."
    )
    assert plans.timed(When(DUE), When(DUE), late, "", GROUND).person == (
        "Your officer has met you to plan it. That was on 6 March 2026."
    )
    assert (
        plans.outside("Why.", GROUND).person == "Your officer does not have to meet you to plan it."
    )
    assert plans.not_yet("Why.", GROUND).person == (
        "Your officer does not yet have to meet you to plan it."
    )
    assert plans.unknown("Why.", "How.", GROUND).person == (
        "Your officer must meet you to plan it. We do not know the date for this yet. You can ask staff."
    )
