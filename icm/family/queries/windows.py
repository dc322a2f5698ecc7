"""Who reads in which browser, and what they may see now."""

from collections.abc import Sequence
from datetime import datetime

from conferences.models import FamilyConsent
from icm.core.access import Principals
from icm.core.auth.origin import keyed
from icm.family import policy
from icm.family.models import Visit, Window

_ALL = "consent__person__establishment", "consent__user"


def visit_of(token: str) -> Visit | None:
    """The open visit of this browser; whether it has been left alone is not asked here."""
    if not token:
        return None
    rows = Visit.objects.filter(token=keyed("family-visit", token), ended_at__isnull=True)
    return rows.select_related(*(f"window__{name}" for name in _ALL)).first()


def why_over(visit: Visit, *, at: datetime) -> Visit.End | None:
    """Why this visit goes on no longer; None while it does."""
    alone = at - visit.seen_at >= policy.IDLE
    return Visit.End.IDLE if alone or at - visit.began_at >= policy.LONGEST_VISIT else None


def windows_of(email: str) -> Sequence[Window]:
    """Those whose letter was answered, those that show something first."""
    rows = Window.objects.filter(email=email, confirmed_at__isnull=False).select_related(*_ALL)
    return sorted(rows, key=lambda one: (not is_open(one.consent), one.pk))


def waits_for_letter(email: str, *, at: datetime) -> bool:
    """Whether a letter is on its way to whoever reads this mailbox."""
    return Window.objects.filter(email=email, code_until__gt=at).exclude(code="").exists()


def is_open(consent: FamilyConsent) -> bool:
    """Whether anything is to be seen: asked at every request, so that what ends it counts from the next one on."""
    return consent.shares and consent.person.released_on is None


def principals_of(consent: FamilyConsent) -> Principals:
    """The relative as who is asking: no post, and nobody of their own."""
    return Principals(user_id=consent.user_id or 0, posts=(), broken_glass={})
