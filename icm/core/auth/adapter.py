"""What allauth asks us about accounts: who may sign in, how fast, what is written down, which letters go out.

allauth calls these methods at every step that matters for security, so they are also where such steps are recorded.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import get_user_by_username
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from icm.core.auth import actions, attempts, events, known, notices, second_factor, sessions, tries
from icm.core.auth.origin import address_of
from icm.core.models import SecurityKind, User

WRONG = "The user name or the password is not right."
NOT_YOURS = "This is not your password."
REMOVALS = {SecurityKind.SECOND_FACTOR_REMOVED}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by user name and password; accounts are made by administrators, never by sign-up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "incorrect_password": NOT_YOURS,
        "enter_current_password": NOT_YOURS,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """These pages are for people; what programs may do is the interface's business."""
        return False

    # -- passwords --------------------------------------------------------------------------------
    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check a password, unless this account and origin have to wait first."""
        at = timezone.now()
        username = str(credentials.get("username", ""))
        attempt = tries.try_of(request, attempts.PASSWORD, username)
        standing = tries.begin(attempt, at=at)
        user: User | None = super().authenticate(request, **credentials)
        if user is None:
            owner = get_user_by_username(username)
            words = NOT_YOURS if request.user.is_authenticated else WRONG
            raise tries.failed(words, attempt, standing, owner, at=at)
        attempts.succeeded(attempt, at=timezone.now())
        request.failed_before = bool(standing.failures)  # type: ignore[attr-defined]
        return user

    # -- sessions ---------------------------------------------------------------------------------
    def login(self, request: HttpRequest, user: User) -> None:
        at = timezone.now()
        super().login(request, user)
        sessions.opened(request.session, at=at)
        after = getattr(request, "failed_before", False)
        kind = SecurityKind.SIGNED_IN_AFTER_FAILURES if after else SecurityKind.SIGNED_IN
        events.record(kind, user=user, address=address_of(request), at=at)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        known.remember(request, response, user.username)
        return response

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            _record(request, SecurityKind.SIGNED_OUT, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        _record(request, SecurityKind.SIGN_IN_REFUSED, user)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    # -- letters ----------------------------------------------------------------------------------
    def get_reset_password_from_key_url(self, key: str) -> str:
        """By the installation's own address, whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL.rstrip("/") + path.replace("UID-KEY", key)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        _record(self.request, SecurityKind.PASSWORD_RESET_ASKED, user)
        notices.send_reset_link(user, context["password_reset_url"], at=timezone.now())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Called for every change of how an account is signed in to: written down, and its owner told."""
        notice = notices.NOTICES[template_prefix.rpartition("/")[2]]
        _record(self.request, notice.kind, user)
        notices.tell(user, notice, at=timezone.now())
        if notice.kind in REMOVALS:
            second_factor.forget_answer(self.request)
            key = self.request.session.session_key or ""
            actions.end_sessions(user, but=key, at=timezone.now(), address=address_of(self.request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every letter there is has its own method above; a new kind has to be given one."""
        raise NotImplementedError(template_prefix)


def _record(request: HttpRequest, kind: SecurityKind, user: User) -> None:
    events.record(kind, user=user, address=address_of(request), at=timezone.now())
