"""Acts of casework: one function an act, one module a subject."""

from casework.actions.answers import Reply, answer_referral
from casework.actions.copies import THE_PERSON, CopyRequest, Handing, give_copy, order_copy
from casework.actions.providers import Service, close_provider, open_provider, open_providers
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
    "CopyRequest",
    "Handing",
    "Reply",
    "Service",
    "THE_PERSON",
    "answer_referral",
    "chase_referral",
    "close_provider",
    "give_copy",
    "open_provider",
    "open_providers",
    "open_referral",
    "open_referrals",
    "order_copy",
    "withdraw_referral",
]
