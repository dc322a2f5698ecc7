"""The account pages' forms, in the words of this house, with the waiting that wrong codes bring."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from icm.core.auth import attempts, events, tries
from icm.core.auth.origin import keyed
from icm.core.models import SecurityKind, User

ADVICE = "At least 12 characters. Several words that have nothing to do with each other are easy to remember."
CODE = "The six digits your authenticator app shows now, or one of your recovery codes."
WRONG_CODE = "This code is not right, or it is too old. Use the one shown now."


def _words(form: Any, words: Mapping[str, tuple[str, str]]) -> None:
    """Label and hint of each field; nothing inside the boxes, where it would go once somebody types."""
    for name, (label, hint) in words.items():
        form.fields[name].label, form.fields[name].help_text = label, hint
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignIn(account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _words(self, {"login": ("User name", ""), "password": ("Password", "")})
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ConfirmPassword(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _words(self, {"password": ("Your password", "")})


class ChangePassword(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"oldpassword": ("Your present password", "")}
        _words(self, words | _NEW)


class SetPassword(account.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _words(self, _NEW)


class NewPassword(account.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _words(self, _NEW)


_NEW = {
    "password1": ("New password", ADVICE),
    "password2": ("New password again", ""),
}


class AskForLink(account.ResetPasswordForm):  # type: ignore[misc]
    """Says the same whether or not the address belongs to an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _words(
            self, {"email": ("Your work e-mail address", "The one ICM sends your reminders to.")}
        )

    def clean_email(self) -> str:
        """Every request counts: a stranger may not fill a colleague's mailbox, nor keep them from asking."""
        email: str = self.cleaned_data["email"]
        tries.begin(tries.try_of(context.request, attempts.RESET, email), at=timezone.now())
        users = User.objects.filter(email__iexact=email, is_active=True)
        # Whoever signs in through the provider alone is not given a second way in.
        self.users = [user for user in users if user.has_usable_password()]
        return email


class _Code:
    """What both places that ask for a code have in common: counting it as a try."""

    user: Any
    authenticator: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _words(self, {"code": ("Code", CODE)})

    def clean_code(self) -> str:
        at = timezone.now()
        attempt = tries.try_of(context.request, attempts.CODE, self.user.username)
        standing = tries.begin(attempt, at=at)
        try:
            code: str = super().clean_code()  # type: ignore[misc]
            self._used_up(code)
        except ValidationError:
            raise tries.failed(WRONG_CODE, attempt, standing, self.user, at=at) from None
        attempts.succeeded(attempt, at=timezone.now())
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            kind = SecurityKind.RECOVERY_CODE_USED
            events.record(kind, user=self.user, address=attempt.address, at=at)
        return code

    def _used_up(self, code: str) -> None:
        """A code of the app works once for as long as it would be taken; allauth remembers it for one step only."""
        if self.authenticator.type != Authenticator.Type.TOTP:
            return
        steps = 2 * app_settings.TOTP_TOLERANCE + 1
        mark = keyed("code used", str(self.user.pk), normalize_user_code(code))
        if not cache.add(f"icm.{mark}", True, timeout=steps * app_settings.TOTP_PERIOD):
            raise ValidationError(WRONG_CODE)


class Code(_Code, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class ConfirmCode(_Code, mfa.ReauthenticateForm):  # type: ignore[misc]
    """Proving again that it is still the same person."""


class AddApp(totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _words(self, {"code": ("Code", "The six digits your app shows now.")})
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": "6"}

    @property
    def groups(self) -> str:
        """The key in groups of four, which can be typed off a screen and broken at the edge of a small one."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


class AddKey(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _words(self, {"name": ("Name of the key", "So that you can tell it from another one.")})


class RenameKey(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _words(self, {"name": ("Name of the key", "")})
