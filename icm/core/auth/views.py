"""Pages and answers around one's own account."""

from datetime import UTC, datetime
from typing import Any, cast

from allauth.account.views import LogoutView
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.decorators import method_decorator
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import TemplateView

from icm.core.auth import drafts, sessions
from icm.core.auth.queries import account_page
from icm.core.models import User


def before_second_factor(view: Any) -> Any:
    """Mark a page as open to those who have yet to set up a second factor."""
    view.before_second_factor = True
    return view


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
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def answers_scripts(view: Any) -> Any:
    """Mark what the pages' script asks: after the session's end it answers 401 instead of the sign-in page."""
    view.answers_scripts = True
    return view


def only_looks(view: Any) -> Any:
    """Mark what does not count as the person having done something."""
    view.only_looks = True
    return view


@only_looks
@answers_scripts
@require_http_methods(["GET", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """How many seconds the session still has; a POST, the button of the warning, starts them afresh.

    Without scripts the button brings the person back to where they were.
    """
    if request.method == "POST":
        sessions.used(request.session, at=now(), now=True)
    left = sessions.left(request.session, at=now())
    return JsonResponse({"left": int(left.total_seconds())})


@answers_scripts
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Save the text of the form somebody is typing into. Typing counts as doing something."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    saved = drafts.keep(
        user,
        request.POST.get("page", ""),
        drafts.fields_of(request.POST),
        opened_at=_moment(request.POST.get("opened", "")),
        at=now(),
    )
    return JsonResponse({"saved": saved})


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(text), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


class Account(TemplateView):
    """One's own account: who I am here, my posts, how I sign in, where I am signed in."""

    permission_required = None  # everybody's own
    template_name = "account/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast("User", self.request.user)
        return super().get_context_data(
            account=account_page(user, self.request.principals.posts), **kwargs
        )
