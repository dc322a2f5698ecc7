"""The conferences of one establishment that have their date: a week, day by day, and the weeks that follow."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from conferences import access
from conferences.models import Conference
from conferences.policy.kinds import Kind
from conferences.policy.replies import COMES
from conferences.queries.load import WEEKS
from conferences.workflow import Conferring
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.screen import Appointment, Day
from icm.core.tables import Column, Table
from icm.people import access as people
from icm.people.models import Establishment
from icm.policy.calendar import in_scotland, is_holiday

_TABLE = (
    Column.of("When", header=True, text="when", note="time"),
    Column.of("Person", "link", text="name", href="url", note="number"),
    Column.of("Conference", text="kind", note="state"),
    Column.of("Where", text="place", note="video"),
    Column.of("Chair", text="chair"),
    Column.of("Who comes", text="comes", note="invited"),
)
_WEEKS = (
    Column.of("Week of", "link", header=True, text="week", href="url"),
    Column.of("Conferences", "number", text="number"),
)


@dataclass(frozen=True, slots=True)
class WeekPage:
    """One week of an establishment. ``others`` are of people the asker may not know of."""

    name: str
    slug: str
    title: str
    days: tuple[Day, ...]
    table: Table
    weeks: Table
    others: int
    earlier: str
    later: str
    persons: tuple[int, ...]


def read_place(principals: Principals, slug: str, verb: str) -> Establishment:
    """The establishment, for whoever a post there, or for the whole country, allows this; else 404."""
    found = Establishment.objects.filter(slug=slug).first()
    if found is None or access.places_with(principals, verb).isdisjoint({slug, ""}):
        raise Http404
    return found


def week_page(place: Establishment, principals: Principals, *, on: date, week: int) -> WeekPage:
    """The number of queries is the same however many conferences there are."""
    this = on - timedelta(days=on.weekday())
    week = min(max(week, -WEEKS), WEEKS)
    monday = this + timedelta(weeks=week)
    sunday = monday + timedelta(days=6)
    found = _with_date(place, monday, sunday)
    known = people.visible_to(principals)
    rows = list(
        found.filter(person__in=known)
        .select_related("person", "chair")
        .annotate(**_answers())
        .order_by("starts_at", "place", "pk")
    )
    closed = {one.on: one.why for one in place.closed_days.filter(on__range=(monday, sunday))}
    return WeekPage(
        name=place.name,
        slug=place.slug,
        title=f"Week of {day(monday)}",
        days=tuple(_days(monday, rows, closed)),
        table=_table(rows),
        weeks=_weeks(place, this),
        others=found.count() - len(rows),
        earlier=f"?week={week - 1}" if week > -WEEKS else "",
        later=f"?week={week + 1}" if week < WEEKS else "",
        persons=tuple(sorted({row.person_id for row in rows})),
    )


def _with_date(place: Establishment, first: date, last: date) -> QuerySet[Conference]:
    return Conference.objects.filter(
        establishment=place,
        state__in=[Conferring.SET, Conferring.HELD],
        starts_at__date__range=(first, last),
    )


def _answers() -> dict[str, Count]:
    standing = Q(invitations__withdrawn_at=None)
    comes = Q(invitations__reply__in=[reply.value for reply in COMES])
    return {
        "asked": Count("invitations", filter=standing),
        "coming": Count("invitations", filter=standing & comes),
    }


def _days(monday: date, rows: list[Conference], closed: dict[date, str]) -> Iterable[Day]:
    by_day: dict[date, list[Appointment]] = {}
    for row in rows:
        by_day.setdefault(_on(row), []).append(
            Appointment(
                time=_times(row),
                title=row.person.full_name,
                href=_url(row),
                place=f"{row.place}, {Kind(row.kind).label}",
                state=_state(row),
            )
        )
    for number in range(7):
        on = monday + timedelta(days=number)
        if number < 5 or on in by_day:
            note = "Public holiday" if is_holiday(on) else ""
            note = f"Closed: {closed[on]}" if on in closed and not note else note
            yield Day(f"{on:%A} {on.day} {on:%B}", tuple(by_day.get(on, ())), note or "None")


def _table(rows: Iterable[Conference]) -> Table:
    lines = [
        {
            "when": f"{_on(row):%A} {day(_on(row))}",
            "time": _times(row),
            "name": row.person.full_name,
            "number": row.person.number,
            "url": _url(row),
            "kind": Kind(row.kind).label,
            "state": _state(row),
            "place": row.place,
            "video": "Video link" if row.by_video else "",
            "chair": row.chair.display_name() if row.chair else "Nobody named yet",
            "comes": f"{row.coming} of {row.asked}" if row.asked else "Nobody invited yet",  # type: ignore[attr-defined]
            "invited": "have said they come" if row.asked else "",  # type: ignore[attr-defined]
        }
        for row in rows
    ]
    empty = "No conference has its date in this week."
    return Table("Agenda of the week", _TABLE, lines, empty=empty, quiet_caption=True)


def _weeks(place: Establishment, this: date) -> Table:
    """From this week on, those with anything in them or not: so that an empty one is seen too."""
    rows = _with_date(place, this, this + timedelta(weeks=WEEKS) - timedelta(days=1))
    starts = rows.values_list("starts_at", flat=True)
    counted = Counter((in_scotland(one).date() - this).days // 7 for one in starts if one)
    lines = [
        {"week": day(this + timedelta(weeks=n)), "url": f"?week={n}", "number": str(counted[n])}
        for n in range(WEEKS)
    ]
    return Table("Twelve weeks with their fixed dates", _WEEKS, lines, quiet_caption=True)


def _state(row: Conference) -> str:
    return Conferring(row.state).label


def _on(row: Conference) -> date:
    return in_scotland(row.starts_at).date() if row.starts_at else date.max


def _times(row: Conference) -> str:
    if row.starts_at is None:
        return ""
    starts = in_scotland(row.starts_at)
    return f"{starts:%H:%M} to {starts + timedelta(minutes=row.minutes):%H:%M}"


def _url(row: Conference) -> str:
    return reverse("conferences:conference", args=[row.pk])
