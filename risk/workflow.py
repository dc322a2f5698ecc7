"""The states of a supervision level review, an assessment and a risk management plan, and the moves between them."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from icm.core.workflow import Move, Workflow
from icm.people.access import DECIDE_REVIEW, PROPOSE_REVIEW
from icm.policy.calendar import in_words
from risk.policy.hearing import last_day

if TYPE_CHECKING:
    from risk.models import Assessment, RiskPlan, SupervisionReview


class State(TextChoices):
    PROPOSED = "proposed", "Proposed"
    DECIDED = "decided", "Decided"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Assessing(TextChoices):
    REQUESTED = "requested", "Asked for"
    DONE = "done", "Done"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Managing(TextChoices):
    DRAFT = "draft", "Draft"
    IN_FORCE = "in-force", "In force"
    SUPERSEDED = "superseded", "Replaced"


# What needs what: the verbs of risk/access.py, repeated by name because access stands above the states.
ASSESS = "do an assessment"
ASK = "ask for an assessment"
SETTLE = "settle a contradiction"
WITHDRAW = "withdraw a request"
MANAGE = "make the risk management plan"

PROPOSED = frozenset({State.PROPOSED.value})
DECIDED = frozenset({State.DECIDED.value})
STAYS = ""  # the move changes what is on record, not the state


def no_notice(review: "SupervisionReview") -> str:
    """PSS-NOTICE-UP: where rule 21 asks for notice, or may, no decision without it."""
    if review.notice_needed is False or review.notice_on:
        return ""
    if review.notice_needed is None:
        return (
            "It cannot be told whether rule 21 asks for written notice first: the level held before,"
            " the parole qualifying date or the punishment part is not known. Give the notice first."
        )
    if review.notice_reasons:
        return "The notice is written. Rule 21 asks that it is given first: record the day it was handed over."
    return (
        "Rule 21 asks for written notice first: the proposed level, the reasons, and how to make"
        " representations."
    )


def too_early(review: "SupervisionReview", on: date) -> str:
    """PSS-NOTICE-UP: where rule 21 asks for notice, or may, no decision while the person may still answer it."""
    given = review.notice_on
    if review.notice_needed is False or given is None:
        return ""
    if any(day and day >= given for day in (review.representations_on, review.answered_on)):
        return ""
    if on > (last := last_day(given)):
        return ""
    return (
        f"The notice was handed over on {in_words(given)}, and they have until {in_words(last)} to answer it."
        " It can be decided before that once it is recorded what they say, or that they have nothing to say."
    )


def may_withdraw(review: "SupervisionReview", held: Collection[str], asker: int) -> bool:
    """Once the person has the notice, only whoever decides, or proposed it, takes it back."""
    return not review.notice_on or DECIDE_REVIEW in held or review.proposed_by_id == asker


def _noticed(review: "SupervisionReview") -> str:
    return "The notice has been given." if review.notice_on else ""


def _not_written(review: "SupervisionReview") -> str:
    return _noticed(review) or ("" if review.notice_reasons else "It has to be written first.")


def _told(review: "SupervisionReview") -> str:
    return "They have been told in writing." if review.told_on else ""


def _not_told(review: "SupervisionReview") -> str:
    if review.acknowledged_on:
        return "They have acknowledged it."
    return "" if review.told_on else "They have to be told in writing first."


def _asked(review: "SupervisionReview") -> str:
    return "The request is on record." if review.documents_requested_on else ""


def _not_asked(review: "SupervisionReview") -> str:
    return "" if review.documents_requested_on else "They have not asked for the documents."


REVIEW: Workflow["SupervisionReview"] = Workflow(
    Move("notify", "Write the notice", PROPOSED, STAYS, DECIDE_REVIEW, _noticed),
    Move(
        "give",
        "Record that the notice was handed over",
        PROPOSED,
        STAYS,
        PROPOSE_REVIEW,
        _not_written,
    ),
    Move("represent", "Record what they say about it", PROPOSED, STAYS, PROPOSE_REVIEW),
    Move("decide", "Decide the level", PROPOSED, State.DECIDED, DECIDE_REVIEW, no_notice),
    Move("withdraw", "Withdraw the proposal", PROPOSED, State.WITHDRAWN, PROPOSE_REVIEW),
    Move("tell", "Record that they were told in writing", DECIDED, STAYS, PROPOSE_REVIEW, _told),
    Move(
        "ask", "Record a request for documents", PROPOSED | DECIDED, STAYS, PROPOSE_REVIEW, _asked
    ),
    Move(
        "answer", "Give or withhold documents", PROPOSED | DECIDED, STAYS, DECIDE_REVIEW, _not_asked
    ),
    Move(
        "acknowledge", "Record that they acknowledged it", DECIDED, STAYS, PROPOSE_REVIEW, _not_told
    ),
)
REQUESTED, DONE = frozenset({Assessing.REQUESTED.value}), frozenset({Assessing.DONE.value})
ASSESSING: Workflow["Assessment"] = Workflow(
    Move("promise", "Set when it starts and ends", REQUESTED, STAYS, ASSESS),
    Move("told", "Record that they were told the dates", REQUESTED, STAYS, ASSESS),
    Move("complete", "Record the outcome", REQUESTED, Assessing.DONE, ASSESS),
    Move("correct", "Correct the outcome", DONE, STAYS, ASSESS),
    Move("settle", "Settle the contradiction", DONE, STAYS, SETTLE),
    Move("withdraw", "Withdraw the request", REQUESTED, Assessing.WITHDRAWN, WITHDRAW),
)
MANAGING: Workflow["RiskPlan"] = Workflow(
    Move("agree", "Put it in force", frozenset({"draft"}), Managing.IN_FORCE, MANAGE),
    Move("supersede", "Replace it", frozenset({"in-force"}), Managing.SUPERSEDED, MANAGE),
)
