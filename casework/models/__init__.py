"""Tables of casework: the Core Screen, referrals, the plan with what is written in it, and the work around it."""

from casework.models.asks import Ask
from casework.models.copies import PlanCopy
from casework.models.plans import ActionPlan, PlanAction
from casework.models.quality import QualityReading
from casework.models.referrals import Chase, Provider, Referral
from casework.models.says import ActionSay
from casework.models.screens import Answer, CoreScreen, SafetyAlert, Sitting
from casework.models.talks import Conversation
from casework.models.writings import DomainRating, Narrative

__all__ = [
    "ActionPlan",
    "ActionSay",
    "Answer",
    "Ask",
    "Chase",
    "Conversation",
    "CoreScreen",
    "DomainRating",
    "Narrative",
    "PlanAction",
    "PlanCopy",
    "Provider",
    "QualityReading",
    "Referral",
    "SafetyAlert",
    "Sitting",
]
