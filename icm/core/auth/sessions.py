"""When a session began and was last used, kept in the session itself, so that asking costs nothing."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

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


def idle(request: HttpRequest, *, at: datetime) -> dict[str, int | str] | None:
    """What the pages' script needs to warn in time; nothing for those not signed in."""
    session = getattr(request, "session", None)
    if session is None or SESSION_KEY not in session or SEEN not in session:
        return None
    return {
        "left": int(left(session, at=at).total_seconds()),
        "warn": int(settings.IDLE_WARNING.total_seconds()),
        "opened": str(at.timestamp()),
    }
