"""Why an LS/CMI is late, and how long a team needs for what waits."""

from datetime import date, timedelta

import pytest

from risk.policy.workload import PACE_WEEKS, SHORT_NOTICE, Late, Waiting, weeks_to_do, why_late

ON = date(2026, 11, 22)
DUE = date(2026, 10, 1)
NEAR = DUE - timedelta(days=56)
LONG_AGO = date(2025, 1, 10)


def late(**values):
    known = {"due_on": DUE, "arrived_on": LONG_AGO, "worker": True, "worker_since": LONG_AGO}
    return why_late(Waiting(**known | values), ON)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        pytest.param({}, Late.NOT_KNOWN, id="nothing on record"),
        pytest.param({"stopped": True}, Late.STOPPED, id="contradicts itself"),
        pytest.param({"worker": False}, Late.NOBODY, id="nobody allocated"),
        pytest.param({"worker_away": True}, Late.AWAY, id="away"),
        pytest.param({"arrived_on": DUE + timedelta(1)}, Late.CAME_LATE, id="came the day after"),
        pytest.param({"arrived_on": DUE}, Late.CAME_SHORTLY, id="came on the day it was due"),
        pytest.param(
            {"arrived_on": NEAR + timedelta(1)}, Late.CAME_SHORTLY, id="first day of short notice"
        ),
        pytest.param({"arrived_on": NEAR}, Late.NOT_KNOWN, id="last day of long notice"),
        pytest.param({"arrived_on": None}, Late.NOT_KNOWN, id="arrival not known"),
        pytest.param(
            {"worker_since": NEAR + timedelta(1)}, Late.NEW_WORKER, id="allocated on short notice"
        ),
        pytest.param({"worker_since": NEAR}, Late.NOT_KNOWN, id="allocated in time"),
        pytest.param({"worker_since": None}, Late.NOT_KNOWN, id="allocation not dated"),
        pytest.param({"asked_on": DUE}, Late.ASKED, id="asked for"),
    ],
)
def test_the_reason_is_what_the_record_shows(values, reason):
    assert late(**values) is reason


def test_where_several_apply_the_first_of_the_list_counts():
    every = {
        Late.STOPPED: {"stopped": True},
        Late.NOBODY: {"worker": False},
        Late.AWAY: {"worker_away": True},
        Late.CAME_LATE: {"arrived_on": DUE + timedelta(5)},
        Late.NEW_WORKER: {"worker_since": DUE},
        Late.ASKED: {"asked_on": DUE},
    }
    while every:
        together = {
            name: value for values in reversed(every.values()) for name, value in values.items()
        }
        first = next(iter(every))
        assert late(**together) is first
        del every[first]


@pytest.mark.parametrize(
    ("waiting", "done", "weeks"),
    [
        pytest.param(12, 12, 12, id="as many as are done"),
        pytest.param(13, 12, 13, id="one more"),
        pytest.param(1, 12, 1, id="part of a week is a week"),
        pytest.param(0, 5, 0, id="nothing waits"),
        pytest.param(5, 0, None, id="no pace to tell it by"),
    ],
)
def test_weeks_at_the_pace_of_late(waiting, done, weeks):
    assert weeks_to_do(waiting, done, ON) == weeks


def test_both_values_are_this_systems_own_and_say_so():
    for value in (SHORT_NOTICE, PACE_WEEKS):
        assert all(version.source.is_local for version in value.history)
