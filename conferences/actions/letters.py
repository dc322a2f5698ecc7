"""E-mails about conferences: they name nobody, and say no more than that there is something to look at.

Each has a key, so that it goes out once however often it is written.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from conferences.models import Conference, Invitation
from icm.core.models import User
from icm.core.outbox import Letter, post

SUBJECTS = {
    "invite": "ICM: you are invited to a case conference",
    "uninvite": "ICM: you are not invited to a case conference any more",
    "fix": "ICM: a case conference has a new date",
    "move": "ICM: a case conference is moved",
    "postpone": "ICM: a case conference is postponed",
    "cancel": "ICM: a case conference is cancelled",
    "chase": "ICM: a case conference waits for your answer",
    "papers": "ICM: there are papers to read before a case conference",
    "contribute": "ICM: a case conference waits for your contribution",
}
ASKED = "Sign in to see when, where and about whom, and to answer:"
_GONE = "Sign in to see what you are still invited to, and to take the date out of your calendar:"
_SAID = dict.fromkeys(("uninvite", "postpone", "cancel"), _GONE) | {
    "contribute": "Sign in to see when, where and about whom, and to write your contribution:",
    "papers": "Sign in to read what was assessed before the conference:",
}


_FOR_RELATIVES = "There is something new for you to read. Sign in to see it:"


def tell(row: Conference, what: str, invited: Iterable[Invitation], *, at: datetime) -> None:
    """What becomes of the date: to those invited who sign in, to whoever comes instead of them, and to relatives."""
    rows = list(invited)
    told = {user for one in rows for user in (one.user_id, one.deputy_id) if user}
    key = f"conference:{row.pk}:{row.version}:{what}"
    post([letter(key, what, user) for user in sorted(told)], at=at)
    tell_relatives(key, rows, at=at)


def tell_relatives(key: str, invitations: Iterable[Invitation], *, at: datetime) -> None:
    """That there is something new: to those who have a window of their own, and may still come."""
    words = f"{_FOR_RELATIVES} {settings.BASE_URL}{reverse('family:start')}"
    post(
        [
            Letter.naming_nobody(
                f"{key}:{user.pk}", user.pk, "There is something new", words, address=user.email
            )
            for user in filter(None, map(_relative, invitations))
        ],
        at=at,
    )


def _relative(one: Invitation) -> User | None:
    consent = one.consent
    if consent is None or consent.user is None or not consent.may_attend:
        return None
    return consent.user if consent.user.email else None


def tell_of(what: str, invitations: Mapping[int, Invitation], *, at: datetime) -> None:
    """What becomes of an invitation, to these users. One that is made again is another invitation, and told again."""
    post(
        [
            letter(f"conference-invitation:{one.pk}:{one.version}:{what}", what, user)
            for user, one in sorted(invitations.items())
        ],
        at=at,
    )


def letter(key: str, what: str, user: int) -> Letter:
    """One of these e-mails to one user, once for each key."""
    words = f"{_SAID.get(what, ASKED)} {settings.BASE_URL}{reverse('conferences:mine')}"
    return Letter.naming_nobody(f"{key}:{user}", user, SUBJECTS[what], words)
