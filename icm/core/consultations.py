"""Keeping who looked at whom. One insert a page, before the page is made: no log, no page."""

from collections.abc import Collection
from datetime import datetime

from icm.core.access import Principals
from icm.core.models import BreakGlass, Consultation


def record_consultation(
    principals: Principals, *, page: str, persons: Collection[int], at: datetime, why: str = ""
) -> None:
    """Write down that this user was shown these persons. Nobody shown, nothing written."""
    if not persons:
        return
    opened = [person for person in persons if person in principals.broken_glass]
    Consultation.objects.create(
        at=at,
        user_id=principals.user_id,
        page=page,
        persons=sorted(persons),
        why=why or _reason(principals, opened, at),
        break_glass=bool(opened),
    )


def _reason(principals: Principals, opened: Collection[int], at: datetime) -> str:
    """Why the glass was broken, so that each look stands with its reason."""
    if not opened:
        return ""
    standing = BreakGlass.objects.filter(
        user_id=principals.user_id, person__in=opened, until_at__gt=at, ended_at__isnull=True
    )
    return "; ".join(standing.order_by("pk").values_list("reason", flat=True))
