"""What the person says of one action of the plan in force. It never blocks the plan; the officer goes back to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from casework import access
from casework.actions.plan_standing import current
from casework.models import ActionPlan, ActionSay, PlanAction
from casework.queries.says import say_in_words
from casework.workflow import Planning
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused, Stale
from icm.policy.wording import READS_LIKE_A_SCORE, why_not_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """``version`` is the page's; nought where nothing had been said."""

    view: str
    words: str = ""
    version: int = 0


@transaction.atomic
def say_of_action(
    action: PlanAction, say: Say, *, by: User, principals: Principals, at: datetime
) -> ActionSay:
    """Said twice, it is said once; said anew, what was said before stays in the history."""
    plan = current(action.plan, principals, access.SAY)
    if plan.state != Planning.AGREED:
        raise Refused("Your plan has changed since you opened this page. Go back and look again.")
    row = ActionSay.objects.filter(person=plan.person_id, line=action.line).first()
    if row and (row.plan_id, row.view, row.words) == (plan.pk, say.view, say.words):
        return row
    if (row.version if row else 0) != say.version:
        version, said = (row.version, say_in_words(row)) if row else (0, "")
        raise Stale(current=said, version=version)
    if reason := _why_not(say):
        raise Refused(reason)
    return _stored(row, plan, action.line, say, by, at)


def _stored(
    row: ActionSay | None, plan: ActionPlan, line: int, say: Say, by: User, at: datetime
) -> ActionSay:
    found = row or ActionSay(person=plan.person, line=line, version=0)
    found.plan, found.view, found.words = plan, say.view, say.words
    found.said_at, found.said_by = at, by
    found.version += 1
    found.save()
    return found


def _why_not(say: Say) -> str:
    if say.view not in ActionSay.View.values:
        return "Say if you agree, do not agree or are not sure."
    if why_not_in_words(say.words):
        return READS_LIKE_A_SCORE
    return ""
