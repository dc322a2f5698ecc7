"""When a session began and was last used, kept in the session itself, so that asking costs nothing."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

BEGAN = "icm_began"
SEEN = "icm_seen"
WRITE_EVERY = timedelta(minutes=1)


def opened(session: SessionBase, *, at: datetime) -> None:
    session[BEGAN] = session[SEEN] = at.timestamp()


def left(session: SessionBase, *, at: datetime) -> timedelta:
    """How long the session still lasts if nothing more is done. A session without a beginning begins now."""
    if SEEN not in session or BEGAN not in session:
        opened(session, at=at)
    idle = session[SEEN] + settings.IDLE_SIGN_OUT.total_seconds()
    whole = session[BEGAN] + settings.SESSION_LASTS.total_seconds()
    return timedelta(seconds=min(idle, whole) - at.timestamp())


def used(session: SessionBase, *, at: datetime, now: bool = False) -> None:
    """Note that the person did something; the row is written at most once a minute, unless it must be ``now``."""
    if now or at.timestamp() - session[SEEN] >= WRITE_EVERY.total_seconds():
        session[SEEN] = at.timestamp()
