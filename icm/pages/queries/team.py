"""The First Line Manager's page: who looks after how many, what is overdue, who is there, who has no officer."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from casework.queries import team as written
from casework.queries.likeness import Repeats, team_repeats
from icm.clocks import queries as clocks
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Link, Pages
from icm.core.tables import Column, Table
from icm.pages.queries.people import person_url
from icm.people import queries as people
from icm.people.queries import Roster
from icm.policy.roles import Role

OFFICERS = (
    Column.of("Officer", "link", header=True, text="name", href="url"),
    Column.of("People", "number", text="people"),
    Column.of("Overdue", "number", text="overdue", note="theirs"),
    Column.of("Last entry", "date", text="wrote", note="ago"),
    Column.of("Today", "text", text="today"),
    Column.of("Away", "text", text="away", note="cover"),
)
WITHOUT = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Where", "text", text="hall"),
    Column.of("In custody since", "date", text="since"),
    Column.of("Allocate", "link", text="act", href="act_url"),
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Load:
    """What some officers carry, by user: people, what is overdue for them, how much of that is the officer's."""

    people: Counter[int]
    overdue: Counter[int]
    theirs: Counter[int]


@dataclass(frozen=True)
class TeamPage:
    place: str
    places: tuple[Link, ...]
    officers: Table
    repeats: Repeats | None
    shifts: Table
    without: Table
    pages: Pages
    persons: tuple[int, ...]


def load_of(users: Collection[int]) -> Load:
    """Two queries."""
    late = clocks.open_dues().filter(
        status="overdue",
        person__released_on__isnull=True,
        person__allocations__role=Role.PERSONAL_OFFICER,
        person__allocations__until_on__isnull=True,
        person__allocations__user__in=users,
    )
    own = Q(owner=Role.PERSONAL_OFFICER)
    rows = list(
        late.order_by()
        .values_list("person__allocations__user")
        .annotate(n=Count("pk"), own=Count("pk", filter=own))
    )
    return Load(
        people=people.case_load(users),
        overdue=Counter({user: n for user, n, _ in rows}),
        theirs=Counter({user: n for user, _, n in rows}),
    )


def team_page(principals: Principals, place: str, *, on: date, page: int) -> TeamPage:
    """One establishment. The same number of queries for any number of officers and people."""
    names = people.establishment_names()
    team = list(people.officers_of(place))
    keys = [user.pk for user in team]
    load, rosters = load_of(keys), people.rosters(keys, on=on)
    wrote = written.last_entries(keys)
    alone = people.without_officer(principals, place)
    pages = turned_to(page, alone.count(), wanted={"place": place}, noun="people")
    rows = [_alone(row) for row in alone.values_list(*_ALONE)[slice_of(pages)]]
    return TeamPage(
        place=names[place],
        places=_places(principals, place, names),
        officers=Table(
            "Personal officers",
            OFFICERS,
            [_officer(user, load, rosters[user.pk], wrote.get(user.pk), on) for user in team],
            empty="Nobody is personal officer here.",
        ),
        repeats=team_repeats(keys, on=on),
        shifts=shifts_table(team, rosters, on),
        without=Table(
            "People without an officer", WITHOUT, rows, empty="Everybody has an officer."
        ),
        pages=pages,
        persons=tuple(row["pk"] for row in rows),
    )


def _places(principals: Principals, place: str, names: dict[str, str]) -> tuple[Link, ...]:
    managed = sorted(people.managed_places(principals))
    return tuple(
        Link(names[slug], f"{reverse('pages:team')}?place={slug}", current=slug == place)
        for slug in managed
    )


def _officer(
    user: User, load: Load, roster: Roster, wrote: date | None, on: date
) -> dict[str, str]:
    theirs = load.theirs[user.pk]
    return {
        "name": user.display_name(),
        "url": reverse("pages:team_member", args=[user.pk]),
        "people": str(load.people[user.pk]),
        "overdue": str(load.overdue[user.pk]),
        "theirs": f"{theirs} for the officer" if theirs else "",
        "wrote": day(wrote) if wrote else "Nothing on record",
        "ago": f"{(on - wrote).days} days ago" if wrote and wrote < on else "",
        "today": roster.today,
        "away": roster.away or "No",
        "cover": f"Stands in: {roster.cover}" if roster.away else "",
    }


def shifts_table(team: Collection[User], rosters: dict[int, Roster], on: date) -> Table:
    """A row for each, a column for each of the next fourteen days."""
    days = [on + timedelta(days=number) for number in range(people.FORTNIGHT)]
    columns = (
        Column.of("Officer", "text", header=True, text="name"),
        *(
            Column.of(f"{_WEEKDAYS[one.weekday()]} {one.day}", "text", text=f"day{number}")
            for number, one in enumerate(days)
        ),
    )
    rows = [
        {"name": user.display_name()}
        | {f"day{number}": text for number, text in enumerate(rosters[user.pk].days)}
        for user in team
    ]
    return Table("Shifts in the next fourteen days", columns, rows, stacked=False)


_ALONE = ("pk", "number", "family_name", "given_names", "hall", "admitted_at")


def _alone(row: tuple[Any, ...]) -> dict[str, Any]:
    pk, number, family, given, hall, admitted = row
    allocate = reverse("people:allocate", args=[pk])
    return {
        "pk": pk,
        "name": f"{family.upper()}, {given}",
        "number": number,
        "url": person_url(pk),
        "hall": hall or "Not known",
        "since": day(admitted),
        "act": f"Allocate {given} {family}",
        "act_url": f"{allocate}?role={Role.PERSONAL_OFFICER.value}&from=team",
    }
