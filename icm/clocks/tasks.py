"""Timed work: the nightly sweep and the day's reminders."""

from datetime import datetime, time
from typing import Any

from celery import shared_task
from django.utils import timezone

from icm.clocks import actions
from icm.core import slots
from icm.core.auth import actions as accounts

# At two in the morning no clock change skips or repeats the hour. Nobody is reminded of a list not yet worked out.
SCHEDULES = (
    slots.Daily("sweep", time(2)),
    slots.Daily("reminders", time(6), after="sweep"),
    slots.Daily("tidy", time(4)),
)


@shared_task  # type: ignore[untyped-decorator]
def keep_time(**_: Any) -> None:
    """Write down what has become due, and do what nobody is doing."""
    slots.open_slots(SCHEDULES, at=timezone.now())
    jobs = {"sweep": _sweep, "reminders": _remind, "tidy": _tidy}
    slots.work(SCHEDULES, jobs, clock=timezone.now)


def _sweep(at: datetime) -> None:
    actions.sweep(on=timezone.localdate(at))


def _remind(at: datetime) -> None:
    actions.remind(on=timezone.localdate(at), at=at)


def _tidy(at: datetime) -> None:
    accounts.tidy(at=at)
