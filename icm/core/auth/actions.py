"""Acts on accounts and their sessions."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from icm.core import drafts
from icm.core.auth import attempts, events
from icm.core.models import SecurityKind, User


@transaction.atomic
def end_sessions(
    user: User, *, only: Iterable[int] | None = None, but: str = "", at: datetime, address: str = ""
) -> int:
    """End the user's sessions: all, or ``only`` these rows of the list, but never the one whose key is ``but``."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but)
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    if keys:
        events.record(SecurityKind.SESSION_ENDED, user=user, address=address, at=at)
    return len(keys)


@transaction.atomic
def disable_account(user: User, *, at: datetime) -> None:
    """From the next request on this user is nobody here, wherever they are signed in."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    events.record(SecurityKind.ACCOUNT_DISABLED, user=user, at=at)
    end_sessions(user, at=at)


@transaction.atomic
def enable_account(user: User, *, at: datetime) -> None:
    """Let them sign in again; sessions that ended stay ended."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    events.record(SecurityKind.ACCOUNT_ENABLED, user=user, at=at)


@transaction.atomic
def tidy(*, at: datetime) -> dict[str, int]:
    """Clear what no longer counts: old tries, old drafts, sessions that ran out. Safe to repeat at any time."""
    ended, _ = Session.objects.filter(expire_date__lt=at).delete()
    alive = Session.objects.values("session_key")
    listed, _ = UserSession.objects.exclude(session_key__in=alive).delete()
    return {
        "sessions": ended,
        "listed sessions": listed,
        "tries": attempts.forget_old(at=at),
        "drafts": drafts.forget_old(at=at),
    }
