"""An action of the plan in force that a provider does: the referral behind it."""

from datetime import datetime

from django.db import transaction

from casework import access
from casework.actions.plan_standing import current, require_cleared
from casework.actions.referrals import Ask, open_referral, standing
from casework.models import PlanAction, Referral
from casework.workflow import Planning
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused


@transaction.atomic
def refer_action(
    action: PlanAction, *, consent: str, by: User, principals: Principals, at: datetime
) -> Referral:
    """Refer the person to the provider of this action, or join the referral there that already stands for it.

    The referral carries the action's own text with its class, and whoever owns the action chases it.
    """
    plan = current(action.plan, principals)
    rows = PlanAction.objects.select_related("owner", "provider", "referral")
    row = rows.get(pk=action.pk)
    if row.referral:
        return row.referral
    if plan.state != Planning.AGREED:
        raise Refused("A referral is opened from the plan in force.")
    if row.provider is None:
        raise Refused("No provider is named for this action.")
    require_cleared(row.disclosure, access.audience_of(plan.person, principals))
    ask = Ask(
        reference=f"action-{row.pk}",
        provider=row.provider,
        domain=row.domain,
        origin=Referral.Origin.PLAN.value,
        consent=consent,
        why=row.what,
        disclosure=row.disclosure,
        gist=row.gist,
        ground=row.ground,
        chaser=row.owner,
        quoted=True,
    )
    made = standing(plan.person, row.provider, row.domain) or open_referral(
        plan.person, ask, by=by, principals=principals, at=at
    )
    same_line = PlanAction.objects.filter(plan__person=plan.person, line=row.line)
    same_line.exclude(plan__state=Planning.SUPERSEDED).update(referral=made)
    return made
