"""The code that comes by e-mail: asked for, sent, typed in.

Whoever asks is told the same whether or not the address is anybody's. A code counts in the browser that asked for it
alone, so that asking in somebody's name neither opens anything nor spoils the code they are waiting for.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from icm.core.auth import attempts, events
from icm.core.auth.attempts import RESET, Try
from icm.core.auth.origin import account_name, keyed
from icm.core.auth.policy import in_words
from icm.core.models import SecurityKind, User
from icm.core.outbox import Letter, post
from icm.core.refusals import Refused
from icm.family import policy
from icm.family.actions.visits import Begun, begin
from icm.family.models import MailedCode, Window

NOT_RIGHT = "This is not the code, or it no longer counts. Ask for a new one."
SUBJECT = "Your code"
_KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mailed:
    """What the browser is to carry until the code is typed in; only a hash of it is kept."""

    token: str


def ask_code(email: str, *, origin: str, at: datetime) -> Mailed:
    """A code for whoever reads this mailbox; Refused where too many were asked for from ``origin``.

    Sending it is put off to the outbox: asking for a known address takes no longer than for any other.
    """
    address = account_name(email)
    standing = attempts.begin(_try(address, origin), at=at)
    if not standing.may:
        raise Refused(
            _("You asked for many codes. Wait %(time)s, then ask again.")
            % {"time": in_words(standing.wait)}
        )
    return _mail(address, origin, at=at)


@transaction.atomic
def _mail(address: str, origin: str, *, at: datetime) -> Mailed:
    _forget_old(at=at)
    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice("0123456789") for _ in range(policy.CODE_DIGITS))
    row = MailedCode.objects.create(
        token=keyed("family-code", token), email=address, code=_hash(token, code), asked_at=at
    )
    window = Window.objects.filter(email=address).select_related("consent__user").first()
    if window is not None and window.consent.user is not None:
        user = window.consent.user
        events.record(SecurityKind.FAMILY_CODE_SENT, user=user, address=origin, at=at)
        post([_letter(row, user.pk, code)], at=at)
    return Mailed(token)


def enter_code(token: str, code: str, *, origin: str, at: datetime) -> Begun:
    """A visit, or Refused. The try is on record before the code is looked at."""
    row = _tried(token, at=at)
    if row is None or not secrets.compare_digest(row.code, _hash(token, policy.as_typed(code))):
        user = _user_of(row.email) if row else None
        events.record(SecurityKind.FAMILY_CODE_WRONG, user=user, address=origin, at=at)
        raise Refused(_(NOT_RIGHT))
    with transaction.atomic():
        used = MailedCode.objects.filter(pk=row.pk, used_at__isnull=True).update(used_at=at)
        if not used:
            raise Refused(_(NOT_RIGHT))
        attempts.succeeded(_try(row.email, origin), at=at)
        events.record(
            SecurityKind.FAMILY_SIGNED_IN, user=_user_of(row.email), address=origin, at=at
        )
        return begin(row.email, at=at)


def _forget_old(*, at: datetime) -> None:
    """Codes that count no longer hold addresses of people who are nobody here."""
    MailedCode.objects.filter(asked_at__lt=at - _KEPT_FOR).delete()


def _tried(token: str, *, at: datetime) -> MailedCode | None:
    """The code this browser waits for, with one try more on it; none where it counts no longer."""
    rows = MailedCode.objects.filter(
        token=keyed("family-code", token),
        used_at__isnull=True,
        tries__lt=policy.CODE_TRIES,
        asked_at__gt=at - policy.CODE_LASTS,
    )
    if not token or not rows.update(tries=F("tries") + 1):
        return None
    return MailedCode.objects.get(token=keyed("family-code", token))


def _user_of(email: str) -> User | None:
    window = Window.objects.filter(email=email).select_related("consent__user").first()
    return window.consent.user if window else None


def _try(address: str, origin: str) -> Try:
    return Try(RESET, f"family {address}", origin)


def _hash(token: str, code: str) -> str:
    return keyed("family-code-digits", token, code)


def _letter(row: MailedCode, user: int, code: str) -> Letter:
    minutes = policy.CODE_LASTS // timedelta(minutes=1)
    words = (
        f"Your code is {policy.in_groups(code)}. It counts for {minutes} minutes, and only where you asked for it."
        "\n\nIf you did not ask for a code, you need not do anything. Nobody can use it without this message."
    )
    return Letter.naming_nobody(f"family-code:{row.pk}", user, SUBJECT, words, address=row.email)
