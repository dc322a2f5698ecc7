"""Keeping time: the night's sweep, then the morning's reminders, each once."""

from datetime import datetime

import pytest

from conferences.models import Run
from icm.clocks import tasks
from icm.clocks.models import Due, Reminder
from icm.core.models import Outgoing, Slot
from icm.people.models import Person
from icm.policy.roles import Role
from risk.models import Finding, Scores
from tests.factories import assessments, conferences
from tests.factories.persons import LONDON


def at(hour, day=21):
    return datetime(2026, 11, day, hour, 0, 30, tzinfo=LONDON)


@pytest.fixture
def started(world):
    """The first look of a new installation is over."""
    tasks.keep_time()


def test_a_new_installation_works_out_what_is_due_at_once(started):
    assert Due.objects.exists()
    assert {"sweep", "reminders"} <= set(Slot.objects.values_list("schedule", flat=True))
    assert not Slot.objects.filter(finished_at=None).exists()


def test_the_sweep_runs_at_two_and_the_reminders_at_six(started, clock, world):
    Due.objects.all().delete()
    Reminder.objects.all().delete()
    Outgoing.objects.all().delete()

    seen = []
    for hour in (1, 2, 3, 5, 6, 7):
        clock(at(hour, day=22))
        tasks.keep_time()
        seen.append((hour, Due.objects.exists(), Reminder.objects.exists()))

    assert seen == [
        (1, False, False),
        (2, True, False),
        (3, True, False),
        (5, True, False),
        (6, True, True),
        (7, True, True),
    ]
    done = Slot.objects.filter(schedule__in=["sweep", "reminders"]).exclude(finished_at=None)
    assert done.count() == 4
    assert Outgoing.objects.exists()


def test_schedules_are_proposed_once_a_night_where_something_waits(started, clock, world):
    by = world.user(Role.ICM_CASE_CO_ORDINATOR)
    waiting = conferences.planned(Person.objects.get(pk=world.person.pk), by)

    for hour in (2, 3, 4, 5):
        clock(at(hour, day=22))
        tasks.keep_time()
        Slot.objects.filter(schedule="schedules").update(
            finished_at=None
        )  # a worker died at the end of it

    run = Run.objects.get()
    assert (run.establishment, run.asked_by, run.state) == (
        waiting.person.establishment,
        None,
        "waiting",
    )
    clock(at(3, day=23))
    tasks.keep_time()
    assert Run.objects.get() == run  # nobody has taken it yet: it is still that one


def test_the_guard_over_the_figures_runs_once_a_night_and_logs_no_figure(
    started, clock, world, caplog
):
    row = assessments.done(world.person, world.user(Role.PBSW))
    Scores.objects.filter(assessment=row).update(total=41)

    for hour in (2, 3, 4):
        clock(at(hour, day=22))
        tasks.keep_time()

    row.refresh_from_db()
    assert row.stopped
    said = [one.getMessage() for one in caplog.records if one.name == "icm.clocks.tasks"]
    assert said == ["Assessments stopped: 1 of 1"]
    assert Finding.objects.count() == 1
