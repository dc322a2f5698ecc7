"""What every request carries: who is asking, and that no answer to a signed-in person is kept anywhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from icm.core.access import Principals, principals_of
from icm.core.models import User


class PrivateMiddleware:
    """Adds ``request.principals`` (read when first asked for) and headers that forbid keeping the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.principals = SimpleLazyObject(lambda: _principals(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _principals(request: HttpRequest) -> Principals:
    if not isinstance(request.user, User):
        return Principals(user_id=0, posts=(), broken_glass={})
    return principals_of(request.user, at=timezone.now())
