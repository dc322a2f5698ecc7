"""`python -m crash.calendars`: reads every guest's calendar file; prints how many there are and how many are wrong."""

import django

django.setup()

from django.utils import timezone  # noqa: E402
from icalendar import Calendar  # noqa: E402

from conferences.models import Invitation  # noqa: E402
from conferences.queries.calendars import calendar_of  # noqa: E402
from conferences.workflow import Conferring  # noqa: E402


def right(one: Invitation) -> bool:
    """Whether it stands as long as the conference and the invitation do, with the day as it is now."""
    row = one.conference
    file = calendar_of(one.user_id or 0, one.pk, at=timezone.now())
    calendar = Calendar.from_ical(file.content)
    (event,) = calendar.walk("VEVENT")
    if one.withdrawn_at is not None or row.state == Conferring.CANCELLED:
        told = (calendar["method"], event["status"], "dtstart" in event)
        return told == ("CANCEL", "CANCELLED", False)
    return calendar["method"] == "PUBLISH" and event.decoded("dtstart") == row.starts_at


if __name__ == "__main__":
    rows = Invitation.objects.filter(user__isnull=False).select_related("conference")
    found = [right(one) for one in rows]
    print(len(found), found.count(False))
