"""Counting wrong passwords and codes, so that guessing becomes slow where it happens and nowhere else.

A try is counted before the password is looked at, and forgotten when it proves right: a hundred tries sent at the
same moment are a hundred tries. What is counted is the pair of account and origin: whoever fails at one address makes
nobody wait at another. A browser in which the account signed in before is an origin of its own (see known.py), so
that not even a neighbour behind the same router can keep its owner out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from icm.core.auth import policy
from icm.core.auth.origin import keyed
from icm.core.models import SignInAttempt

PASSWORD, CODE, RESET = "password", "code", "reset"


@dataclass(frozen=True, slots=True)
class Try:
    """What is tried (a password, a code, a reset link), for which account, from where."""

    what: str
    account: str  # as typed, in one spelling; it may belong to nobody
    address: str
    known: str = ""  # the mark of a browser this account has used, if it carries one

    @property
    def key(self) -> str:
        origin = f"browser {self.known}" if self.known else f"address {self.address}"
        return keyed(self.what, self.account, origin)

    @property
    def crowd_key(self) -> str:
        """Under which all tries are counted that this one stands among.

        Names and passwords are guessed by one address at many accounts; a code is guessed by many addresses at one
        account whose password is already out. Asking for links never fills the bucket of the passwords.
        """
        if self.what == CODE:
            return keyed("codes", self.account)
        return keyed("resets" if self.what == RESET else "address", self.address)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the try may go ahead; if not, how long to wait. ``failures`` are those before this one."""

    wait: timedelta = timedelta(0)
    failures: int = 0
    crowded: bool = False  # the crowd's bucket is full, with this try or before it
    filled: bool = False  # this try is what filled it

    @property
    def may(self) -> bool:
        return not self.wait


@transaction.atomic
def begin(attempt: Try, *, at: datetime) -> Standing:
    """Count this try as a failure until ``succeeded`` says otherwise; refused tries are not counted.

    A full bucket ends guessing at codes and asking for links. At passwords it only slows down the names that failed
    at this address themselves: otherwise one stranger behind a prison's router could close the door to all its staff.
    """
    crowded = False
    if not attempt.known:
        crowd = locked(attempt.crowd_key, at)
        bucket = _bucket(crowd).at(at)
        crowded = bool(bucket.wait(at))
        if crowded and attempt.what != PASSWORD:
            return Standing(wait=bucket.wait(at), failures=bucket.level, crowded=True)
    row = locked(attempt.key, at)
    failures = policy.still_counting(row.failures, row.last_failed_at, at)
    wait = row.last_failed_at + policy.wait_after(failures, crowded=crowded) - at
    if wait > timedelta(0):
        return Standing(wait=wait, failures=failures, crowded=crowded)
    put(row, failures + 1, at)
    if attempt.known:
        return Standing(failures=failures)
    level = bucket.level + 1
    put(crowd, level, bucket.since)
    return Standing(
        failures=failures,
        crowded=level >= policy.CROWD_TRIES,
        filled=level == policy.CROWD_TRIES,
    )


@transaction.atomic
def succeeded(attempt: Try, *, at: datetime) -> None:
    """It was right: this pair starts afresh. The crowd gets back only the one try that was no failure."""
    if not attempt.known:
        crowd = locked(attempt.crowd_key, at)
        bucket = _bucket(crowd).at(at)
        put(crowd, max(bucket.level - 1, 0), bucket.since)
    SignInAttempt.objects.filter(key=attempt.key).update(failures=0)


def forget_old(*, at: datetime) -> int:
    """Clear the rows that no longer count."""
    gone, _ = SignInAttempt.objects.filter(last_failed_at__lt=at - policy.FORGOTTEN_AFTER).delete()
    return gone


def _bucket(row: SignInAttempt) -> policy.Bucket:
    return policy.Bucket(row.failures, row.last_failed_at)


def locked(key: str, at: datetime) -> SignInAttempt:
    """The row, made where there was none, and held until the transaction ends: two tries at once are counted as two."""
    SignInAttempt.objects.bulk_create(
        [SignInAttempt(key=key, failures=0, last_failed_at=at)],
        update_conflicts=True,
        update_fields=["key"],
        unique_fields=["key"],
    )
    return SignInAttempt.objects.get(key=key)


def put(row: SignInAttempt, failures: int, at: datetime) -> None:
    row.failures, row.last_failed_at = failures, at
    row.save(update_fields=["failures", "last_failed_at"])
