"""What people said at a terminal of the actions of their plan; no source says how many do."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from django.apps import apps

from icm.core.bulk import copy
from icm.demo.estate.asks import SINCE
from icm.demo.estate.words import lines

Row = Sequence[Any]

COLUMNS = ("person", "plan", "line", "view", "words", "said_at", "said_by", "version")
SAID = 0.05  # of plans in force
OF_EACH = 3  # actions of one plan, at most
VIEWS = {"agreed": 55, "disagreed": 25, "unsure": 20}
WORDS = 0.7  # of sayings


@dataclass(frozen=True, slots=True)
class Plan:
    key: int
    person: int
    agreed_at: datetime


def who_says(known: Collection[int], shown: Collection[int], draw: Random) -> list[Plan]:
    """Plans in force of people who have been there long enough (``known``), with those of ``shown`` in any case."""
    rows: Iterable[Sequence[Any]] = (
        apps.get_model("casework", "ActionPlan")
        ._default_manager.filter(state="agreed")
        .order_by("pk")
        .values_list("pk", "person", "agreed_at")
    )
    return [
        plan
        for plan in (Plan(*row) for row in rows)
        if plan.person in known and (draw.random() < SAID or plan.person in shown)
    ]


def write_says(plans: Sequence[Plan], users: Mapping[int, int], draw: Random, at: datetime) -> int:
    """Of some of the actions they read there: what is withheld from them they say nothing of."""
    found: dict[int, list[int]] = {plan.key: [] for plan in plans}
    actions = apps.get_model("casework", "PlanAction")._default_manager
    theirs = actions.filter(plan__in=found, disclosure="person").order_by("plan", "sequence")
    for plan, line in theirs.values_list("plan", "line"):
        found[plan].append(line)
    rows = (
        _row(plan, line, users[plan.person], draw, at)
        for plan in plans
        for line in draw.sample(
            found[plan.key], min(len(found[plan.key]), draw.randint(1, OF_EACH))
        )
    )
    return copy(apps.get_model("casework", "ActionSay"), COLUMNS, rows)


def _row(plan: Plan, line: int, user: int, draw: Random, at: datetime) -> Row:
    view = draw.choices(list(VIEWS), list(VIEWS.values()))[0]
    words = draw.choice(lines("asks", view)) if draw.random() < WORDS else ""
    first = max(plan.agreed_at, at - SINCE)
    said_at = first + (at - first) * draw.uniform(0.1, 0.9)
    return (plan.person, plan.key, line, view, words, said_at, user, 1)
