"""Acts on supervision levels: the level on reception, and a review from proposal to acknowledgement."""

from risk.actions.deciding import Decision, Proposal, decide, propose, withdraw
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
from risk.actions.receptions import receive

__all__ = [
    "Decision",
    "Proposal",
    "Representation",
    "acknowledge",
    "answer_documents",
    "ask_documents",
    "decide",
    "give",
    "notify",
    "propose",
    "receive",
    "represent",
    "tell",
    "withdraw",
]
