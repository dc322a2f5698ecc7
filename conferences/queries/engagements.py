"""When one person is elsewhere."""

from datetime import datetime

from django.urls import reverse

from conferences.models import Engagement
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.tables import Column, Table
from icm.people import access as people
from icm.people.models import Person
from icm.policy.calendar import in_scotland

_COLUMNS = (
    Column.of("When", header=True, text="when"),
    Column.of("What", text="what"),
    Column.of("Said by", text="source", note="recorded"),
)
_WITH_ACTS = (
    *_COLUMNS,
    Column.of("Change", "link", hidden_label=True, text="act", href="url", note="when"),
)


def engagement(principals: Principals, pk: int) -> Engagement | None:
    """The row, of somebody the asker may know of."""
    rows = Engagement.objects.select_related("person__establishment", "person__transfer_to")
    return rows.filter(pk=pk, person__in=people.visible_to(principals)).first()


def engagements(person: Person, *, at: datetime, may_change: bool) -> Table:
    """What is still to come, soonest first."""
    rows = Engagement.objects.filter(person=person, until_at__gt=at, ended_at=None)
    return Table(
        "Engagements to come",
        _WITH_ACTS if may_change else _COLUMNS,
        [_row(one) for one in rows.order_by("from_at", "pk")],
        empty="None on record.",
        quiet_caption=True,
    )


def when(row: Engagement) -> str:
    """3 March 2027, or with times where it is not the whole day."""
    start, end = in_scotland(row.from_at), in_scotland(row.until_at)
    if (f"{start:%H:%M}", f"{end:%H:%M}") == ("00:00", "23:59"):
        return day(row.from_at)
    return f"{moment(row.from_at)} to {end:%H:%M}"


def _row(one: Engagement) -> dict[str, str]:
    return {
        "when": when(one),
        "what": Engagement.Kind(one.kind).label,
        "source": Engagement.Source(one.source).label,
        "recorded": f"recorded on {day(one.recorded_at)}",
        "act": "It does not take place",
        "url": reverse("conferences:end_engagement", args=[one.pk]),
    }
