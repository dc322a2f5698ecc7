"""Opening a window for a relative: staff say where codes are to be sent, and a letter by post brings the first one."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from conferences import access
from conferences.models import FamilyConsent
from icm.core.access import Principals
from icm.core.auth.origin import account_name, keyed
from icm.core.models import User
from icm.core.refusals import Refused, Stale
from icm.family import policy
from icm.family.models import Visit, Window


@transaction.atomic
def open_window(
    consent: FamilyConsent,
    email: str,
    *,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> Window:
    """The relative's window, with a new code for a new letter. ``version`` is the window's, 0 where there is none yet.

    Another address has to show itself by the letter anew; whoever reads at the old one reads no further.
    """
    access.require(consent.person, principals, access.ARRANGE)
    here = FamilyConsent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if not here.shares:
        raise Refused(
            "A family member gets a window only with the person's consent, and once social work has looked at"
            " whom it is and approved it."
        )
    window = Window.objects.select_for_update(of=("self",)).filter(consent=here).first()
    if (window.version if window else 0) != version:
        raise Stale(current=_now(window), version=window.version if window else 0)
    if here.user is None:
        here.user = _doer(here)
        here.save(update_fields=["user"])
    address = account_name(email)
    if window is None:
        window = Window(consent=here, email=address, number=0, version=0)
    if window.email != address:
        _show_out(window, at)
        window.email, window.confirmed_at = address, None
    window.number += 1
    window.version += 1
    window.invited_at, window.invited_by = at, by
    if window._state.adding:
        window.save()  # the code is made of its key
    window.code, window.code_until = _hash(letter_code(window)), at + policy.LETTER_LASTS
    window.save()
    return window


def letter_code(window: Window) -> str:
    """What stands in the letter. It is made anew whenever the letter is: nowhere is it kept."""
    key = int(keyed("family-letter-code", str(window.pk), str(window.number)), 16)
    found = ""
    for _ in range(policy.LETTER_LENGTH):
        key, place = divmod(key, len(policy.LETTER_LETTERS))
        found += policy.LETTER_LETTERS[place]
    return found


def window_of(code: str, email: str, *, at: datetime) -> Window | None:
    """The one that waits for this code from its letter, and whose codes go to this address."""
    rows = Window.objects.select_for_update(of=("self",))
    return rows.filter(code=_hash(policy.as_typed(code)), email=email, code_until__gt=at).first()


def _hash(code: str) -> str:
    return keyed("family-letter", code)


def _now(window: Window | None) -> str:
    return f"codes go to {window.email}." if window else "there is no window any more."


def _doer(consent: FamilyConsent) -> User:
    """Who did what in the history. Nobody can sign in to staff pages with it: it is not active, with no password."""
    return User.objects.create(
        username=f"family-{consent.pk}",
        first_name="The family member,",
        last_name="in their window",
        is_active=False,
        password=make_password(None),
    )


def _show_out(window: Window, at: datetime) -> None:
    """Of the address before: nobody reads there any more, and nothing new is told there."""
    User.objects.filter(relative_by=window.consent_id).update(email="")
    Visit.objects.filter(window=window, ended_at__isnull=True).update(
        ended_at=at, ended=Visit.End.CHANGED
    )
