"""Counting wrong PINs: by account and terminal, so that guessing is slow there; and by account over all terminals.

A try is counted before the PIN is looked at, and forgotten when it proves right. Numbers that belong to nobody are
counted alike, so that waiting gives nothing away.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from icm.core.auth import attempts
from icm.core.auth.origin import account_name, keyed
from icm.core.models import SignInAttempt
from icm.kiosk import policy
from icm.kiosk.models import Terminal


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the try may go ahead; if not, how long to wait. ``failures`` counts this one as wrong."""

    wait: timedelta = timedelta(0)
    failures: int = 0
    everywhere: bool = False  # the account waits at all terminals, not only here


@transaction.atomic
def begin(number: str, terminal: Terminal, *, at: datetime) -> Standing:
    """Count this try as wrong until ``right`` says otherwise. Refused tries are not counted."""
    account = attempts.locked(_account(number), at)
    level, since = _level(account, at)
    here = attempts.locked(_pair(number, terminal), at)
    failures = 0 if at - here.last_failed_at >= policy.FORGOTTEN_AFTER else here.failures
    wait = here.last_failed_at + policy.wait_after(failures) - at
    if wait > timedelta(0):
        return Standing(wait=wait, failures=failures)
    if level >= policy.ACCOUNT_TRIES:
        opens = since + policy.ACCOUNT_FORGIVES_ONE_EVERY
        return Standing(
            wait=max(opens - at, timedelta(seconds=1)), failures=failures, everywhere=True
        )
    attempts.put(here, failures + 1, at)
    attempts.put(account, level + 1, since)
    return Standing(failures=failures + 1)


@transaction.atomic
def right(number: str, terminal: Terminal, *, at: datetime) -> None:
    """It was right: this terminal starts afresh; over all terminals the one try is given back."""
    account = attempts.locked(_account(number), at)
    level, since = _level(account, at)
    attempts.put(account, max(level - 1, 0), since)
    SignInAttempt.objects.filter(key=_pair(number, terminal)).update(failures=0)


def forget(number: str) -> None:
    """Staff know them and gave a new PIN: whatever was tried before counts no more, at any terminal."""
    terminals = Terminal.objects.filter(retired_at__isnull=True)
    keys = [_account(number), *(_pair(number, terminal) for terminal in terminals)]
    SignInAttempt.objects.filter(key__in=keys).update(failures=0)


def _level(row: SignInAttempt, at: datetime) -> tuple[int, datetime]:
    """How many tries of the account still count, and from which moment the next one is being forgiven."""
    passed = max(at - row.last_failed_at, timedelta(0))
    level = policy.left_of(row.failures, passed)
    if not level:
        return 0, at
    forgiven = row.failures - level
    return level, row.last_failed_at + forgiven * policy.ACCOUNT_FORGIVES_ONE_EVERY


def _account(number: str) -> str:
    return keyed("kiosk-account", account_name(number))


def _pair(number: str, terminal: Terminal) -> str:
    return keyed("kiosk", account_name(number), str(terminal.pk))
