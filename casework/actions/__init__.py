"""Acts of casework: one function an act, one module a subject."""

from casework.actions.answers import Reply, answer_referral
from casework.actions.copies import THE_PERSON, CopyRequest, Handing, give_copy, order_copy
from casework.actions.referrals import (
    Ask,
    Asked,
    chase_referral,
    open_referral,
    open_referrals,
    withdraw_referral,
)

__all__ = [
    "THE_PERSON",
    "Ask",
    "Asked",
    "CopyRequest",
    "Handing",
    "Reply",
    "answer_referral",
    "chase_referral",
    "give_copy",
    "open_referral",
    "open_referrals",
    "order_copy",
    "withdraw_referral",
]
