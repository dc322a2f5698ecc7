"""What the header of every page says of reminders."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from icm.clocks import queries


def reminders(request: HttpRequest) -> dict[str, Any]:
    """Counted only where a header asks: a page that fails, or is nobody's, asks the database nothing."""

    def unread() -> int:
        principals = request.principals  # type: ignore[attr-defined]
        return queries.unread(principals, on=timezone.localdate())

    return {"unread_reminders": unread}
