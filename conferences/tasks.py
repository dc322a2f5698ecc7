"""Wake-ups of conferences: each looks into PostgreSQL for what there is to do; being woken twice is harmless."""

from threading import Lock
from typing import Any

from celery import shared_task
from django.utils import timezone

from conferences.actions.scheduling import solve_schedule, take_run

# A search takes a whole core: a second one in the same process would only delay the first.
_ONE = Lock()


@shared_task  # type: ignore[untyped-decorator]
def make_schedules(**_: Any) -> None:
    """Search for the schedules that were ordered, one after another, until none waits."""
    if not _ONE.acquire(blocking=False):
        return
    try:
        while (run := take_run(at=timezone.now())) is not None:
            solve_schedule(run, at=timezone.now())
    finally:
        _ONE.release()
