"""What a user is told by e-mail about their own account, through the outbox: no name, no address, only what to do."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from icm.core import outbox
from icm.core.models import SecurityKind, User

_CLOSING = """If this was you, you need do nothing.

If it was not, tell your system administrator at once.
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that changed how an account is signed in to."""

    kind: SecurityKind
    subject: str


# By the name under which allauth announces it.
NOTICES = {
    "password_changed": Notice(SecurityKind.PASSWORD_CHANGED, "Your ICM password was changed"),
    "password_set": Notice(SecurityKind.PASSWORD_CHANGED, "Your ICM password was set"),
    "password_reset": Notice(SecurityKind.PASSWORD_RESET, "Your ICM password was set anew"),
    "totp_activated": Notice(
        SecurityKind.SECOND_FACTOR_ADDED, "An authenticator app was added to your ICM account"
    ),
    "totp_deactivated": Notice(
        SecurityKind.SECOND_FACTOR_REMOVED,
        "The authenticator app was removed from your ICM account",
    ),
    "webauthn_added": Notice(
        SecurityKind.SECOND_FACTOR_ADDED, "A security key was added to your ICM account"
    ),
    "webauthn_removed": Notice(
        SecurityKind.SECOND_FACTOR_REMOVED, "A security key was removed from your ICM account"
    ),
    "recovery_codes_generated": Notice(
        SecurityKind.RECOVERY_CODES_MADE, "New recovery codes were made for your ICM account"
    ),
    "account_connected": Notice(
        SecurityKind.PROVIDER_LINKED, "Your ICM account was linked to your organisation's sign-in"
    ),
}


def tell(user: User, notice: Notice, *, at: datetime) -> None:
    _post(user, notice.subject, f"{notice.subject}.\n\n{_CLOSING}", at)


def send_reset_link(user: User, link: str, *, at: datetime) -> None:
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    body = (
        "Somebody, most likely you, asked to set a new password for ICM.\n\n"
        f"Open this address within {minutes} minutes; it works once:\n\n{link}\n\n"
        "If you did not ask for it, you need do nothing: your password stays as it is.\n"
    )
    _post(user, "Set a new ICM password", body, at)


def _post(user: User, subject: str, body: str, at: datetime) -> None:
    key = f"account/{secrets.token_hex(16)}"  # each of these is a letter of its own
    outbox.post([outbox.Letter(key=key, recipient=user.pk, subject=subject, body=body)], at=at)
