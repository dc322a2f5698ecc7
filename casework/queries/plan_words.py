"""Who stands behind an action, what the rules may know of it, and how it stands as a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework import access
from casework.models import ActionPlan, PlanAction, Provider, Referral
from casework.policy import action_plan as policy
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.models import User

NOBODY = "Nobody yet"
THEIRS = "They do it themselves"
View = ActionPlan.View


@dataclass(frozen=True)
class Names:
    """What stands behind the keys of staff, providers and referrals."""

    staff: Mapping[int, str]
    providers: Mapping[int, str]
    referrals: Mapping[int, str]


def doers(row: PlanAction, names: Names) -> str:
    """Who does it: the person, a member of staff, a provider, or several of them together."""
    found = (
        THEIRS if row.theirs else "",
        names.staff.get(row.owner_id or 0, ""),
        names.providers.get(row.provider_id or 0, ""),
    )
    return ", ".join(text for text in found if text) or NOBODY


def names_here(rows: Iterable[PlanAction]) -> Names:
    """The names behind rows that were loaded with them."""
    found = list(rows)
    return Names(
        {row.owner_id: row.owner.display_name() for row in found if row.owner_id and row.owner},
        {row.provider_id: row.provider.name for row in found if row.provider_id and row.provider},
        {row.referral_id: _made(row.referral) for row in found if row.referral_id and row.referral},
    )


def names_of(rows: Iterable[PlanAction], *more: int | None) -> Names:
    """The same behind rows rebuilt from the history, with referrals as they stand now. Three queries."""
    found = list(rows)
    staff = {key for key in (*more, *(row.owner_id for row in found)) if key}
    providers = {row.provider_id for row in found if row.provider_id}
    referrals = Referral.objects.filter(
        pk__in={row.referral_id for row in found if row.referral_id}
    )
    return Names(
        {user.pk: user.display_name() for user in User.objects.filter(pk__in=staff)},
        dict(Provider.objects.filter(pk__in=providers).values_list("pk", "name")),
        {row.pk: _made(row) for row in referrals},
    )


def action_facts(row: PlanAction) -> policy.ActionFacts:
    """What the rules may know of an action."""
    return policy.ActionFacts(
        doer=row.theirs or row.owner_id is not None or row.provider_id is not None,
        risk_factor=bool(row.risk_factor),
        start_on=row.start_on,
        target_on=row.target_on,
        status=row.status,
    )


def plan_facts(plan: ActionPlan, rows: Sequence[PlanAction]) -> policy.PlanFacts:
    """What the rules may know of a plan."""
    return policy.PlanFacts(
        actions=len(rows),
        aims=bool(plan.aims),
        family_help=bool(plan.family_help),
        review_on=plan.review_on,
        view=plan.view,
        ask_again_on=plan.ask_again_on,
    )


def action_in_words(row: PlanAction, audience: Audience) -> str:
    """An action as a sentence, for whoever was changing it at the same time."""
    who = doers(row, names_here([row]))
    what = access.classed(row, audience)
    target = day(row.target_on) if row.target_on else "none"
    return f"“{what}” For: {row.get_domain_display()}. Who: {who}. Target: {target}."


def progress_in_words(row: PlanAction, audience: Audience) -> str:
    """How an action stands, as a sentence."""
    texts = (
        f"{PlanAction.Status(row.status).label}.",
        access.shown(row, "evidence", audience),
        access.shown(row, "not_done_why", audience),
        f"Done on {day(row.done_on)}." if row.done_on else "",
    )
    return " ".join(text for text in texts if text)


def said_of(plan: ActionPlan) -> str:
    """What the person says of the plan, as a sentence."""
    if not plan.view:
        return "They were not asked."
    words = f" “{plan.view_words}”" if plan.view_words else ""
    how = "entered by themselves" if plan.view_own else "asked"
    return f"{View(plan.view).label}, {how} on {day(plan.view_on)}.{words}"


def _made(row: Referral) -> str:
    return f"{row.get_state_display()}, made on {day(row.made_at)}"
