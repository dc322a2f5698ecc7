"""Establishments: how many people, against how many places, and how their deadlines stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse

from icm.clocks import queries as clocks
from icm.core.access import Principals
from icm.core.screen import Bar, BarChart, Fact
from icm.core.tables import Column, Table
from icm.pages.queries.work import TITLES
from icm.people import queries as people
from icm.policy.facts import Legal, Level, RouteSlug
from icm.policy.roles import Role

STATES = (("overdue", "Overdue"), ("due", "Due"), ("unknown", "Not yet known"))

COLUMNS = (
    Column.of("Establishment", "link", header=True, text="name", href="url", note="units"),
    Column.of("People", "number", text="people"),
    Column.of("Design capacity", "number", text="capacity", note="full"),
    Column.of("Enhanced", "number", text="enhanced"),
    Column.of("People with something overdue", "number", text="late"),
)


@dataclass(frozen=True)
class Overview:
    table: Table
    chart: BarChart
    left_out: str  # how many deadlines are not shown, and so not counted


@dataclass(frozen=True)
class OneEstablishment:
    name: str
    facts: tuple[Fact, ...]
    levels: tuple[Fact, ...]
    chart: BarChart
    rules: Table
    left_out: str


def overview(principals: Principals) -> Overview:
    """Every establishment, counted over the people the asker may know of. Three queries."""
    counts = {
        row["establishment__slug"]: row
        for row in people.visible(principals)
        .filter(released_on__isnull=True, establishment__isnull=False)
        .values("establishment__slug")
        .annotate(
            people=Count("pk"), enhanced=Count("pk", filter=Q(route=RouteSlug.ENHANCED.value))
        )
        .order_by("establishment__slug")
    }
    telling = clocks.telling(principals)
    states = _states(telling)
    places = [place for place in people.places() if place.slug in counts]
    rows = [_row(place, counts[place.slug], states.get(place.slug, {})) for place in places]
    bars = tuple(
        Bar(
            place.name,
            tuple(states.get(place.slug, {}).get(key, 0) for key, _ in STATES),
            href=_url(place.slug),
        )
        for place in places
    )
    return Overview(
        Table(
            "Establishments",
            COLUMNS,
            rows,
            empty="There is no establishment whose people you may see.",
        ),
        BarChart("Deadlines by state", tuple(label for _, label in STATES), bars),
        telling.left_out(person__establishment__isnull=False),
    )


def _url(slug: str) -> str:
    return reverse("pages:establishment", args=[slug])


def _states(telling: clocks.Telling) -> dict[str, dict[str, int]]:
    """Open deadlines by establishment and state, and the people with one overdue."""
    found: dict[str, dict[str, int]] = {}
    rows = (
        telling.dues()
        .filter(person__establishment__isnull=False)
        .values("person__establishment__slug", "status")
        .annotate(n=Count("pk"), persons=Count("person", distinct=True))
        .order_by()
    )
    for row in rows:
        states = found.setdefault(row["person__establishment__slug"], {})
        states[row["status"]] = row["n"]
        if row["status"] == "overdue":
            states["late"] = row["persons"]
    return found


def _row(place: Any, count: Mapping[str, Any], states: dict[str, int]) -> dict[str, str]:
    share = round(100 * count["people"] / place.design_capacity)
    return {
        "name": place.name,
        "url": _url(place.slug),
        "units": ", ".join(unit.get_kind_display() for unit in place.units.all()),
        "people": f"{count['people']:,}",
        "capacity": str(place.design_capacity),
        "full": f"{share}% full",
        "enhanced": f"{count['enhanced']:,}",
        "late": f"{states.get('late', 0):,}",
    }


RULE_COLUMNS = (
    Column.of("What", "link", header=True, text="title", href="url"),
    *(Column.of(label, "number", text=key) for key, label in STATES),
)


def one_establishment(principals: Principals, slug: str, *, on: date) -> OneEstablishment:
    """One establishment's numbers; 404 where the asker may know of nobody in it."""
    here = people.visible(principals).filter(establishment__slug=slug, released_on__isnull=True)
    place = next((place for place in people.places() if place.slug == slug), None)
    counted = here.aggregate(
        people=Count("pk"),
        **{f"legal_{legal.name}": Count("pk", filter=Q(legal=legal.value)) for legal in Legal},
        **{f"route_{route.name}": Count("pk", filter=Q(route=route.value)) for route in RouteSlug},
        **{
            f"level_{level.name}": Count("pk", filter=Q(supervision_level=level.value))
            for level in Level
        },
        arrived=Count("pk", filter=Q(arrived_on=on)),
        leaving=Count("pk", filter=Q(transfer_to__isnull=False)),
    )
    # Counted apart: joined to the counts above, a person with two allocations would count twice.
    officers = here.filter(
        allocations__role=Role.PERSONAL_OFFICER, allocations__until_on__isnull=True
    )
    counted["unallocated"] = counted["people"] - officers.count()
    if place is None or not counted["people"]:
        raise Http404
    telling = clocks.telling(principals)
    rules = _by_rule(telling, slug)
    return OneEstablishment(
        name=place.name,
        facts=_facts(place, counted),
        levels=tuple(Fact(level.label, str(counted[f"level_{level.name}"])) for level in Level),
        chart=BarChart(
            "Deadlines by rule and state",
            tuple(label for _, label in STATES),
            tuple(
                Bar(row["title"], tuple(int(row[key]) for key, _ in STATES), href=row["url"])
                for row in rules
            ),
            label="Rule",
        ),
        rules=Table("Deadlines by rule", RULE_COLUMNS, rules, empty="Nothing is due."),
        left_out=telling.left_out(person__establishment__slug=slug),
    )


def _facts(place: Any, counted: dict[str, int]) -> tuple[Fact, ...]:
    return (
        Fact("People", f"{counted['people']:,}"),
        Fact("Design capacity", str(place.design_capacity), source=place.capacity_source),
        *(Fact(legal.label, str(counted[f"legal_{legal.name}"])) for legal in Legal),
        *(
            Fact(f"Route: {route.label.lower()}", str(counted[f"route_{route.name}"]))
            for route in RouteSlug
            if route is not RouteSlug.NONE
        ),
        Fact("Arrived today", str(counted["arrived"])),
        Fact("Being transferred away", str(counted["leaving"])),
        Fact("Without a personal officer", str(counted["unallocated"])),
    )


def _by_rule(telling: clocks.Telling, slug: str) -> list[dict[str, str]]:
    here = telling.dues().filter(person__establishment__slug=slug)
    by_state: dict[str, Any] = {key: Count("pk", filter=Q(status=key)) for key, _ in STATES}
    rows: list[Mapping[str, Any]] = sorted(
        here.values("rule").annotate(**by_state).order_by(),
        key=lambda row: (-row["overdue"], -row["due"], row["rule"]),
    )
    home = reverse("pages:home")
    return [
        {
            "title": TITLES.get(row["rule"], row["rule"]),
            "url": f"{home}?rule={row['rule']}&ahead=all",
            **{key: str(row[key]) for key, _ in STATES},
        }
        for row in rows
    ]
