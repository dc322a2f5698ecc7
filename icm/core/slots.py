"""Timed work: which moment of which schedule is due, and who does it.

Each due moment is a row with a unique key, so any number of schedulers may write it. Whoever gets the row's lock does
the work; one who dies lets go of it, and the next who looks does the work again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import QuerySet

from icm.core.locks import alone
from icm.core.models import Slot
from icm.policy.calendar import LONDON

SLOT = 7_211_110

Clock = Callable[[], datetime]
Job = Callable[[datetime], object]


@dataclass(frozen=True, slots=True)
class Daily:
    """Something to do once a day, at a time by the clock in Scotland; ``after`` names what must be done before."""

    name: str
    at: time
    after: str = ""

    def latest(self, at: datetime) -> datetime:
        """The newest moment of the schedule that has come."""
        today = at.astimezone(LONDON).date()
        moment = datetime.combine(today, self.at, LONDON)
        return (
            moment if moment <= at else datetime.combine(today - timedelta(days=1), self.at, LONDON)
        )


def open_slots(schedules: Iterable[Daily], *, at: datetime) -> None:
    """Write down what has become due. After days without anybody looking only the newest moment counts."""
    Slot.objects.bulk_create(
        [Slot(schedule=daily.name, slot_at=daily.latest(at)) for daily in schedules],
        ignore_conflicts=True,
    )


def work(schedules: Iterable[Daily], jobs: Mapping[str, Job], *, clock: Clock) -> int:
    """Do what is open and nobody else is doing, in the order of the schedules. Returns how many slots were done."""
    return sum(_work_newest(daily, jobs[daily.name], clock) for daily in schedules)


def _work_newest(daily: Daily, job: Job, clock: Clock) -> bool:
    slot = _open(daily.name).order_by("-slot_at").first()
    if slot is None or _open(daily.after).filter(slot_at__lte=slot.slot_at).exists():
        return False
    with alone(SLOT, slot.pk) as mine:
        if not mine or not _open(daily.name).filter(pk=slot.pk).exists():
            return False
        Slot.objects.filter(pk=slot.pk).update(started_at=clock())
        job(clock())
        # An earlier moment that was never done is done with this one.
        _open(daily.name).filter(slot_at__lte=slot.slot_at).update(finished_at=clock())
        return True


def _open(schedule: str) -> QuerySet[Slot]:
    return Slot.objects.filter(schedule=schedule, finished_at=None)
