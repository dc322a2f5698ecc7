"""What somebody's action plan needs next: going back to ask, late actions, a review, a draft left lying."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from casework.models import ActionPlan, PlanAction
from casework.policy import action_plan as policy
from casework.queries.action_plan import plan_url
from casework.workflow import Planning
from icm.core.dates import day

View = ActionPlan.View


@dataclass(frozen=True)
class PlanPrompt:
    """One thing to do about one person's plan: by when, whether that has passed, why, and where to do it."""

    person: int
    title: str
    due_on: date
    late: bool
    why: str
    url: str


def plan_prompts(persons: Collection[int], on: date) -> tuple[PlanPrompt, ...]:
    """For these people, the earliest first. Two queries, however many they are."""
    plans = ActionPlan.objects.filter(person__in=persons).exclude(state=Planning.SUPERSEDED)
    found = [prompt for plan in plans for prompt in _of_plan(plan, on)]
    late = (
        PlanAction.objects.filter(plan__in=[plan.pk for plan in plans if plan.state == "agreed"])
        .filter(~Q(status__in=policy.FINISHED), target_on__lt=on)
        .values("plan__person")
        .annotate(number=Count("pk"), first=Min("target_on"))
        .values_list("plan__person", "number", "first")
        .order_by("plan__person")
    )
    found += [_late(person, number, first) for person, number, first in late]
    return tuple(sorted(found, key=lambda prompt: (prompt.due_on, prompt.person, prompt.title)))


def _of_plan(plan: ActionPlan, on: date) -> list[PlanPrompt]:
    found = []
    if plan.view == View.NO_ANSWER and plan.ask_again_on:
        found.append(
            PlanPrompt(
                plan.person_id,
                "Go back and ask what they say of their plan",
                plan.ask_again_on,
                plan.ask_again_on < on,
                f"They could not answer when they were asked on {day(plan.view_on)}.",
                plan_url("plan_view", plan.person_id, plan.number),
            )
        )
    if plan.state == Planning.AGREED and plan.review_on:
        found.append(
            PlanPrompt(
                plan.person_id,
                "Look at the action plan again with them",
                plan.review_on,
                plan.review_on < on,
                f"Version {plan.number} says so.",
                plan_url("action_plan", plan.person_id),
            )
        )
    return found


def _late(person: int, number: int, first: date) -> PlanPrompt:
    words = "One action is" if number == 1 else f"{number} actions are"
    return PlanPrompt(
        person,
        f"{words} past the target date",
        first,
        True,
        f"The first was to be done by {day(first)}. Record how it stands, or why it was not done.",
        plan_url("action_plan", person),
    )
