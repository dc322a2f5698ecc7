"""What people say of the actions of their plans, and which of it nobody has talked through with them yet."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from casework import access
from casework.models import ActionPlan, ActionSay, Conversation, PlanAction
from casework.policy import action_plan as policy
from casework.policy.officers import Topic
from casework.workflow import Planning
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.policy.calendar import in_scotland

Says = Mapping[int, ActionSay]


@dataclass(frozen=True, slots=True)
class Against:
    """With how many actions somebody does not agree, or with the plan, and since when nobody has talked of it."""

    actions: int
    plan: bool
    since: date

    @property
    def words(self) -> str:
        if self.plan and not self.actions:
            return "They do not agree with the plan"
        if self.actions == 1:
            return "They do not agree with an action of the plan"
        return f"They do not agree with {self.actions} actions of the plan"


def says_of(person: int) -> dict[int, ActionSay]:
    """By line, what they say now. One query."""
    rows = ActionSay.objects.filter(person=person).select_related("plan")
    return {row.line: row for row in rows}


def say_in_words(row: ActionSay) -> str:
    """As a sentence, for whoever was saying it at the same time."""
    words = f" “{row.words}”" if row.words else ""
    return f"{ActionSay.View(row.view).label}.{words}"


def said_for(row: ActionSay, plan: ActionPlan, audience: Audience) -> dict[str, Any]:
    """The answer, the words and when, as this audience may read them beside the action of that version."""
    of = "" if row.plan_id == plan.pk else f", of version {row.plan.number}"
    return {
        "view": ActionSay.View(row.view).label,
        "view_words": access.shown(row, "words", audience),
        "view_on": f"Said on {day(row.said_at)}{of}",
    }


def against(persons: Collection[int]) -> dict[int, Against]:
    """By person; whoever agrees, or was talked with about the plan since, is left out. Two queries."""
    moments: defaultdict[int, list[datetime]] = defaultdict(list)
    for person, said_at in _disagreed(persons).values_list("person", "said_at"):
        moments[person].append(said_at)
    plans = dict(_plans_disagreed(persons))
    return {
        person: Against(
            actions=len(moments[person]),
            plan=person in plans,
            since=min(_days(moments[person], plans.get(person))),
        )
        for person in sorted({*moments, *plans})
    }


def _days(moments: Collection[datetime], plan: date | None) -> Iterator[date]:
    yield from (in_scotland(at).date() for at in moments)
    if plan is not None:
        yield plan


def _disagreed(persons: Collection[int]) -> QuerySet[ActionSay]:
    stands = PlanAction.objects.filter(
        plan__person=OuterRef("person"), plan__state=Planning.AGREED, line=OuterRef("line")
    ).exclude(status__in=policy.FINISHED)
    talked = _about_the_plan().filter(at__gte=OuterRef("said_at"))
    rows = ActionSay.objects.filter(person__in=persons, view=ActionSay.View.DISAGREED)
    return rows.filter(Exists(stands), ~Exists(talked))


def _plans_disagreed(persons: Collection[int]) -> QuerySet[ActionPlan, tuple[int, date | None]]:
    """Those who said so themselves: what staff recorded, staff have talked about."""
    talked = _about_the_plan().filter(at__date__gte=OuterRef("view_on"))
    rows = ActionPlan.objects.filter(
        person__in=persons,
        state=Planning.AGREED,
        view=ActionPlan.View.DISAGREED,
        view_own=True,
        view_on__isnull=False,
    )
    return rows.filter(~Exists(talked)).values_list("person", "view_on")


def _about_the_plan() -> QuerySet[Conversation]:
    return Conversation.objects.filter(
        person=OuterRef("person"), topics__contains=[Topic.PLAN.value]
    )
