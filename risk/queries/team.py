"""What a social work team's lists read of assessments. Levels and days, never a figure."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from risk.models import Assessment
from risk.policy.assessments import Tool
from risk.workflow import Assessing


@dataclass(frozen=True, slots=True)
class Newest:
    """Of one person: the newest LS/CMI of social work on one side. ``stopped``: not to be leaned on."""

    done_on: date
    band: str
    stopped: bool


def asked_for(persons: Collection[int]) -> dict[int, date | None]:
    """For whom an LS/CMI is asked for and not done, with the day on which it was."""
    rows = _lscmi(persons).filter(state=Assessing.REQUESTED)
    return dict(rows.order_by("-requested_on").values_list("person", "requested_on"))


def stopped(persons: Collection[int]) -> set[int]:
    """Of whom an LS/CMI is stopped because its figures contradict each other."""
    return set(_lscmi(persons).filter(stopped=True).values_list("person", flat=True))


def newest(persons: Collection[int]) -> dict[tuple[int, str], Newest]:
    """By person and side. One query."""
    rows = _lscmi(persons).filter(state=Assessing.DONE)
    found = rows.order_by("done_on", "pk").values_list(
        "person", "side", "done_on", "band", "stopped"
    )
    return {
        (person, side): Newest(on, band, held)
        for person, side, on, band, held in found
        if on is not None
    }


def done_between(assessors: Collection[int], first: date, last: date) -> Counter[int]:
    """How many LS/CMIs each did in that time."""
    rows = Assessment.objects.filter(
        tool=Tool.LSCMI, state=Assessing.DONE, assessor__in=assessors, done_on__range=(first, last)
    )
    return Counter(rows.values_list("assessor", flat=True))


def _lscmi(persons: Collection[int]) -> QuerySet[Assessment]:
    return Assessment.objects.filter(tool=Tool.LSCMI, person__in=persons)
