"""Where conferences can be held: rooms with their hours, days of social workers, and when some people are elsewhere.

No source gives any of it; all is invented. Of each establishment's councils those that hold most people say on which
days they come; the others have not said.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps

from icm.core.bulk import copy, reserve
from icm.demo.estate.records import RESIDENCES
from icm.demo.estate.staff import Staff
from icm.people.actions.places import ESTABLISHMENTS, Place
from icm.policy.calendar import LONDON, working_days_after
from icm.policy.roles import Role

Row = Sequence[Any]

STARTS = (
    570,
    645,
    810,
    885,
)  # half past nine, a quarter to eleven, half past one, a quarter to three
LENGTH = 60
LARGE, HUGE = 300, 900  # places from which an establishment has a second room, and a third
SAY = 10  # councils whose days are known
ELSEWHERE = 15  # of so many people, one has something in the weeks to come
KINDS = (("court", "court", 570, 180), ("visit", "visits", 840, 120), ("other", "staff", 600, 60))


def write_rooms(staff: Staff, on: date, at: datetime) -> None:
    establishments = dict(
        apps.get_model("people", "Establishment").objects.values_list("slug", "pk")
    )
    named = [(place, number) for place in ESTABLISHMENTS for number in range(1, _rooms(place) + 1)]
    room = apps.get_model("conferences", "Room")
    keys = reserve(room, len(named))
    rows = [
        (key, establishments[place.slug], f"ICM room {number}", number == 1, number != 2, 1)
        for key, (place, number) in zip(keys, named, strict=True)
    ]
    copy(room, ("id", "establishment", "name", "secure", "video", "version"), rows)
    hours = [(key, day, start, LENGTH) for key in keys for day in range(5) for start in STARTS]
    copy(apps.get_model("conferences", "Hour"), ("room", "weekday", "start", "minutes"), hours)
    days = apps.get_model("conferences", "SocialWorkDay")
    copy(days, ("establishment", "authority", "weekday"), list(_days(establishments)))
    closed = [
        (key, working_days_after(on, 45), "Staff training") for key in establishments.values()
    ]
    copy(apps.get_model("conferences", "ClosedDay"), ("establishment", "on", "why"), closed)
    columns = ("person", "kind", "from_at", "until_at", "source", "recorded_at", "recorded_by")
    copy(apps.get_model("conferences", "Engagement"), columns, list(_engagements(staff, on, at)))


def rooms_at(slug: str) -> int:
    """How many rooms an establishment has."""
    return next(_rooms(place) for place in ESTABLISHMENTS if place.slug == slug)


def _rooms(place: Place) -> int:
    return 1 + (place.capacity >= LARGE) + (place.capacity >= HUGE)


def _days(establishments: dict[str, int]) -> Iterator[Row]:
    """The prison's own come Monday to Thursday; each council on a weekday or two of its own."""
    councils = dict(apps.get_model("people", "LocalAuthority").objects.values_list("slug", "pk"))
    say = sorted(RESIDENCES, key=lambda slug: -RESIDENCES[slug])[:SAY]
    for turn, key in enumerate(establishments.values()):
        yield from ((key, None, weekday) for weekday in range(4))
        for number, slug in enumerate(say):
            first = (turn + number) % 4
            yield (key, councils[slug], first)
            if number < 3:  # those with most people come twice
                yield (key, councils[slug], (first + 2) % 4)


def _engagements(staff: Staff, on: date, at: datetime) -> Iterator[Row]:
    people = apps.get_model("people", "Person").objects.filter(released_on=None).order_by("pk")
    held = people.values_list("pk", "establishment__slug").exclude(establishment=None)
    for turn, (person, place) in enumerate(held):
        if turn % ELSEWHERE:
            continue
        kind, source, start, minutes = KINDS[turn // ELSEWHERE % len(KINDS)]
        day = working_days_after(on, 3 + turn // ELSEWHERE % 55)
        begins = datetime.combine(day, time(start // 60, start % 60), LONDON)
        by = staff.first(Role.ICM_ADMINISTRATOR, place)
        ends = begins + timedelta(minutes=minutes)
        yield (person, kind, begins, ends, source, at - timedelta(days=turn % 9), by)
