"""What the header of every page says of reminders."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from icm.clocks import queries

BEGINNINGS = frozenset({"pages:home", "pages:work", "pages:my_people", "clocks:reminders"})


def reminders(request: HttpRequest) -> dict[str, Any]:
    """Counted on the pages a day begins with alone: on every other it would cost one more query."""
    match = request.resolver_match
    if match is None or match.view_name not in BEGINNINGS:
        return {}

    def unread() -> int:
        principals = request.principals  # type: ignore[attr-defined]
        return queries.unread(principals, on=timezone.localdate())

    return {"unread_reminders": unread}
