"""Signing in through an outside OpenID Connect provider: only people who have an account here, never a new one."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from icm.core.auth import events
from icm.core.auth.origin import address_of
from icm.core.models import SecurityKind, User

UNKNOWN = (
    "Your organisation knows you, but there is no ICM account for you. "
    "Ask your system administrator for one."
)


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Links what the provider says to one existing account, by the address the provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") != "login":
            raise _refused(
                request
            )  # whoever finds an open screen must not link an identity of their own
        if sociallogin.is_existing:
            return
        user = owner_of(
            [entry.email for entry in sociallogin.email_addresses if entry.verified is True]
        )
        if user is None:
            raise _refused(request)
        sociallogin.connect(request, user)


def owner_of(addresses: list[str]) -> User | None:
    """The one active user with one of these addresses; nobody where two might be meant."""
    found = {
        user
        for email in addresses
        for user in User.objects.filter(email__iexact=email, is_active=True)
    }
    return found.pop() if len(found) == 1 else None


def _refused(request: HttpRequest) -> ImmediateHttpResponse:
    events.record(
        SecurityKind.SIGN_IN_REFUSED, user=None, address=address_of(request), at=timezone.now()
    )
    messages.error(request, UNKNOWN)
    return ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
