"""The free times of a week of rooms: what somebody can draw a proposed conference onto."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from conferences.models import Conference, Placing, Room
from conferences.queries.load import shut
from icm.core.screen import Spot
from icm.policy.calendar import in_scotland, is_holiday

_Taken = tuple[date, str, int, int]  # the day, the name of the room, from and until which minute


def spots(
    rooms: Iterable[Room],
    first: date,
    closed: Collection[date],
    taken: Collection[_Taken],
    *,
    after: date,
) -> Mapping[date, tuple[Spot, ...]]:
    """By day of the week: every hour of a room after today that nothing fixed or pinned has, the earliest first."""
    found: defaultdict[date, list[tuple[int, str, Spot]]] = defaultdict(list)
    days = [first + timedelta(days=number) for number in range(7)]
    for room in rooms:
        for hour in room.hours.all():
            on, end = days[hour.weekday], hour.start + hour.minutes
            is_open = on > after and on not in closed and not is_holiday(on) and not shut(room, on)
            held = any(
                (day, name) == (on, room.name) and start < end and hour.start < until
                for day, name, start, until in taken
            )
            if is_open and not held:
                time = f"{hour.start // 60:02}:{hour.start % 60:02}"
                spot = Spot(f"{time}, {room.name}", str(room.pk), on.isoformat(), time)
                found[on].append((hour.start, room.name, spot))
    return {
        on: tuple(spot for *_, spot in sorted(there, key=lambda one: one[:2]))
        for on, there in found.items()
    }


def taken_by(placings: Iterable[Placing], fixed: Iterable[Conference]) -> set[_Taken]:
    """What keeps its room; a mere proposal gives way."""
    kept = {
        _taken(one.room.name, one.starts_at, one.ends_at)
        for one in placings
        if one.standing == Placing.Standing.PINNED
    }
    return kept | {
        _taken(row.place, row.starts_at, row.starts_at + timedelta(minutes=row.minutes))
        for row in fixed
        if row.starts_at is not None
    }


def _taken(room: str, start: datetime, end: datetime) -> _Taken:
    first, last = in_scotland(start), in_scotland(end)
    return (first.date(), room, first.hour * 60 + first.minute, last.hour * 60 + last.minute)
