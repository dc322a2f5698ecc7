"""Twelve weeks of conferences against the hours of the rooms."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse

from conferences.models import Conference, Placing, Room
from icm.core.dates import day
from icm.core.screen import Bar, BarChart
from icm.people.models import Establishment
from icm.policy.calendar import in_scotland, is_holiday

WEEKS = 12
STATES = ("Fixed", "Pinned", "Proposed", "Free hours")


def open_days(closed: Collection[date], monday: date) -> list[list[date]]:
    """The days of each week on which conferences can be held at all."""
    weeks = [
        [monday + timedelta(weeks=week, days=number) for number in range(7)]
        for week in range(WEEKS)
    ]
    return [[on for on in week if on not in closed and not is_holiday(on)] for week in weeks]


def capacity(rooms: Iterable[Room], closed: Collection[date], monday: date) -> list[int]:
    """Conferences the rooms could hold, week by week."""
    weekly = [(room, Counter(hour.weekday for hour in room.hours.all())) for room in rooms]
    return [
        sum(hours[on.weekday()] for room, hours in weekly for on in days if not shut(room, on))
        for days in open_days(closed, monday)
    ]


def shut(room: Room, on: date) -> bool:
    shut = room.closed_from is not None and room.closed_from <= on
    return shut and (room.closed_until is None or on <= room.closed_until)


def load(
    place: Establishment,
    monday: date,
    placings: Iterable[Placing],
    fixed: Iterable[Conference],
    capacity: list[int],
    address: str = "",
) -> BarChart:
    """Each week's hours: what is fixed, pinned, proposed, and what is left."""
    counted: Counter[tuple[int, str]] = Counter()
    for one in placings:
        label = Placing.Standing(one.standing).label
        counted[(_on(one.starts_at) - monday).days // 7, label] += 1
    for row in fixed:
        if row.starts_at is not None:
            counted[(_on(row.starts_at) - monday).days // 7, "Fixed"] += 1
    address = address or reverse("conferences:schedule", args=[place.slug])
    bars = []
    for week, hours in enumerate(capacity):
        held = [counted[week, state] for state in STATES[:-1]]
        label = day(monday + timedelta(weeks=week))
        bars.append(Bar(label, (*held, max(0, hours - sum(held))), f"{address}?week={week}"))
    return BarChart("Twelve weeks against the hours of the rooms", STATES, tuple(bars), "Week of")


def _on(at: datetime) -> date:
    return in_scotland(at).date()
