"""Acts of casework: one function an act, one module a subject."""

from casework.actions.answers import Reply, answer_referral
from casework.actions.referrals import (
    Ask,
    Asked,
    chase_referral,
    open_referral,
    open_referrals,
    withdraw_referral,
)

__all__ = [
    "Ask",
    "Asked",
    "Reply",
    "answer_referral",
    "chase_referral",
    "open_referral",
    "open_referrals",
    "withdraw_referral",
]
