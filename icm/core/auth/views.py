"""Pages and answers around one's own account."""

from functools import wraps
from typing import Any, cast

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from icm.core import drafts
from icm.core.auth import actions, queries, sessions
from icm.core.auth.origin import address_of
from icm.core.models import User
from icm.core.views import Page


def before_second_factor(view: Any) -> Any:
    """Mark a page as open to those who have yet to set up a second factor."""
    view.before_second_factor = True
    return view


def answers_scripts(view: Any) -> Any:
    """Mark what the pages' script asks: to those not signed in it says that no time is left, not where to sign in."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        said: HttpResponse = (
            view(request) if request.user.is_authenticated else JsonResponse({"left": 0})
        )
        return said

    answer.answers_scripts = True  # type: ignore[attr-defined]
    return login_not_required(answer)


def only_looks(view: Any) -> Any:
    """Mark what does not count as the person having done something."""
    view.only_looks = True
    return view


class SignIn(LoginView):  # type: ignore[misc]
    """User name and password, or the outside provider where there is one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(provider=settings.OIDC_NAME, **kwargs)
        return page


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):  # type: ignore[misc]
    """Asks on GET, signs out on POST only, and has the browser drop what it kept of our pages."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().post(*args, **kwargs)
        # Not "cookies": the mark of a known browser stays, and the session's own cookie is already worthless.
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether this process answers and reaches its database; says no more to anybody."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("not now", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


class Account(Page):
    """One's own account: who I am here, my posts, how I sign in, where I am signed in."""

    permission_required = None  # everybody's own
    template_name = "account/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = queries.account_page(_me(self.request), self.request.principals.posts)
        return super().get_context_data(account=page, **kwargs)


class SecondFactors(Page):
    """What one has besides the password, and how to get it."""

    permission_required = None  # everybody's own
    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(factors=queries.second_factors(_me(self.request)), **kwargs)


class Sessions(Page):
    """Where one is signed in; any of it can be ended, or all but this."""

    permission_required = None  # everybody's own
    template_name = "usersessions/usersession_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.sessions(_me(self.request), self.request.session.session_key or "")
        lately = queries.happenings(_me(self.request))
        page = {"sessions": rows, "others": len(rows) > 1, "happenings": lately}
        return super().get_context_data(**page, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = request.POST.get("session")
        ended = actions.end_sessions(
            _me(request),
            only=None if chosen is None else [int(chosen)] if chosen.isdecimal() else [],
            but=request.session.session_key or "",
            at=timezone.now(),
            address=address_of(request),
        )
        messages.success(
            request, f"{ended} {'browser is' if ended == 1 else 'browsers are'} signed out."
        )
        return HttpResponseRedirect(reverse("usersessions_list"))


def _me(request: HttpRequest) -> User:
    """Who is signed in; SignInMiddleware lets nobody else come this far."""
    return cast("User", request.user)


@only_looks
@answers_scripts
@require_http_methods(["GET", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """How many seconds the session still has; a POST, the button of the warning, starts them afresh."""
    if request.method == "POST":
        sessions.used(request.session, at=timezone.now(), now=True)
    return JsonResponse({"left": _left(request)})


@answers_scripts
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Save the text of the form somebody is typing into. Typing counts as doing something."""
    saved = drafts.keep_typed(_me(request).pk, request.POST, at=timezone.now())
    return JsonResponse({"saved": saved, "left": _left(request)})


@require_POST
def forget_draft(request: HttpRequest) -> HttpResponse:
    """Give up the kept text of a page and go back to its empty form."""
    page = request.POST.get("_page", "")
    drafts.sent(_me(request).pk, page, at=timezone.now())
    return HttpResponseRedirect(page if drafts.may_keep(page) else reverse("core:account"))


def _left(request: HttpRequest) -> int:
    return sessions.seconds_left(request.session, at=timezone.now())
