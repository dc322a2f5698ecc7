"""Requests as tries: who is trying what from where, what they are told, what is written down."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from icm.core.auth import attempts, events, known, policy
from icm.core.auth.origin import account_name, address_of
from icm.core.models import SecurityKind, User


def try_of(request: HttpRequest, what: str, username: str) -> attempts.Try:
    """The account as typed, the address, and the mark of a browser in which the account was used before."""
    mark = known.mark_of(request, username)
    return attempts.Try(what, account_name(username), address_of(request), mark)


def begin(attempt: attempts.Try, *, at: datetime) -> attempts.Standing:
    """Count the try, or refuse it while the wait lasts: then nothing is checked, right or wrong."""
    standing = attempts.begin(attempt, at=at)
    if not standing.may:
        wait = policy.in_words(standing.wait)
        raise ValidationError(
            f"Too many wrong tries. Nothing was checked this time. Try again in {wait}.",
            code="wait",
        )
    return standing


def failed(
    message: str,
    attempt: attempts.Try,
    standing: attempts.Standing,
    user: User | None,
    *,
    at: datetime,
) -> ValidationError:
    """Write down a wrong try, and when it is the one from which waiting begins. Answers with what to say."""
    kinds = [SecurityKind.SIGN_IN_FAILED]
    if standing.failures + 1 == policy.FREE_TRIES:
        kinds.append(SecurityKind.MADE_TO_WAIT)
    if standing.filled:
        kinds.append(SecurityKind.ADDRESS_MADE_TO_WAIT)
    for kind in kinds:
        events.record(kind, user=user, address=attempt.address, at=at)
    wait = policy.wait_after(standing.failures + 1, crowded=standing.crowded)
    text = f"{message} Wait {policy.in_words(wait)} before you try again." if wait else message
    return ValidationError(text, code="wrong")
