"""The people of each local authority: who does social work for them there, what was assessed, what is due.

Levels of an assessment are shown with day and side; where both sides assessed, both stand, and none is an average.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from icm.clocks import queries as clocks
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Pages
from icm.core.tables import Column, Table
from icm.pages.queries.people import person_url
from icm.pages.queries.work import TITLES
from icm.people import queries as people
from icm.policy.facts import Band, RouteSlug
from icm.policy.roles import BY_COUNCIL, Role
from risk import queries as risk
from risk.policy.assessments import Side

UNNAMED = "not-known"

AUTHORITIES = (
    Column.of("Local authority", "link", header=True, text="name", href="url"),
    Column.of("People", "number", text="people"),
    Column.of("Without a social worker there", "number", text="without"),
    Column.of("With something overdue", "number", text="late"),
)
_WORKER = Column.of("Social worker there", "text", text="worker")
_ALLOCATING = Column.of("Social worker there", "link", text="worker", href="allocate_url")
PEOPLE = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Held at", "text", text="place"),
    _WORKER,
    Column.of("LS/CMI in prison", "text", text="prison", note="prison_on"),
    Column.of("LS/CMI in the community", "text", text="community", note="community_on"),
    Column.of("Next", "work", title="next", href="next_url", why="next_on"),
)


@dataclass(frozen=True)
class CommunityPage:
    name: str
    authorities: Table
    people: Table
    pages: Pages
    persons: tuple[int, ...]


def may_open(principals: Principals) -> bool:
    return not principals.roles.isdisjoint(BY_COUNCIL)


def community_page(principals: Principals, authority: str, *, page: int) -> CommunityPage | None:
    """One authority, the first by name unless another is asked for; None for one that says nothing to the asker.

    The same number of queries for any number of people.
    """
    names = {UNNAMED: "Not known"} | people.council_names()
    counts = _counted(principals)
    listed = sorted(counts, key=lambda slug: (slug == UNNAMED, names[slug]))
    if authority and authority not in counts:
        return None
    chosen = authority or next(iter(listed), "")
    mine = _people(principals).filter(council=chosen)
    total = counts[chosen]["people"] if chosen else 0
    pages = turned_to(page, total, wanted={"authority": chosen}, noun="people")
    rows = list(_listed(mine)[slice_of(pages)]) if chosen else []
    keys = [row[0] for row in rows]
    found = _Beside.of(keys)
    return CommunityPage(
        name=names.get(chosen, ""),
        authorities=Table(
            "Local authorities",
            AUTHORITIES,
            [_authority(slug, names[slug], counts[slug]) for slug in listed],
            empty="There is nobody of whom you may know here.",
        ),
        people=Table(
            f"People of {names[chosen]}" if chosen else "People",
            columns_for(may_allocate=principals.holds(Role.CBSW_TEAM_MANAGER)),
            [_person(row, found) for row in rows],
            empty="Nobody.",
        ),
        pages=pages,
        persons=tuple(keys),
    )


def columns_for(*, may_allocate: bool) -> tuple[Column, ...]:
    """Whoever allocates is led to that from the name of the social worker, or from there being none."""
    return tuple(_ALLOCATING if one is _WORKER and may_allocate else one for one in PEOPLE)


def _people(principals: Principals) -> QuerySet[Any]:
    """Everybody in custody on Enhanced ICM about whose risk the asker may read; ``council`` is whose social work it
    is.
    """
    found = people.visible(principals).filter(
        people.reads_risk(principals), released_on__isnull=True, route=RouteSlug.ENHANCED.value
    )
    council = Coalesce("supervising_authority__slug", "residence__slug", Value(UNNAMED))
    return found.annotate(council=council)


def _counted(principals: Principals) -> dict[str, dict[str, int]]:
    there = Q(allocations__role=Role.CBSW, allocations__until_on__isnull=True)
    late = clocks.open_dues().filter(person=OuterRef("pk"), status="overdue")
    rows = (
        _people(principals)
        .annotate(is_late=Exists(late))
        .values("council")
        .annotate(
            people=Count("pk", distinct=True),
            known=Count("pk", distinct=True, filter=there),
            late=Count("pk", distinct=True, filter=Q(is_late=True)),
        )
        .order_by("council")
    )
    return {row.pop("council"): row for row in rows}


def _listed(found: QuerySet[Any]) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = found.order_by("family_name", "given_names", "pk").values_list(
        "pk", "number", "family_name", "given_names", "establishment__name"
    )
    return rows


@dataclass(frozen=True)
class _Beside:
    """What stands beside some people, each read once for all of them."""

    workers: dict[int, str]
    assessed: dict[tuple[int, str], risk.Newest]
    next: dict[int, tuple[str, str]]

    @classmethod
    def of(cls, persons: Collection[int]) -> "_Beside":
        allocated = people.allocated(persons, Role.CBSW)
        users = User.objects.in_bulk({user for user, _ in allocated.values()})
        names = {person: users[user].display_name() for person, (user, _) in allocated.items()}
        return cls(names, risk.newest(persons), _next(persons))


def _next(persons: Collection[int]) -> dict[int, tuple[str, str]]:
    """What is due first of what has a day, late or not: the rule and the day.

    Reviews of the supervision level are left out: that level is no risk, and stands beside none (PSS-NOT-RISK).
    """
    rows = clocks.open_dues().filter(person__in=persons, due_on__isnull=False)
    rows = rows.exclude(rule__startswith="PSS-")
    found: dict[int, tuple[str, str]] = {}
    for person, rule, status, due_on in rows.order_by("due_on", "rule").values_list(
        "person_id", "rule", "status", "due_on"
    ):
        said = f"Overdue since {day(due_on)}" if status == "overdue" else f"By {day(due_on)}"
        found.setdefault(person, (rule, said))
    return found


def _authority(slug: str, name: str, count: dict[str, int]) -> dict[str, str]:
    return {
        "name": name,
        "url": f"{reverse('pages:community')}?authority={slug}",
        "people": str(count["people"]),
        "without": str(count["people"] - count["known"]),
        "late": str(count["late"]),
    }


def _person(row: tuple[Any, ...], found: _Beside) -> dict[str, str]:
    pk, number, family, given, place = row
    url = person_url(pk)
    rule, on = found.next.get(pk, ("", "Nothing has a day"))
    return {
        "name": f"{family.upper()}, {given}",
        "url": url,
        "number": number,
        "place": place or "Not known",
        "worker": found.workers.get(pk, "Nobody yet"),
        "allocate_url": f"{reverse('people:allocate', args=[pk])}?role={Role.CBSW.value}",
        **_level("prison", found.assessed.get((pk, Side.PRISON.value))),
        **_level("community", found.assessed.get((pk, Side.COMMUNITY.value))),
        "next": TITLES.get(rule, rule) or "None",
        "next_url": f"{url}why/#{rule}" if rule else f"{url}why/",
        "next_on": on,
    }


def _level(side: str, assessed: risk.Newest | None) -> dict[str, str]:
    """The level with its day; of what is stopped none."""
    if assessed is None:
        return {side: "None on record", f"{side}_on": ""}
    level = Band(assessed.band).label if assessed.band else "Level not recorded"
    if assessed.stopped:
        level = "Stopped until social work has settled it"
    return {side: level, f"{side}_on": day(assessed.done_on)}
