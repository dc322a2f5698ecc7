"""Who broke glass to see whom."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from icm.core.access import Principals
from icm.core.dates import moment
from icm.core.models import BreakGlass
from icm.core.tables import Column, Table
from icm.people import access
from icm.people.queries.disclosure import shown

NEWEST = 200
_COLUMNS = (
    Column.of("Whose record", "link", header=True, text="name", href="url", note="number"),
    Column.of("Who opened it", "text", text="who"),
    Column.of("From", "date", text="from_at", note="until"),
    Column.of("Reason", "text", text="reason"),
)


@dataclass(frozen=True)
class GlassLog:
    table: Table
    persons: tuple[int, ...]


@dataclass(frozen=True)
class MyGlass:
    """One record that I see for now."""

    person_id: int
    name: str
    url: str
    until: str
    end_url: str


def my_broken_glass(user: int, *, at: datetime) -> tuple[MyGlass, ...]:
    """What this user sees by break-glass access now."""
    rows = (
        BreakGlass.objects.filter(user=user, until_at__gt=at, ended_at__isnull=True)
        .select_related("person")
        .order_by("until_at", "pk")
    )
    return tuple(
        MyGlass(
            person_id=row.person_id,
            name=f"{row.person.full_name}, {row.person.number}",
            url=reverse("pages:person", args=[row.person_id]),
            until=moment(row.until_at),
            end_url=reverse("people:end_glass", args=[row.pk]),
        )
        for row in rows
    )


def glass_log(principals: Principals) -> GlassLog:
    """Every opening of the records of people on whom the asker may see who looked, newest first."""
    groups = [
        post.principal
        for post in principals.posts
        if access.SEE_CONSULTATIONS in access.VERBS.get(post.role, frozenset())
    ]
    opened = BreakGlass.objects.filter(person__acl__among=groups)
    rows = list(opened.select_related("person", "user").order_by("-from_at", "-pk")[:NEWEST])
    found = [
        {
            "name": f"{row.person.family_name.upper()}, {row.person.given_names}",
            "number": row.person.number,
            "url": reverse("pages:person", args=[row.person_id]),
            "who": row.user.display_name(),
            "from_at": moment(row.from_at),
            "until": f"until {moment(row.ended_at or row.until_at)}",
            "reason": shown("BreakGlass.reason", row.reason),
        }
        for row in rows
    ]
    table = Table(
        "Records opened by break-glass access", _COLUMNS, found, empty="No record was opened so."
    )
    return GlassLog(table, tuple({row.person_id for row in rows}))
