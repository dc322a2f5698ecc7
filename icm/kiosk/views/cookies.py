"""What a terminal's browser carries: which terminal it is, and which visit. Both go to the kiosk's addresses alone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PATH = "/kiosk/"
_PREFIX = "__Secure-" if settings.SECURE else ""
TERMINAL, VISIT = f"{_PREFIX}icm_terminal", f"{_PREFIX}icm_visit"
_YEAR = 365 * 24 * 60 * 60  # seconds; longer no browser keeps a cookie for certain


def carried(request: HttpRequest, name: str) -> str:
    return request.COOKIES.get(name, "")


def carry(response: HttpResponseBase, name: str, value: str) -> None:
    """The terminal's own key stays; a visit's is gone when the browser closes."""
    response.set_cookie(
        name,
        value,
        max_age=_YEAR if name == TERMINAL else None,
        path=PATH,
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )


def drop(response: HttpResponseBase, name: str) -> None:
    response.delete_cookie(name, path=PATH, samesite="Strict")
