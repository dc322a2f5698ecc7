"""What allauth asks us: who may sign in, how fast, what is written down, which messages go out.

allauth calls these methods at every step that matters for security, so they are also where such steps are recorded.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import get_user_by_username
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from icm.core.auth import attempts, events, known, policy, sessions
from icm.core.auth.origin import account_name, address_of
from icm.core.models import SecurityKind, User

WRONG = "The user name or the password is not right."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by user name and password; accounts are made by administrators, never by sign-up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password.",
        "incorrect_code": "This code is not right, or it is too old. Use the newest one.",
        "too_many_login_attempts": "Too many tries. Wait a little and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """The pages are for people; what programs may do is the interface's business."""
        return False

    # -- passwords --------------------------------------------------------------------------------
    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check a password, unless this account and origin have to wait first."""
        attempt = try_of(request, attempts.PASSWORD, str(credentials.get("username", "")))
        standing = attempts.begin(attempt, at=timezone.now())
        if not standing.may:
            raise too_soon(standing)
        user: User | None = super().authenticate(request, **credentials)
        if user is None:
            self._failed(attempt, standing, get_user_by_username(credentials.get("username", "")))
        attempts.succeeded(attempt, at=timezone.now())
        if standing.failures:
            request.failed_before = True  # type: ignore[attr-defined]
        return user

    def _failed(
        self, attempt: attempts.Try, standing: attempts.Standing, user: User | None
    ) -> None:
        note_failure(attempt, standing, user)
        raise wrong(WRONG, attempt)

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
            events.record(
                SecurityKind.SIGNED_OUT, user=user, address=address_of(request), at=timezone.now()
            )

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        events.record(
            SecurityKind.SIGN_IN_REFUSED, user=user, address=address_of(request), at=timezone.now()
        )
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response


def try_of(request: HttpRequest, what: str, username: str) -> attempts.Try:
    """This request as a try: the account as typed, the address, and the mark of a browser the account has used."""
    return attempts.Try(
        what, account_name(username), address_of(request), known.mark_of(request, username)
    )


def too_soon(standing: attempts.Standing) -> ValidationError:
    """What somebody is told who tries again before the wait is over."""
    wait = policy.in_words(standing.wait)
    return ValidationError(
        f"Too many wrong tries. Nothing was checked. Try again in {wait}.", code="wait"
    )


def wrong(message: str, attempt: attempts.Try) -> ValidationError:
    """The message with the wait that now follows, if one does."""
    wait = attempts.wait_next(attempt, at=timezone.now())
    text = f"{message} Wait {policy.in_words(wait)} before you try again." if wait else message
    return ValidationError(text, code="wrong")


def note_failure(attempt: attempts.Try, standing: attempts.Standing, user: User | None) -> None:
    """Write down a wrong try, and when it is the one from which waiting begins."""
    at = timezone.now()
    events.record(SecurityKind.SIGN_IN_FAILED, user=user, address=attempt.address, at=at)
    if standing.failures + 1 == policy.FREE_TRIES:
        events.record(SecurityKind.MADE_TO_WAIT, user=user, address=attempt.address, at=at)
    if standing.crowded:
        events.record(SecurityKind.ADDRESS_MADE_TO_WAIT, user=user, address=attempt.address, at=at)
