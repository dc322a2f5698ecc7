"""Tables of case conferences."""

from conferences.models.coming import Judgement, Next
from conferences.models.conferences import Conference, Step
from conferences.models.invitations import Invitation
from conferences.models.placings import Placing, Run, Unplaced
from conferences.models.rooms import ClosedDay, Engagement, Hour, Room, SocialWorkDay

__all__ = [
    "ClosedDay",
    "Conference",
    "Engagement",
    "Hour",
    "Invitation",
    "Judgement",
    "Next",
    "Placing",
    "Room",
    "Run",
    "SocialWorkDay",
    "Step",
    "Unplaced",
]
