"""What is kept of an establishment's rooms, hours, closed days and social workers' days."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.http import Http404
from django.urls import reverse

from conferences import access
from conferences.models import ClosedDay, Room, SocialWorkDay
from conferences.policy.hours import DAYS, Span, in_words
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.screen import Fact, Link
from icm.core.tables import Column, Table
from icm.people.models import Establishment

NO_HOURS = "No hours: nothing can be held in it"
NOT_RECORDED = "Not recorded: any day is asked for"
_DAYS_CLOSED = (
    Column.of("Day", header=True, text="on"),
    Column.of("Why", text="why"),
    Column.of("Change", "link", hidden_label=True, text="act", href="url", note="which"),
)
_WHO = (
    Column.of("Whose social workers", header=True, text="who"),
    Column.of("Days on which they come", text="days"),
    Column.of("Change", "link", hidden_label=True, text="act", href="url", note="which"),
)


@dataclass(frozen=True, slots=True)
class RoomCard:
    """One room: what it is, when it can be used, what can be done about it."""

    name: str
    facts: tuple[Fact, ...]
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the page of an establishment's rooms and hours shows."""

    name: str
    slug: str
    rooms: tuple[RoomCard, ...]
    closed: Table
    social_work: Table
    acts: dict[str, str] = field(default_factory=dict)


def kept_place(principals: Principals, slug: str) -> Establishment:
    """The establishment whose rooms the asker keeps; 404 for everybody else."""
    found = Establishment.objects.filter(slug=slug).first()
    if found is None or slug not in access.places_with(principals, access.CALENDAR):
        raise Http404
    return found


def kept_room(principals: Principals, pk: int) -> Room:
    """A room of an establishment whose rooms the asker keeps; else 404."""
    found = Room.objects.select_related("establishment").filter(pk=pk).first()
    if found is None or not _keeps(principals, found.establishment):
        raise Http404
    return found


def kept_closed_day(principals: Principals, pk: int) -> ClosedDay:
    """A closed day of an establishment whose rooms the asker keeps; else 404."""
    found = ClosedDay.objects.select_related("establishment").filter(pk=pk).first()
    if found is None or not _keeps(principals, found.establishment):
        raise Http404
    return found


def calendar_page(place: Establishment, *, on: date) -> Calendar:
    """Three queries, however many rooms there are."""
    rooms = place.rooms.prefetch_related("hours").order_by("name", "pk")
    return Calendar(
        name=place.name,
        slug=place.slug,
        rooms=tuple(_card(room, on) for room in rooms),
        closed=Table(
            "Closed days",
            _DAYS_CLOSED,
            [_closed(row) for row in place.closed_days.filter(on__gte=on).order_by("on", "pk")],
            empty="None to come. Public holidays are closed by themselves.",
            quiet_caption=True,
        ),
        social_work=Table("Social workers' days", _WHO, _social_work(place), quiet_caption=True),
        acts={
            "room": reverse("conferences:add_room", args=[place.slug]),
            "close": reverse("conferences:close_day", args=[place.slug]),
            "social_work": reverse("conferences:social_work_days", args=[place.slug]),
        },
    )


def week_of(room: Room) -> list[Span]:
    return [Span(hour.weekday, hour.start, hour.minutes) for hour in room.hours.all()]


def social_work_weekdays(place: Establishment) -> dict[int | None, list[int]]:
    """By council, None for the prison's own team: the weekdays on which they come, in order."""
    found: dict[int | None, list[int]] = defaultdict(list)
    rows = SocialWorkDay.objects.filter(establishment=place).order_by("weekday")
    for authority, weekday in rows.values_list("authority_id", "weekday"):
        found[authority].append(weekday)
    return dict(found)


def _keeps(principals: Principals, place: Establishment) -> bool:
    return place.slug in access.places_with(principals, access.CALENDAR)


def _card(room: Room, on: date) -> RoomCard:
    week = week_of(room)
    minutes = sum(span.minutes for span in week)
    facts = [
        Fact("Every week", in_words(week) or NO_HOURS, unknown=not week),
        Fact("Conferences a week", str(len(week)), note=f"{minutes / 60:g} hours" if week else ""),
        Fact("Secure", "Yes" if room.secure else "No"),
        Fact("Video link", "Yes" if room.video else "No"),
    ]
    if closed := _closed_in_words(room, on):
        facts.append(Fact("Closed", closed))
    return RoomCard(
        name=room.name,
        facts=tuple(facts),
        acts=(
            Link(
                f"Change the hours of {room.name}",
                reverse("conferences:room_hours", args=[room.pk]),
                note=room.name,
            ),
            Link(
                f"Change {room.name}",
                reverse("conferences:change_room", args=[room.pk]),
                note=room.name,
            ),
        ),
    )


def _closed_in_words(room: Room, on: date) -> str:
    if room.closed_from is None or (room.closed_until is not None and room.closed_until < on):
        return ""
    until = f"until {day(room.closed_until)}" if room.closed_until else "for good"
    return f"From {day(room.closed_from)} {until}"


def _closed(row: ClosedDay) -> dict[str, str]:
    url = reverse("conferences:open_day", args=[row.pk])
    return {
        "on": day(row.on),
        "why": row.why,
        "act": "Open it again",
        "url": url,
        "which": day(row.on),
    }


def _social_work(place: Establishment) -> list[dict[str, str]]:
    own: list[int] = []
    councils: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = SocialWorkDay.objects.filter(establishment=place).order_by("weekday")
    for slug, name, weekday in rows.values_list("authority__slug", "authority__name", "weekday"):
        (councils[name, slug] if slug else own).append(weekday)
    return [
        _days_of(place, "This prison's own", "", own),
        *(_days_of(place, name, slug, days) for (name, slug), days in sorted(councils.items())),
    ]


def _days_of(place: Establishment, name: str, council: str, days: list[int]) -> dict[str, str]:
    address = reverse("conferences:social_work_days", args=[place.slug])
    return {
        "who": name,
        "days": ", ".join(DAYS[number] for number in days) or NOT_RECORDED,
        "act": "Change",
        "url": f"{address}?council={council}",
        "which": name,
    }
