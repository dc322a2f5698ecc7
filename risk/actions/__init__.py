"""Acts on supervision levels, on assessments of risk and on the plans that manage it."""

from risk.actions.assessing import (
    Request,
    ask_assessment,
    promise_dates,
    tell_dates,
    withdraw_assessment,
)
from risk.actions.changes import Answer, News, answer_change, tell_change
from risk.actions.deciding import Decision, Proposal, decide, propose, withdraw
from risk.actions.explaining import Told, explain
from risk.actions.guarding import Guarded, guard
from risk.actions.hearing import (
    Representation,
    acknowledge,
    answer_documents,
    ask_documents,
    give,
    notify,
    represent,
    tell,
)
from risk.actions.outcomes import (
    Contradicts,
    Result,
    complete_assessment,
    correct_assessment,
    record_assessment,
    settle_assessment,
)
from risk.actions.receptions import receive
from risk.actions.serious_harm import HarmDecision, decide_serious_harm
from risk.actions.words import (
    Factor,
    Formulated,
    Need,
    Profile,
    write_formulation,
    write_needs,
)

__all__ = [
    "Answer",
    "Contradicts",
    "Decision",
    "Factor",
    "Formulated",
    "Guarded",
    "HarmDecision",
    "Need",
    "News",
    "Profile",
    "Proposal",
    "Representation",
    "Request",
    "Result",
    "Told",
    "acknowledge",
    "answer_change",
    "answer_documents",
    "ask_assessment",
    "ask_documents",
    "complete_assessment",
    "correct_assessment",
    "decide",
    "decide_serious_harm",
    "explain",
    "give",
    "guard",
    "notify",
    "promise_dates",
    "propose",
    "receive",
    "record_assessment",
    "represent",
    "settle_assessment",
    "tell",
    "tell_change",
    "tell_dates",
    "withdraw",
    "withdraw_assessment",
    "write_formulation",
    "write_needs",
]
