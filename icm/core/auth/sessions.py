"""When a session began and was last used, kept in the session itself, so that asking costs nothing."""

from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.urls import reverse

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


def seconds_left(session: SessionBase, *, at: datetime) -> int:
    """Rounded up: whoever is told that no time is left must find it so, or their looking would begin it anew."""
    return max(ceil(left(session, at=at).total_seconds()), 0)


def used(session: SessionBase, *, at: datetime, now: bool = False) -> None:
    """Note that the person did something; the row is written at most once a minute, unless it must be ``now``."""
    if now or at.timestamp() - session[SEEN] >= WRITE_EVERY.total_seconds():
        session[SEEN] = at.timestamp()


def idle(request: HttpRequest, *, at: datetime) -> dict[str, int | str] | None:
    """What the pages' script needs to warn in time; nothing for those not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or SEEN not in request.session:
        return None
    session = request.session
    return {
        "left": seconds_left(session, at=at),
        "warn": int(settings.IDLE_WARNING.total_seconds()),
        "opened": str(at.timestamp()),
        "stay": reverse("core:stay"),
        "draft": reverse("core:draft"),
    }
