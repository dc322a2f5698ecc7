"""Timed work: the nightly sweep, the day's reminders, the schedules of conferences, and the guard over figures."""

import logging
from datetime import datetime, time
from typing import Any

from celery import shared_task
from django.utils import timezone

from casework.actions import asks
from conferences import actions as conferences
from icm.clocks import actions
from icm.core import slots
from icm.core.auth import actions as accounts
from risk import actions as risk

log = logging.getLogger(__name__)

# At two in the morning no clock change skips or repeats the hour. Nobody is reminded of a list not yet worked out.
SCHEDULES = (
    slots.Daily("sweep", time(2)),
    slots.Daily("reminders", time(6), after="sweep"),
    slots.Daily("schedules", time(2, 30), after="sweep"),
    slots.Daily("chasers", time(6, 30)),
    slots.Daily("tidy", time(4)),
    # Whatever it stops works out what is due for that person itself, so it need not come before the sweep.
    slots.Daily("guard", time(3)),
)


@shared_task  # type: ignore[untyped-decorator]
def keep_time(**_: Any) -> None:
    """Write down what has become due, and do what nobody is doing."""
    slots.open_slots(SCHEDULES, at=timezone.now())
    jobs = {"sweep": _sweep, "reminders": _remind, "tidy": _tidy, "guard": _guard}
    jobs |= {"chasers": _chase, "schedules": _schedule}
    slots.work(SCHEDULES, jobs, clock=timezone.now)


def _sweep(at: datetime) -> None:
    actions.sweep(on=timezone.localdate(at))


def _remind(at: datetime) -> None:
    actions.remind(on=timezone.localdate(at), at=at)


def _schedule(at: datetime) -> None:
    conferences.order_schedules(at=at)


def _chase(at: datetime) -> None:
    conferences.chase(on=timezone.localdate(at), at=at)
    asks.escalate(on=timezone.localdate(at), at=at)


def _tidy(at: datetime) -> None:
    accounts.tidy(at=at)


def _guard(at: datetime) -> None:
    found = risk.guard(at=at)
    if found.stopped:
        log.warning("Assessments stopped: %d of %d", found.stopped, found.looked_at)
