"""Browsers an account has signed in with before. Their tries are counted on their own.

Without this, whoever shares an address with a colleague (a whole prison behind one router) could make that colleague
wait by failing in their name. The mark is signed, names nobody, and gives no access: it only says under which count
the next try falls.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from icm.core.auth.origin import account_name, keyed

LASTS = timedelta(days=180)
_SALT = "icm.core.auth.known"
_MOST = 12  # accounts on one shared machine


def mark_of(request: HttpRequest, username: str) -> str:
    """The mark this browser carries for the account, or nothing."""
    marks = _read(request)
    return marks.get(_short(username), "")


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Give the browser a fresh mark for the account that has just signed in fully."""
    marks = _read(request)
    marks.pop(_short(username), None)
    marks[_short(username)] = secrets.token_urlsafe(12)
    response.set_cookie(
        _cookie(),
        signing.dumps(dict(list(marks.items())[-_MOST:]), salt=_SALT, compress=True),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _cookie() -> str:
    return "__Host-icm_known" if settings.SESSION_COOKIE_SECURE else "icm_known"


def _short(username: str) -> str:
    return keyed("known", account_name(username))[:16]


def _read(request: HttpRequest) -> dict[str, str]:
    try:
        marks = signing.loads(request.COOKIES.get(_cookie(), ""), salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return {str(name): str(mark) for name, mark in marks.items()}
