"""What a relative's browser carries: the code it waits for, and the visit. Both go to the family's addresses alone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PATH = "/family/"
_PREFIX = "__Secure-" if settings.SECURE else ""
ASKED, VISIT = f"{_PREFIX}icm_family_asked", f"{_PREFIX}icm_family"


def carried(request: HttpRequest, name: str) -> str:
    return request.COOKIES.get(name, "")


def carry(response: HttpResponseBase, name: str, value: str) -> None:
    """Gone when the browser closes."""
    response.set_cookie(
        name, value, path=PATH, secure=settings.SECURE, httponly=True, samesite="Strict"
    )


def drop(response: HttpResponseBase, name: str) -> None:
    response.delete_cookie(name, path=PATH, samesite="Strict")
