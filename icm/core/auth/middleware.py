"""Who has been away too long is signed out, their text kept; who lacks a second factor is led to one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import escape_uri_path

from icm.core import drafts
from icm.core.auth import events, sessions
from icm.core.auth.origin import address_of
from icm.core.auth.second_factor import has_second_factor
from icm.core.models import SecurityKind, User
from icm.core.views import Interrupted

View = Callable[..., HttpResponse]
IDLE = "You were signed out because nothing had been done for {minutes} minutes."
KEPT = " What you had typed is kept: sign in and it will be back in its place."
NEEDS_SECOND_FACTOR = (
    "Set up a second way to prove that it is you. Until then nothing else can be opened."
)


class IdleMiddleware:
    """Ends a session at the first request after it has stood idle. Other requests cost no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.was_signed_in = None  # type: ignore[attr-defined]
        if SESSION_KEY in request.session:
            if not isinstance(request.user, User):
                request.session.flush()  # the account was disabled, or its password changed elsewhere
            elif sessions.left(request.session, at=timezone.now()) <= timedelta(0):
                request.was_signed_in = request.user  # type: ignore[attr-defined]
                request.user = AnonymousUser()
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """After the check against forged requests, so that no other site can plant a text."""
        gone: User | None = request.was_signed_in  # type: ignore[attr-defined]
        if gone is not None:
            return _after_the_end(request, view, gone)
        if SESSION_KEY in request.session and not getattr(view, "only_looks", False):
            sessions.used(request.session, at=timezone.now())
        return None


class SignInMiddleware(LoginRequiredMiddleware):
    """Who is not signed in is led to the sign-in page, and from there to where they wanted to go."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        return _to_sign_in(request, view_func, _address(request))


class SecondFactorMiddleware:
    """Where a second factor is required, whoever has none sees the pages to set one up and nothing else.

    Stands behind SignInMiddleware. The answer yes is kept in the session, so it is asked once a session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not settings.REQUIRE_MFA or not getattr(view, "login_required", True):
            return None
        if not isinstance(request.user, User) or has_second_factor(request, request.user):
            return None
        if getattr(view, "before_second_factor", False):
            return None
        messages.warning(request, NEEDS_SECOND_FACTOR)
        return HttpResponseRedirect(reverse("mfa_index"))


def _after_the_end(request: HttpRequest, view: View, gone: User) -> HttpResponse | None:
    """To the sign-in page and back to where they were. A text that was on its way is kept, the act is not done."""
    at = timezone.now()
    kept = request.method == "POST" and drafts.keep_posted(request, user=gone, at=at)
    if getattr(view, "answers_scripts", False):
        return JsonResponse(
            {"left": 0}
        )  # the page will ask for itself again, and then be told why it is gone
    request.session.flush()
    events.record(SecurityKind.IDLE_SIGN_OUT, user=gone, address=address_of(request), at=at)
    if not getattr(view, "login_required", True):
        return None
    minutes = int(settings.IDLE_SIGN_OUT.total_seconds() // 60)
    messages.warning(request, IDLE.format(minutes=minutes) + (KEPT if kept else ""))
    came_from = drafts.page_of(request) if request.method == "POST" else _address(request)
    return _to_sign_in(request, view, came_from)


def _to_sign_in(
    request: HttpRequest, view: Callable[..., Any], came_from: str
) -> HttpResponseRedirect:
    unfinished = _unfinished(request, view)
    if unfinished is not None:
        messages.warning(request, unfinished.words)
        came_from = unfinished.address
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': came_from})}")


def _unfinished(request: HttpRequest, view: Callable[..., Any]) -> Interrupted | None:
    """What the page says of a form that arrived too late, where it has something to say."""
    page: Any = getattr(view, "view_class", None)
    match = request.resolver_match
    if request.method != "POST" or match is None or not hasattr(page, "interrupted"):
        return None
    found: Interrupted | None = page.interrupted(request, **match.kwargs)
    return found


def _address(request: HttpRequest) -> str:
    """Where the request went, without what was searched for: whoever stands at the screen next could read the name."""
    query = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True)
    query.pop("q", None)
    return escape_uri_path(request.path) + (f"?{query.urlencode()}" if query else "")
