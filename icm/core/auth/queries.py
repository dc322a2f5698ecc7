"""What the account pages show."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse

from icm.core.access import Post
from icm.core.dates import day, moment
from icm.core.models import SecurityEvent, User
from icm.core.screen import Entry, Fact, Link

RECENT = 15
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "a Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class AccountPage:
    about: tuple[Fact, ...]
    signing_in: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One security key."""

    pk: int
    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """What somebody has besides the password."""

    app: bool
    keys: tuple[Key, ...]
    codes_left: int | None  # None: no recovery codes
    required: bool

    @property
    def any(self) -> bool:
        return self.app or bool(self.keys)

    @property
    def in_words(self) -> str:
        keys = (
            f"{len(self.keys)} security key{'' if len(self.keys) == 1 else 's'}"
            if self.keys
            else ""
        )
        return ", ".join(filter(None, ["authenticator app" if self.app else "", keys])).capitalize()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser somebody is signed in with."""

    pk: int
    title: str
    here: bool
    facts: tuple[Fact, ...]


def account_page(user: User, posts: tuple[Post, ...]) -> AccountPage:
    return AccountPage(about=_about(user, posts), signing_in=_signing_in(user))


def second_factors(user: User) -> SecondFactors:
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    kinds = {row.type: row for row in rows}
    codes = kinds.get(Authenticator.Type.RECOVERY_CODES)
    return SecondFactors(
        app=Authenticator.Type.TOTP in kinds,
        keys=tuple(_key(row) for row in rows if row.type == Authenticator.Type.WEBAUTHN),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        required=settings.REQUIRE_MFA,
    )


def sessions(user: User, current: str) -> tuple[SignedIn, ...]:
    """This browser first, then the newest."""
    rows = sorted(
        UserSession.objects.purge_and_list(user), key=lambda row: row.created_at, reverse=True
    )
    rows.sort(key=lambda row: row.session_key != current)
    return tuple(_signed_in(row, here=row.session_key == current) for row in rows)


def happenings(user: User) -> tuple[Entry, ...]:
    """What happened to the account lately, newest first: its owner is who knows best whether it was them."""
    rows = SecurityEvent.objects.filter(user=user).order_by("-at", "-pk")[:RECENT]
    return tuple(Entry(row.kind.capitalize(), moment(row.at)) for row in rows)


def post_in_words(post: Post) -> str:
    return f"{post.role.label}, {post.place.replace('-', ' ').title() or 'Scotland'}"


def browser_in_words(agent: str) -> str:
    """ "Firefox on Windows": enough to tell one's own browsers apart."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser


def _about(user: User, posts: tuple[Post, ...]) -> tuple[Fact, ...]:
    words = "\n".join(post_in_words(post) for post in posts)
    return (
        Fact("Name", user.get_full_name()),
        Fact("User name", user.username),
        Fact("E-mail", user.email, note="Reminders and links to set a new password go here."),
        Fact("Posts", words or "None", unknown=not posts),
    )


def _signing_in(user: User) -> tuple[Fact, ...]:
    second = second_factors(user).in_words
    count = UserSession.objects.filter(user=user).count()
    password = (
        "Set" if user.has_usable_password() else "None: you sign in through your organisation"
    )
    browsers = f"{count} browser{'' if count == 1 else 's'}"
    return (
        Fact("Password", password, actions=(Link("Change", reverse("account_change_password")),)),
        Fact("Second factor", second or "None", actions=(Link("Change", reverse("mfa_index")),)),
        Fact("Signed in with", browsers, actions=(Link("See", reverse("usersessions_list")),)),
    )


def _key(row: Authenticator) -> Key:
    used = day(row.last_used_at) if row.last_used_at else "Not yet"
    facts = (Fact("Added", day(row.created_at)), Fact("Last used", used))
    return Key(pk=row.pk, name=row.wrap().name, facts=facts)


def _signed_in(row: UserSession, *, here: bool) -> SignedIn:
    facts = (
        Fact("Signed in", moment(row.created_at)),
        Fact("From", row.ip, note="The address of the machine or its network"),
    )
    title = browser_in_words(row.user_agent)
    return SignedIn(
        pk=row.pk, title=f"{title} (this browser)" if here else title, here=here, facts=facts
    )
