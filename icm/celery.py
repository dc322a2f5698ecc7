"""Celery carries wake-ups only: what there is to do stands in PostgreSQL, and a lost message costs seconds, no work.

Beat wakes the workers every few seconds. A worker also looks for itself, so that neither a broker that is away nor a
worker that no longer hears it after a reconnection (which has happened) leaves anything undone.
"""

import logging
import os
from threading import Event, Thread
from typing import Any

from celery import Celery, bootsteps
from kombu.entity import Exchange, Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icm.settings")

from django.conf import settings
from django.db import close_old_connections, connections

log = logging.getLogger(__name__)

WAKE_EVERY, LOOK_EVERY, AFTER_TROUBLE = 2.0, 3.0, 1.0  # seconds
# What a worker of each queue looks after.
WORK = {
    "wake": "icm.core.tasks.empty_outbox",
    "sweep": "icm.clocks.tasks.keep_time",
    "documents": "icm.core.tasks.make_documents",
    "schedules": "conferences.tasks.make_schedules",
}


def _queue(name: str) -> Queue:
    """Of wake-ups: nobody acknowledges them, and a lost one costs seconds.

    With acknowledgements a worker that loses its broker in the middle of a task tries to give the message back over
    the line that is gone, and dies of it (kombu 5.7, seen in the crash harness). An exchange of its own, because bound
    to the default one each queue would get every message.
    """
    return Queue(name, Exchange(name), routing_key=name, no_ack=True)  # type: ignore[no-untyped-call]


app = Celery("icm", broker=settings.REDIS_URL)
app.conf.update(
    task_ignore_result=True,
    worker_hijack_root_logger=False,  # it would print errors with all their words; see icm/core/logs.py
    worker_prefetch_multiplier=1,
    # Threads, so that a worker has one life: what a killed child of a killed parent would still do is nobody's guess.
    worker_pool="threads",
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # however long the broker is away
    # A page must not wait for a broker that is away: the workers find what the wake-up would have said.
    task_publish_retry=False,
    broker_transport_options={
        "visibility_timeout": 60,
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
    },
    task_queues=[_queue(name) for name in WORK],
    task_default_queue="wake",
    task_routes={task: {"queue": queue} for queue, task in WORK.items()},
    timezone="Europe/London",
    beat_schedule={
        f"wake {queue}": {
            "task": task,
            "schedule": WAKE_EVERY,
            # A wake-up nobody heard in time would only join a crowd: the next one is as good.
            "options": {"expires": WAKE_EVERY},
        }
        for queue, task in WORK.items()
    },
)
app.autodiscover_tasks()


class LookAround(bootsteps.StartStopStep):  # type: ignore[misc]
    """A thread for each queue the worker serves, doing what a wake-up would do, woken or not."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.ended = Event()

    def start(self, worker: Any) -> None:
        for queue in worker.app.amqp.queues.consume_from:
            if queue in WORK:
                Thread(
                    target=self._look, args=(worker.app.tasks[WORK[queue]],), daemon=True
                ).start()

    def stop(self, worker: Any) -> None:
        self.ended.set()

    terminate = stop

    def _look(self, task: Any) -> None:
        pause = LOOK_EVERY
        while not self.ended.wait(pause):
            pause = LOOK_EVERY
            try:
                task()
                close_old_connections()
            except Exception:
                # Whatever it is, it must not end the looking; the database may be back the next time.
                log.exception("Looking for work failed")
                connections.close_all()
                pause = AFTER_TROUBLE


app.steps["worker"].add(LookAround)
