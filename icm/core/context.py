"""What every template may count on."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from icm.core.auth import sessions
from icm.core.models import User


def icm(request: HttpRequest) -> dict[str, Any]:
    """The names under ``icm``: nothing here costs a query unless a template reads ``posts``."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    return {
        "icm": {
            "demo": settings.DEMO,
            "today": timezone.localdate(),
            "user_name": user.display_name() if isinstance(user, User) else "",
            "posts": SimpleLazyObject(lambda: _posts(request)),
            "nav": (match.kwargs.get("nav") or match.url_name) if match else "",
            "idle": sessions.idle(request, at=timezone.now()),
        }
    }


def _posts(request: HttpRequest) -> str:
    posts = request.principals.posts  # type: ignore[attr-defined]
    return "; ".join(
        f"{post.role.label}, {post.place.replace('-', ' ').title() or 'Scotland'}" for post in posts
    )
