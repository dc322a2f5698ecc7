"""Wake-ups of the core: each looks into PostgreSQL for what there is to do, so that being woken twice is harmless."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from icm.core import documents, outbox


@shared_task  # type: ignore[untyped-decorator]
def empty_outbox(**_: Any) -> None:
    """Send what waits to be sent, first of all what somebody who died had begun to send."""
    outbox.return_stuck(at=timezone.now())
    outbox.deliver(clock=timezone.now)


@shared_task  # type: ignore[untyped-decorator]
def make_documents(**_: Any) -> None:
    """Make the documents that wait, first of all what somebody who died had begun to make."""
    documents.return_stuck(at=timezone.now())
    documents.make(clock=timezone.now)
