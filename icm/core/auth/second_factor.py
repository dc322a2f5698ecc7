"""Whether the person signed in has a second factor, and how its secrets are stored."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from icm.core.auth.sealed import opened, sealed
from icm.core.models import User

_SESSION = "icm_second_factor"
TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(request: HttpRequest, user: User) -> bool:
    """Asked of the database until the answer is yes, then of the session."""
    if not request.session.get(_SESSION):
        if not is_mfa_enabled(user, TYPES):
            return False
        request.session[_SESSION] = True
    return True


def forget_answer(request: HttpRequest) -> None:
    """After one was removed, ask again."""
    request.session.pop(_SESSION, None)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets behind codes sealed, so that a copy of the database alone makes no code."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This is not right, or it is too old. Try again with what is shown now.",
    }

    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text)

    def get_totp_label(self, user: User) -> str:
        return user.username
