"""Actions past their target date, of many people at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from casework.models import PlanAction
from casework.policy import action_plan as policy
from casework.workflow import Planning


@dataclass(frozen=True)
class LateActions:
    """How many actions of a plan in force are past their target date, and the first of these dates."""

    number: int
    first: date

    @property
    def words(self) -> str:
        if self.number == 1:
            return "An action of the plan is past its target date"
        return f"{self.number} actions of the plan are past their target date"


def late_actions(persons: Collection[int], on: date) -> dict[int, LateActions]:
    """By person; whoever has none is left out. One query."""
    rows = (
        PlanAction.objects.filter(
            ~Q(status__in=policy.FINISHED),
            plan__person__in=persons,
            plan__state=Planning.AGREED,
            target_on__lt=on,
        )
        .order_by()
        .values_list("plan__person")
        .annotate(Count("pk"), Min("target_on"))
    )
    return {person: LateActions(number, first) for person, number, first in rows}
