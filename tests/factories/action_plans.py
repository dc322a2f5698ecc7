"""Action plans, reached by the acts themselves: drafted, agreed, in force."""

from datetime import date, datetime
from itertools import count
from typing import Any

from casework import actions
from casework.actions.plan_standing import stamp
from casework.models import ActionPlan, PlanAction
from casework.policy.areas import Domain
from casework.queries.action_plan import rows_of
from icm.core.models import User
from icm.people.models import Person
from tests.factories import persons
from tests.factories.receptions import principals

_NUMBERS = count(1)
TARGET = date(2027, 1, 31)


def draft(of: Person, by: User, at: datetime = persons.NOW) -> ActionPlan:
    return actions.draft_plan(of, by=by, principals=principals(by), at=at)


def line(**values: Any) -> actions.Line:
    """An action that lacks nothing."""
    number = next(_NUMBERS)
    return actions.Line(
        **{
            "domain": Domain.ACCOMMODATION.value,
            "what": f"Fill in housing form {number}",
            "risk_factor": "Nowhere to live",
            "theirs": True,
            "target_on": TARGET,
        }
        | values
    )


def action(plan: ActionPlan, by: User, **values: Any) -> PlanAction:
    return actions.add_action(
        plan,
        line(**values),
        reference=f"action-{next(_NUMBERS)}",
        principals=principals(by),
        at=persons.NOW,
    )


def said(plan: ActionPlan, by: User, view: str = "agreed", **values: Any) -> ActionPlan:
    words = {
        "view": view,
        "words": "It suits me.",
        "on": persons.TODAY,
        "ask_again_on": persons.days_ago(-7).date() if view == "no-answer" else None,
        "version": ActionPlan.objects.get(pk=plan.pk).version,
    } | values
    return actions.record_view(
        plan, actions.Said(**words), principals=principals(by), at=persons.NOW
    )


def agreed(plan: ActionPlan, by: User, at: datetime = persons.NOW) -> ActionPlan:
    """Put in force as it is."""
    plan.refresh_from_db()
    seen = stamp(plan, rows_of(plan))
    return actions.put_in_force(plan, seen=seen, by=by, principals=principals(by), at=at)


def in_force(of: Person, by: User, *, lines: int = 1, view: str = "agreed", **values: Any):
    """A plan in force with so many actions."""
    made = draft(of, by)
    for _ in range(lines):
        action(made, by, **values)
    said(made, by, view)
    return agreed(made, by)


def progress(row: PlanAction, by: User, status: str = "under-way", **values: Any) -> PlanAction:
    version = PlanAction.objects.get(pk=row.pk).version
    sent = actions.Progress(**{"status": status, "version": version} | values)
    return actions.record_progress(row, sent, principals=principals(by), at=persons.NOW)
