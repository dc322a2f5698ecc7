"""Celery carries wake-ups only: what there is to do stands in PostgreSQL, so a lost message costs a minute, never a reminder."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icm.settings")

from django.conf import settings

app = Celery("icm", broker=settings.REDIS_URL)
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    # A page must not wait for a broker that is away: the sweeper finds what the wake-up would have said.
    task_publish_retry=False,
    broker_transport_options={"visibility_timeout": 60, "socket_connect_timeout": 1, "socket_timeout": 5},
    task_routes={"icm.clocks.tasks.sweep*": {"queue": "sweep"}},
    task_default_queue="wake",
    timezone="Europe/London",
    beat_schedule={},
)
app.autodiscover_tasks()
