"""One placing as a page shows it: where, why there, and what can be done."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from conferences import access
from conferences.models import Placing, Room
from conferences.models.placings import STANDING
from conferences.queries.estate import TO_PLACE
from icm.core.access import Principals, get_visible
from icm.core.dates import day, hours
from icm.core.screen import Fact, Link
from icm.people.models import Establishment
from icm.policy.calendar import in_scotland

_WITH = (
    "room__establishment",
    "conference__person__establishment",
    "conference__person__transfer_to",
    "conference__person__residence",
    "conference__person__supervising_authority",
    "conference__chair",
    "by",
)


@dataclass(frozen=True, slots=True)
class PlacingPage:
    title: str
    facts: tuple[Fact, ...]
    wishes: tuple[Fact, ...]
    acts: tuple[Link, ...]
    schedule: str


def placing(principals: Principals, pk: int) -> Placing:
    """One placing with its conference and person; 404 for whoever may not know of the person."""
    rows = Placing.objects.select_related(*_WITH)
    return get_visible(rows, principals, through="conference__person", pk=pk)


def placing_page(row: Placing, principals: Principals, verbs: frozenset[str]) -> PlacingPage:
    may = access.ARRANGE in verbs and is_open(row)
    return PlacingPage(
        title=hours(row.starts_at, row.ends_at),
        facts=_facts(row, principals),
        wishes=tuple(_wishes(row.explained)),
        acts=tuple(_acts(row)) if may else (),
        schedule=schedule_address(row, principals),
    )


def is_open(row: Placing) -> bool:
    """Whether it still can be pinned, refused or fixed."""
    return row.standing in STANDING and row.conference.state in TO_PLACE


def rooms_of(place: Establishment | None) -> list[tuple[int, str]]:
    """The rooms somebody may choose by hand, by name."""
    rows = Room.objects.filter(establishment=place).order_by("name", "pk")
    return [(room.pk, _named(room)) for room in rows]


def schedule_address(row: Placing, principals: Principals) -> str:
    """The week of the schedule it stands in, for those who make the schedule."""
    slug = row.room.establishment.slug
    if slug not in access.places_with(principals, access.ARRANGE):
        return ""
    return reverse("conferences:schedule", args=[slug])


def week_address(row: Placing, principals: Principals, *, on: date) -> str:
    """The same, opened at the week of the placing."""
    address = schedule_address(row, principals)
    monday = on - timedelta(days=on.weekday())
    week = (in_scotland(row.starts_at).date() - monday).days // 7
    return address and f"{address}?week={week}#week"


def _named(room: Room) -> str:
    more = [text for text, has in (("secure", room.secure), ("video link", room.video)) if has]
    return f"{room.name} ({', '.join(more)})" if more else room.name


def _facts(row: Placing, principals: Principals) -> tuple[Fact, ...]:
    stands = Placing.Standing(row.standing).label
    by = (
        f"by {row.by.display_name()} on {day(row.at)}"
        if row.by
        else f"by the search of {day(row.at)}"
    )
    found = [
        Fact("When", hours(row.starts_at, row.ends_at)),
        Fact("Where", _named(row.room), note=row.room.establishment.name),
        Fact("How it stands", stands, note=by),
    ]
    if row.why:
        audience = access.audience_of(row.conference.person, principals)
        found.append(Fact("Why it was refused", access.shown(row, "why", audience)))
    return tuple(found)


def _wishes(explained: dict[str, Any]) -> list[Fact]:
    """Names are listed, sentences follow each other."""
    words = (
        ("free", "Free", "; "),
        ("unknown", "Not known whether they are there", "; "),
        ("away", "Away", "; "),
        ("met", "Speaks for it", " "),
        ("unmet", "Speaks against it", " "),
    )
    return [
        Fact(label, between.join(explained[key]))
        for key, label, between in words
        if explained.get(key)
    ]


def _acts(row: Placing) -> list[Link]:
    pinned = row.standing == Placing.Standing.PINNED
    first = ("Let the next search move it", "unpin") if pinned else ("Keep it here", "pin")
    return [
        Link(first[0], reverse(f"conferences:{first[1]}", args=[row.pk])),
        Link("Refuse this time", reverse("conferences:refuse", args=[row.pk])),
        Link("Place it elsewhere", reverse("conferences:place", args=[row.conference_id])),
        Link("Fix the date", reverse("conferences:fix", args=[row.conference_id])),
    ]
