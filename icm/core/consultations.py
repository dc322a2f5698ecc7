"""Keeping who looked at whom. One insert a page, before the page is made: no log, no page."""

from collections.abc import Collection
from datetime import datetime

from icm.core.access import Principals
from icm.core.models import Consultation


def record_consultation(
    principals: Principals, *, page: str, persons: Collection[int], at: datetime, why: str = ""
) -> None:
    """Write down that this user was shown these persons. Nobody shown, nothing written."""
    if not persons:
        return
    Consultation.objects.create(
        at=at,
        user_id=principals.user_id,
        page=page,
        persons=sorted(persons),
        why=why,
        break_glass=any(person in principals.broken_glass for person in persons),
    )
