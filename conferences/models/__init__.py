"""Tables of case conferences."""

from conferences.models.asking import Preparation
from conferences.models.coming import Judgement, Next
from conferences.models.conferences import Conference, Step
from conferences.models.consents import FamilyConsent
from conferences.models.contributing import Contribution
from conferences.models.corrections import Objection, Receipt, Remark
from conferences.models.invitations import Invitation
from conferences.models.minutes import Agreed, Decision, Edition, Issue, Minute, Part
from conferences.models.papers import Papers
from conferences.models.placings import Change, Placing, Run, Unplaced
from conferences.models.requests import Request
from conferences.models.rooms import ClosedDay, Engagement, Hour, Room, SocialWorkDay

__all__ = [
    "Agreed",
    "Change",
    "ClosedDay",
    "Conference",
    "Contribution",
    "Decision",
    "Edition",
    "Engagement",
    "FamilyConsent",
    "Hour",
    "Invitation",
    "Issue",
    "Judgement",
    "Minute",
    "Next",
    "Objection",
    "Papers",
    "Part",
    "Placing",
    "Preparation",
    "Receipt",
    "Remark",
    "Request",
    "Room",
    "Run",
    "SocialWorkDay",
    "Step",
    "Unplaced",
]
