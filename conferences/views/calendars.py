"""One's own invitation as a calendar file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from conferences.queries import calendars
from icm.core.views import Page


class CalendarFile(Page):
    """For whoever is invited, nobody else. It names nobody, so that asking for it is no look at a person."""

    permission_required = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = self.request.user.pk
        found = calendars.calendar_of(user, kwargs["pk"], at=timezone.now())
        method = "CANCEL" if found.cancels else "PUBLISH"
        return HttpResponse(
            found.content,
            content_type=f"text/calendar; charset=utf-8; method={method}",
            headers={
                "Content-Disposition": 'attachment; filename="conference.ics"',
                "Cache-Control": "no-store",
            },
        )
