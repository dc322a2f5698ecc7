"""What is recorded by an act with a page of its own: it has more to say than a bare event, so it is neither recorded
nor taken back without what belongs to it.

Not here, and so recorded by hand: what nothing else keeps (a designation letter, the parole process), and what may
have been done on paper (a Core Screen, read or in parts, the needs found in it and the help declined; a case conference
that was held while ICM could not be used, or elsewhere: its day, never its minute). What the record
system sent of the time before is not recorded by hand either: it bears nobody's name.
"""

import re
from dataclasses import dataclass

from icm.policy.facts import HELD, EventKind


@dataclass(frozen=True, slots=True)
class Place:
    """A page about one person: the name of its address, and its title."""

    page: str
    title: str


_ASSESSMENTS = Place("risk:assessments", "Assessments")
_CHANGES = Place("risk:changes", "Significant changes")
_RISK_PLAN = Place("risk:risk_plan", "Risk plan")
_MAPPA = Place("risk:mappa", "MAPPA")
_REFERRALS = Place("casework:referrals", "Referrals")
_PLAN = Place("casework:plan", "Plan")
_ACTION_PLAN = Place("casework:action_plan", "Action plan")
_COPIES = Place("casework:copies", "Copies of the plan")
_TALKS = Place("casework:talks", "Conversations")
_CONFERENCES = Place("conferences:conferences", "Case conferences")
_SCREEN = Place("casework:screen", "Core Screen")
_REQUESTS = Place("conferences:requests", "Requests for a conference")

# Where each of these kinds is recorded.
OF_KIND: dict[EventKind, Place] = {
    EventKind.LSCMI: Place("risk:record_assessment", "Record an LS/CMI"),
    EventKind.LSCMI_EXPLAINED: _ASSESSMENTS,
    EventKind.DISCLOSED: _ASSESSMENTS,
    EventKind.PAPERS_SENT: _CONFERENCES,
    EventKind.ROSH_DECIDED: _ASSESSMENTS,
    EventKind.PRA_ASKED: Place("risk:ask_assessment", "Ask for an assessment"),
    EventKind.PRA_DATES_TOLD: _ASSESSMENTS,
    EventKind.PRA_DONE: _ASSESSMENTS,
    EventKind.CHANGE: _CHANGES,
    EventKind.CHANGE_ANSWERED: _CHANGES,
    EventKind.RISK_PLAN: _RISK_PLAN,
    EventKind.RISK_PLAN_APPROVED: _RISK_PLAN,
    EventKind.OLR_REPORT: _RISK_PLAN,
    EventKind.RMA_TOLD: _RISK_PLAN,
    EventKind.MAPPA: _MAPPA,
    EventKind.NOT_MAPPA: _MAPPA,
    EventKind.POLICE_NOTICE: _MAPPA,
    EventKind.REFERRAL: Place("casework:refer", "Make a referral"),
    EventKind.PLAN_UPDATED: _PLAN,
    EventKind.PLAN_AGREED: _ACTION_PLAN,
    EventKind.PLAN_COPY: _COPIES,
    EventKind.ROUTE_TOLD: Place("casework:talk", "Record a conversation"),
    EventKind.CC_ASKED: Place("conferences:ask", "Record a request"),
    EventKind.CC_AGREED: _REQUESTS,
    EventKind.CC_REFUSED: _REQUESTS,
    EventKind.CC_PLANNED: _CONFERENCES,
    EventKind.CC_MINUTE: _CONFERENCES,
}

# Of these only the day of what was held on paper is recorded by hand; what was arranged here is recorded there.
ON_PAPER: dict[EventKind, Place] = dict.fromkeys(HELD, _CONFERENCES)

# The row an event came with is told by its reference: what begins it, and where that row is read and put right.
_OF_A_ROW: dict[str, Place] = {
    **dict.fromkeys(("assessment", "explained", "disclosed", "rosh"), _ASSESSMENTS),
    **dict.fromkeys(("change", "answered"), _CHANGES),
    **dict.fromkeys(("risk-plan", "olr-report", "rma-told"), _RISK_PLAN),
    **dict.fromkeys(("mappa", "police-notice"), _MAPPA),
    **dict.fromkeys(("narrative", "rating"), _PLAN),
    "referral": _REFERRALS,
    "plan": _ACTION_PLAN,
    "copy": _COPIES,
    "talk": _TALKS,
    "screen": _SCREEN,
    **dict.fromkeys(("conference", "papers", "minute"), _CONFERENCES),
    **dict.fromkeys(("request", "request-agreed", "request-refused"), _REQUESTS),
}
_REFERENCE = re.compile(r"([a-z]+(?:-[a-z]+)*)-[0-9]")


def came_with(reference: str) -> Place | None:
    """Where the row is that an event of this reference came with; None for one that stands by itself."""
    found = _REFERENCE.match(reference)
    return _OF_A_ROW.get(found[1]) if found else None
