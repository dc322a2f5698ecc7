"""What every template may count on."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from icm.core.access import Principals
from icm.core.auth import sessions
from icm.core.models import User
from icm.policy.roles import BY_COUNCIL, Role


def icm(request: HttpRequest) -> dict[str, Any]:
    """The names under ``icm``: nothing here costs a query unless a template reads ``posts`` or ``desks``."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    return {
        "icm": {
            "demo": settings.DEMO,
            "today": timezone.localdate(),
            "user_name": user.display_name() if isinstance(user, User) else "",
            "posts": SimpleLazyObject(lambda: _posts(request)),
            "desks": SimpleLazyObject(lambda: _desks(request)),
            "nav": (match.kwargs.get("nav") or match.url_name) if match else "",
            "idle": sessions.idle(request, at=timezone.now()),
        }
    }


def _desks(request: HttpRequest) -> frozenset[str]:
    """The parts of the site that only some have: people of their own, a team, what was referred to their service.

    ``only-service``: the people referred to it are all they know of; lists of everybody would be empty for them.
    """
    principals: Principals = request.principals  # type: ignore[attr-defined]
    own = principals.holds(Role.PERSONAL_OFFICER) or bool(principals.covers)
    found = {
        "my-people": own,
        "team": principals.holds(Role.FIRST_LINE_MANAGER),
        "service": principals.provides,
        "psychology": principals.holds(Role.PSYCHOLOGY),
        "social-work": principals.holds(Role.PBSW_TEAM_MANAGER),
        "community": not principals.roles.isdisjoint(BY_COUNCIL),
        "only-service": principals.only_provides,
    }
    return frozenset(desk for desk, theirs in found.items() if theirs)


def _posts(request: HttpRequest) -> str:
    posts = request.principals.posts  # type: ignore[attr-defined]
    return "; ".join(
        f"{post.role.label}, {post.place.replace('-', ' ').title() or 'Scotland'}" for post in posts
    )
