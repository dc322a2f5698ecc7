"""PRA-TIMESCALE: nothing is late before dates were told; once they were, the promise is the limit."""

import pytest

from icm.policy.rules import Status
from tests.policy.examples import day, event, outcome_of, plain, serving

LTP = plain("ltp", "2026-03-02", years=6)
ASKED = event("psychological-asked", "2026-05-04")
TOLD = event("psychological-dates-told", "2026-05-20", value="2026-09-01")


def outcome(*events, on="2026-11-22"):
    return outcome_of("PRA-TIMESCALE", serving(LTP, events=events), on)


def test_nobody_waits_for_what_was_not_asked_for():
    assert outcome().status is Status.NOT_APPLICABLE


def test_until_the_person_is_told_the_dates_it_is_not_known():
    found = outcome(ASKED)

    assert (found.status, found.due_on) == (Status.UNKNOWN, None)
    assert "start and completion dates" in found.settle


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param("2026-05-20", Status.DUE, id="the day they are told"),
        pytest.param("2026-09-01", Status.DUE, id="the day promised"),
        pytest.param("2026-09-02", Status.OVERDUE, id="the day after"),
    ],
)
def test_the_day_promised_is_the_limit(on, status):
    found = outcome(ASKED, TOLD, on=on)

    assert (found.status, found.due_on) == (status, day("2026-09-01"))
    assert "psychology promised" in found.stands_on


@pytest.mark.parametrize(
    ("done", "status"),
    [
        pytest.param("2026-09-01", Status.MET, id="on the day promised"),
        pytest.param("2026-09-02", Status.MET_LATE, id="the day after"),
    ],
)
def test_done_it_is_met_or_met_late(done, status):
    assert outcome(ASKED, TOLD, event("psychological-done", done)).status is status


def test_dates_told_anew_count():
    later = event("psychological-dates-told", "2026-08-20", value="2026-12-01")

    assert outcome(ASKED, TOLD, later).status is Status.DUE


def test_what_was_told_about_an_earlier_request_does_not_count():
    again = event("psychological-asked", "2026-10-01")
    done = event("psychological-done", "2026-08-20")

    assert outcome(ASKED, TOLD, done, again).status is Status.UNKNOWN


def test_told_without_a_day_promised_it_holds():
    told = event("psychological-dates-told", "2026-05-20")

    assert outcome(ASKED, told).status is Status.MET


def test_done_without_any_dates_told_is_said():
    found = outcome(ASKED, event("psychological-done", "2026-06-01"))

    assert found.status is Status.NOT_APPLICABLE
    assert "no record shows that any dates were told" in found.basis
