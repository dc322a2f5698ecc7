"""The states of a Core Screen, a referral, an action plan and what a person asks, and the moves between them."""

from typing import TYPE_CHECKING

from django.db.models import TextChoices

from icm.core.workflow import Move, Workflow

if TYPE_CHECKING:
    from casework.models import ActionPlan, Ask, CoreScreen, Referral


class Screening(TextChoices):
    OPEN = "open", "Open"
    COMPLETED = "completed", "Completed"
    ABANDONED = "abandoned", "Ended without completion"


class Referring(TextChoices):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    WAITING = "waiting", "Waiting"
    ACTIVE = "active", "Under way"
    CLOSED = "closed", "Closed"
    DECLINED = "declined", "Declined by the provider"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MOVED = "moved", "Ended by a transfer"


class Planning(TextChoices):
    DRAFT = "draft", "Draft"
    AGREED = "agreed", "In force"
    SUPERSEDED = "superseded", "Replaced"


class Asking(TextChoices):
    WAITING = "waiting", "Waits for an answer"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back"


# What needs what: the verbs of casework/access.py, repeated by name because access stands above the states.
SCREEN = "do a Core Screen"
REFER = "make a referral"
ANSWER = "answer a referral"
PLAN = "make the action plan"
KEEP = "keep the list of services"
ASK = "ask for something"
REPLY = "answer what they ask for"

REFERRED = frozenset({Referring.OPEN.value})
TAKEN = frozenset({Referring.ACCEPTED.value, Referring.WAITING.value})
RUNNING = frozenset({Referring.ACTIVE.value})
STANDING = REFERRED | TAKEN | RUNNING
# A provider writes once it has taken somebody on, and a last time when it has ended.
WRITES = TAKEN | RUNNING | {Referring.CLOSED.value}

SCREENING: Workflow["CoreScreen"] = Workflow(
    Move("complete", "Complete the Core Screen", frozenset({"open"}), Screening.COMPLETED, SCREEN),
    Move("abandon", "End it without completion", frozenset({"open"}), Screening.ABANDONED, SCREEN),
)


def held_there(referral: "Referral") -> str:
    """Why a referral is not ended by a transfer: its service is not of an establishment they have left."""
    there, here = referral.provider.establishment_id, referral.person.establishment_id
    if here is None or there is None or there == here:
        return "They have not been transferred away from this service."
    return ""


REFERRING: Workflow["Referral"] = Workflow(
    Move("accept", "Accept", REFERRED, Referring.ACCEPTED, ANSWER),
    Move("decline", "Decline", REFERRED, Referring.DECLINED, ANSWER),
    Move("wait", "Put on the waiting list", REFERRED | TAKEN, Referring.WAITING, ANSWER),
    Move("start", "Start", REFERRED | TAKEN, Referring.ACTIVE, ANSWER),
    Move("close", "Close", TAKEN | RUNNING, Referring.CLOSED, ANSWER),
    Move("withdraw", "Withdraw", STANDING, Referring.WITHDRAWN, REFER),
    Move("chase", "Ask how it stands", STANDING, "", REFER),
    Move("move_on", "Refer anew, or end it", STANDING, Referring.MOVED, REFER, unless=held_there),
    Move("hand_over", "Hand over", STANDING, Referring.WITHDRAWN, KEEP),  # the service closes
)
PLANNING: Workflow["ActionPlan"] = Workflow(
    Move("agree", "Put the plan in force", frozenset({"draft"}), Planning.AGREED, PLAN),
    Move("supersede", "Replace the plan", frozenset({"agreed"}), Planning.SUPERSEDED, PLAN),
)
_ASKED = frozenset({Asking.WAITING.value})
ASKING: Workflow["Ask"] = Workflow(
    Move("finish", "Say that it is done", _ASKED, Asking.DONE, REPLY),
    Move("refuse", "Refuse it", _ASKED, Asking.REFUSED, REPLY),
    Move("withdraw", "Take it back", _ASKED, Asking.WITHDRAWN, ASK),
)
