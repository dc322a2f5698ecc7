"""Writing down what happened to an account: when, to whom, what, and a hash of where from. Nothing typed is kept."""

from datetime import datetime

from icm.core.auth.origin import keyed
from icm.core.models import SecurityEvent, SecurityKind, User


def record(kind: SecurityKind, *, user: User | None, address: str = "", at: datetime) -> None:
    """Add one event. ``user`` is empty where the name typed belongs to nobody."""
    origin = keyed("address", address) if address else ""
    SecurityEvent.objects.create(kind=kind, user=user, origin=origin, at=at)
