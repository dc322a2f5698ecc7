"""What a provider says to a referral: for itself, or through staff where it has no team."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from casework import access
from casework.actions.referrals import in_words, locked
from casework.models import Referral
from casework.policy import referrals as policy
from casework.workflow import REFERRING
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.facts import facts_changed
from icm.core.refusals import Refused, Stale
from icm.policy.calendar import in_scotland
from icm.policy.wording import why_not_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a provider says to a referral: a move of the workflow, the day, the words, when it expects to start."""

    move: str
    on: date
    words: str = ""
    expected_on: date | None = None
    version: int


@transaction.atomic
def answer_referral(
    referral: Referral, reply: Reply, *, principals: Principals, at: datetime
) -> Referral:
    """What the provider says: accepted, declined, waiting, started or closed. Sending it twice changes nothing."""
    row = locked(referral)
    changes = _changes(row, reply)
    if _stands_already(row, reply, changes):
        return row
    if row.version != reply.version:
        raise Stale(current=in_words(row), version=row.version)
    if reason := _unfit(row, reply, at):
        raise Refused(reason)
    held = access.held_on(row, principals)
    moved = REFERRING.apply(reply.move, row, held=held, version=row.version + 1, **changes)
    facts_changed([row.person_id], at=at)
    return moved


def _stands_already(row: Referral, reply: Reply, changes: dict[str, Any]) -> bool:
    """Whether this very reply was recorded already, by the step just after the page was made."""
    moved = row.version == reply.version + 1 and row.state == REFERRING.moves[reply.move].to
    return moved and all(getattr(row, field) == value for field, value in changes.items())


def _changes(row: Referral, reply: Reply) -> dict[str, Any]:
    """What the reply writes beside the state. The first reply, whichever it is, answers the referral."""
    on, words = reply.on, reply.words
    answered: dict[str, Any] = {
        "answered_on": row.answered_on or on,
        "answer": words or row.answer,
    }
    ended = {"ended_on": on, "chase_on": None}
    chased = {"chase_on": policy.next_chase(on, reply.expected_on)}
    since = {"waiting_since": row.waiting_since or on, "expected_on": reply.expected_on}
    by_move: dict[str, dict[str, Any]] = {
        "accept": answered | chased,
        "decline": answered | ended,
        "wait": answered | chased | since,
        "start": answered | {"started_on": on, "chase_on": None},
        "close": ended | {"outcome": words},
    }
    return by_move[reply.move]


def _unfit(row: Referral, reply: Reply, at: datetime) -> str:
    if reply.on > in_scotland(at).date():
        return "That day is in the future."
    earliest = row.started_on if reply.move == "close" and row.started_on else None
    earliest = earliest or in_scotland(row.made_at).date()
    if reply.on < earliest:
        return f"That is before {day(earliest)}, when it was {_began(row, earliest)}."
    if reply.expected_on is not None and reply.expected_on < reply.on:
        return "The day you expect to start is past."
    if reply.move == "decline" and not reply.words:
        return "Say why it is declined. The person may read it."
    if reply.move == "close" and not reply.words:
        return "Say what came of it. The person may read it."
    return why_not_in_words(reply.words)


def _began(row: Referral, earliest: date) -> str:
    return "started" if row.started_on == earliest else "made"
