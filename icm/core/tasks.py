"""Wake-ups of the core: each looks into PostgreSQL for what there is to do, so that being woken twice is harmless."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from icm.core import outbox


@shared_task  # type: ignore[untyped-decorator]
def empty_outbox(**_: Any) -> None:
    """Send what waits to be sent, first of all what somebody who died had begun to send."""
    outbox.return_stuck(at=timezone.now())
    outbox.deliver(clock=timezone.now)
