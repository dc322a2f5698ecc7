"""From the right code to leaving; whose window it is that they look through."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from icm.core.auth import attempts
from icm.core.auth.attempts import CODE, Try
from icm.core.auth.origin import keyed
from icm.core.auth.policy import in_words
from icm.core.models import User
from icm.core.refusals import Refused
from icm.family.actions.windows import window_of
from icm.family.models import Visit, Window

WRONG_LETTER = (
    "This is not the code from your letter, or it no longer counts. Ask us for a new letter."
)


@dataclass(frozen=True, slots=True)
class Begun:
    """A visit with the token its browser is to carry; only a hash of it is kept."""

    visit: Visit
    token: str


def begin(email: str, *, at: datetime) -> Begun:
    """Of whoever showed that this mailbox is theirs. Whose window it is is asked next."""
    token = secrets.token_urlsafe(32)
    visit = Visit.objects.create(
        email=email, token=keyed("family-visit", token), began_at=at, seen_at=at
    )
    return Begun(visit, token)


def confirm(visit: Visit, code: str, *, origin: str, at: datetime) -> Window:
    """The code from the letter shows that the mailbox is the relative's to whom it was posted. It counts once."""
    attempt = Try(CODE, f"family {visit.email}", origin)
    standing = attempts.begin(attempt, at=at)
    if not standing.may:
        wait = in_words(standing.wait)
        raise Refused(_("Too many wrong codes. Wait %(time)s, then try again.") % {"time": wait})
    with transaction.atomic():
        window = window_of(code, visit.email, at=at)
        if window is None:
            raise Refused(_(WRONG_LETTER))
        window.code, window.code_until, window.confirmed_at = "", None, at
        window.save(update_fields=["code", "code_until", "confirmed_at"])
        # From now on it is sure whose mailbox it is: what is new is told there.
        User.objects.filter(relative_by=window.consent_id).update(email=window.email)
        attempts.succeeded(attempt, at=at)
        choose(visit, window)
    return window


def choose(visit: Visit, window: Window) -> None:
    """Look through this one, of those that the mailbox has."""
    if window.email != visit.email or window.confirmed_at is None:
        raise Refused(_("This is not yours to open."))
    visit.window = window
    Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(window=window)


def here(visit: Visit, *, at: datetime) -> None:
    """They are still there."""
    Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(seen_at=at)


def end(visit: Visit, why: Visit.End, *, at: datetime) -> None:
    """Over; done twice, it ended the first time."""
    Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(ended_at=at, ended=why)
