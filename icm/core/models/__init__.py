"""Tables of the core: people who sign in, their teams, what they looked at, and what waits to be sent."""

from icm.core.models.consultation import Consultation
from icm.core.models.documents import Document
from icm.core.models.glass import BreakGlass
from icm.core.models.outbox import Outgoing, Slot
from icm.core.models.security import Draft, SecurityEvent, SecurityKind
from icm.core.models.users import SignInAttempt, Team, User

__all__ = [
    "BreakGlass",
    "Consultation",
    "Document",
    "Draft",
    "Outgoing",
    "SecurityEvent",
    "SecurityKind",
    "SignInAttempt",
    "Slot",
    "Team",
    "User",
]
