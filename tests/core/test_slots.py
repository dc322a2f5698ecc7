"""Timed work: each moment once, however many look; again where somebody died over it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connections

from icm.core.models import Slot
from icm.core.slots import SLOT, Daily, open_slots, work

LONDON = ZoneInfo("Europe/London")
AT = datetime(2026, 11, 21, 6, 30, tzinfo=LONDON)
SWEEP = Daily("sweep", time(2))
REMINDERS = Daily("reminders", time(6), after="sweep")
BOTH = (SWEEP, REMINDERS)


@pytest.fixture
def done():
    """The jobs, and what they did."""
    calls = []
    jobs = {name: (lambda at, name=name: calls.append(name)) for name in ("sweep", "reminders")}
    return calls, jobs


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 21, 2, 0, tzinfo=LONDON), "2026-11-21T02:00:00+00:00"),
        (datetime(2026, 11, 21, 1, 59, tzinfo=LONDON), "2026-11-20T02:00:00+00:00"),
        # The nights on which the clocks change, and a summer's night seen from elsewhere.
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29T02:00:00+01:00"),
        (datetime(2026, 10, 25, 1, 59, tzinfo=UTC), "2026-10-24T02:00:00+01:00"),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "2026-10-25T02:00:00+00:00"),
        (datetime(2026, 6, 1, 0, 59, tzinfo=UTC), "2026-05-31T02:00:00+01:00"),
    ],
)
def test_latest_is_the_newest_moment_by_the_clock_in_scotland(at, expected):
    assert SWEEP.latest(at).isoformat() == expected


def test_any_number_of_schedulers_open_a_slot_once(db):
    for minutes in range(5):
        open_slots(BOTH, at=AT + timedelta(minutes=minutes))

    assert Slot.objects.count() == 2


def test_work_does_each_slot_once(db, done):
    calls, jobs = done
    open_slots(BOTH, at=AT)

    assert work(BOTH, jobs, clock=lambda: AT) == 2
    assert work(BOTH, jobs, clock=lambda: AT) == 0
    assert calls == ["sweep", "reminders"]
    assert not Slot.objects.filter(finished_at=None).exists()


def test_nothing_is_done_before_its_time(db, done):
    calls, jobs = done
    open_slots(BOTH, at=AT)
    work(BOTH, jobs, clock=lambda: AT)

    open_slots(BOTH, at=AT + timedelta(hours=19))
    work(BOTH, jobs, clock=lambda: AT)

    assert calls == ["sweep", "reminders"]


def test_days_missed_are_done_once_and_closed(db, done):
    calls, jobs = done
    for days in (3, 2, 0):
        open_slots([SWEEP], at=AT - timedelta(days=days))

    work([SWEEP], jobs, clock=lambda: AT)

    assert calls == ["sweep"]
    assert not Slot.objects.filter(finished_at=None).exists()


def test_a_job_that_failed_is_done_again_and_what_follows_it_waits(db, done):
    calls, jobs = done
    open_slots(BOTH, at=AT)

    def fail(at):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        work(BOTH, jobs | {"sweep": fail}, clock=lambda: AT)
    assert work([REMINDERS], jobs, clock=lambda: AT) == 0
    work(BOTH, jobs, clock=lambda: AT)

    assert calls == ["sweep", "reminders"]


@pytest.mark.django_db(transaction=True)
def test_what_somebody_else_is_doing_is_left_to_them_until_they_die(done):
    calls, jobs = done
    open_slots([SWEEP], at=AT)
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_backend_pid(), pg_advisory_lock(%s, id::integer) FROM core_slot", [SLOT]
        )
        (worker, _) = cursor.fetchone()

    assert work([SWEEP], jobs, clock=lambda: AT) == 0

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [worker])
    other.close()
    assert work([SWEEP], jobs, clock=lambda: AT) == 1
    assert calls == ["sweep"]
