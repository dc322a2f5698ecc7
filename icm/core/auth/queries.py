"""What the account pages show."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse

from icm.core.access import Post
from icm.core.models import User
from icm.core.screen import Fact, Link

SECOND_FACTORS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "security key",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@dataclass(frozen=True, slots=True)
class AccountPage:
    about: tuple[Fact, ...]
    signing_in: tuple[Fact, ...]


def account_page(user: User, posts: tuple[Post, ...]) -> AccountPage:
    """Two queries: the second factors, the sessions."""
    return AccountPage(about=_about(user, posts), signing_in=_signing_in(user))


def _about(user: User, posts: tuple[Post, ...]) -> tuple[Fact, ...]:
    return (
        Fact("Name", user.get_full_name()),
        Fact("User name", user.username),
        Fact("E-mail", user.email, note="Reminders and links to set a new password go here."),
        Fact("Posts", "\n".join(post_in_words(post) for post in posts), unknown=not posts),
    )


def post_in_words(post: Post) -> str:
    return f"{post.role.label}, {post.place.replace('-', ' ').title() or 'Scotland'}"


def _signing_in(user: User) -> tuple[Fact, ...]:
    found = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    factors = [words for kind, words in SECOND_FACTORS.items() if kind in found]
    sessions = UserSession.objects.filter(user=user).count()
    return (
        Fact(
            "Password",
            "Set" if user.has_usable_password() else "None",
            actions=(_change("account_change_password"),),
        ),
        Fact(
            "Second way to prove it is you",
            ", ".join(factors).capitalize() or "None",
            actions=(_change("mfa_index"),),
        ),
        Fact(
            "Where you are signed in",
            f"{sessions} browser{'' if sessions == 1 else 's'}",
            actions=(_change("usersessions_list", "See"),),
        ),
    )


def _change(name: str, text: str = "Change") -> Link:
    return Link(text, reverse(name))
