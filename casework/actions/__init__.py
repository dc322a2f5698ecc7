"""Acts of casework: one function an act, one module a subject."""

from casework.actions.answers import Reply, answer_referral
from casework.actions.copies import THE_PERSON, CopyRequest, Handing, give_copy, order_copy
from casework.actions.moving import Onward, move_on
from casework.actions.plan_actions import (
    Line,
    Progress,
    add_action,
    change_action,
    record_own_progress,
    record_progress,
    remove_action,
    reorder,
)
from casework.actions.plan_referrals import refer_action
from casework.actions.plans import (
    Aims,
    Said,
    draft_plan,
    put_in_force,
    record_view,
    write_aims,
)
from casework.actions.providers import (
    Particulars,
    Service,
    change_provider,
    close_provider,
    open_provider,
    open_providers,
    reopen_provider,
)
from casework.actions.ratings import Rating, rate_domain
from casework.actions.referrals import (
    Ask,
    Asked,
    HandOver,
    chase_referral,
    open_referral,
    open_referrals,
    withdraw_referral,
)
from casework.actions.says import Say, say_of_action
from casework.actions.writings import (
    NearCopy,
    Rewriting,
    StaleWords,
    Writing,
    change_narrative,
    withdraw_narrative,
    write_narrative,
)

__all__ = [
    "THE_PERSON",
    "Aims",
    "Ask",
    "Asked",
    "CopyRequest",
    "HandOver",
    "Handing",
    "Line",
    "NearCopy",
    "Onward",
    "Particulars",
    "Progress",
    "Rating",
    "Reply",
    "Rewriting",
    "Said",
    "Say",
    "Service",
    "StaleWords",
    "Writing",
    "add_action",
    "answer_referral",
    "change_action",
    "change_narrative",
    "change_provider",
    "chase_referral",
    "close_provider",
    "draft_plan",
    "give_copy",
    "move_on",
    "open_provider",
    "open_providers",
    "open_referral",
    "open_referrals",
    "order_copy",
    "put_in_force",
    "rate_domain",
    "record_own_progress",
    "record_progress",
    "record_view",
    "refer_action",
    "remove_action",
    "reopen_provider",
    "reorder",
    "say_of_action",
    "withdraw_narrative",
    "withdraw_referral",
    "write_aims",
    "write_narrative",
]
