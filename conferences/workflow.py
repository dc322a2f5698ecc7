"""The states of a case conference, and the one table of moves between them."""

from typing import TYPE_CHECKING

from django.db.models import TextChoices

from icm.core.workflow import Move, Workflow

if TYPE_CHECKING:
    from conferences.models import Conference, Minute, Request


class Conferring(TextChoices):
    PLANNED = "planned", "To be arranged"
    SET = "set", "Date fixed"
    ADJOURNED = "adjourned", "Adjourned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class Minuting(TextChoices):
    DRAFT = "draft", "Draft"
    SIGNED = "signed", "Signed"
    ISSUED = "issued", "Issued"


class Requesting(TextChoices):
    WAITING = "waiting", "Waits for an answer"
    AGREED = "agreed", "Agreed to"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back"


# What needs what: the verbs of conferences/access.py, repeated by name because access stands above the states.
ARRANGE = "arrange a conference"
HOLD = "hold a conference"
MINUTE = "keep the minute"
SIGN = "sign the minute"
ISSUE = "issue the minute"
ASK = "ask for a conference"
DECIDE = "answer a request"

OPEN = frozenset({Conferring.PLANNED.value, Conferring.SET.value, Conferring.ADJOURNED.value})
# While, and after, it sits: when a minute of it is kept.
KEPT_IN = frozenset({Conferring.SET.value, Conferring.ADJOURNED.value, Conferring.HELD.value})
_TO_FIX = frozenset({Conferring.PLANNED.value, Conferring.ADJOURNED.value})
_FIXED = frozenset({Conferring.SET.value})

CONFERRING: Workflow["Conference"] = Workflow(
    Move("fix", "Fix the date", _TO_FIX, Conferring.SET, ARRANGE),
    Move("move", "Move it to another date", _FIXED, "", ARRANGE),
    Move("postpone", "Postpone it", _FIXED, Conferring.PLANNED, ARRANGE),
    Move("hold", "Record that it was held", _FIXED, Conferring.HELD, HOLD),
    Move("adjourn", "Adjourn it", _FIXED, Conferring.ADJOURNED, HOLD),
    Move("cancel", "Cancel it", OPEN, Conferring.CANCELLED, ARRANGE),
)

# Nothing signed is overwritten: a change opens another edition, which is signed and issued again.
MINUTING: Workflow["Minute"] = Workflow(
    Move("sign", "Sign the minute", frozenset({Minuting.DRAFT.value}), Minuting.SIGNED, SIGN),
    Move("issue", "Issue the minute", frozenset({Minuting.SIGNED.value}), Minuting.ISSUED, ISSUE),
    Move(
        "reopen",
        "Change it in another edition",
        frozenset({Minuting.SIGNED.value, Minuting.ISSUED.value}),
        Minuting.DRAFT,
        SIGN,
    ),
)

# Somebody who was refused and challenges it may be told yes after all; a yes is ended with its conference.
REQUESTING: Workflow["Request"] = Workflow(
    Move(
        "agree",
        "Agree to it",
        frozenset({Requesting.WAITING.value, Requesting.REFUSED.value}),
        Requesting.AGREED,
        DECIDE,
    ),
    Move("refuse", "Refuse it", frozenset({Requesting.WAITING.value}), Requesting.REFUSED, DECIDE),
    Move(
        "withdraw", "Take it back", frozenset({Requesting.WAITING.value}), Requesting.WITHDRAWN, ASK
    ),
)
