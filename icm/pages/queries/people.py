"""The people list: search, filters, one page of rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.urls import reverse

from icm.clocks import queries as clocks
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.paging import counted, slice_of, turned_to
from icm.core.screen import Pages, left_out
from icm.core.tables import Column, Table
from icm.people import queries as people
from icm.policy.facts import Legal, Level, RouteSlug

WORDS = 4  # more words than a name has only slow the search down

COLUMNS = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Where", "text", text="place", note="hall"),
    Column.of("Route", "text", text="route", note="legal"),
    Column.of("Supervised inside as", "text", text="level"),
    Column.of("Overdue", "number", text="overdue"),
    Column.of("Next due", "date", text="next_due"),
)


@dataclass(frozen=True)
class PeoplePage:
    table: Table
    pages: Pages
    persons: tuple[int, ...]
    left_out: str  # how many deadlines of these people are not shown, and so not counted


def people_page(principals: Principals, wanted: Mapping[str, Any], *, page: int) -> PeoplePage:
    """One page of the people the asker may know of. Two queries, however many rows."""
    telling = clocks.telling(principals, within=True)
    found = _filtered(people.visible(principals), wanted, telling)
    total, more = counted(found)
    pages = turned_to(page, total, wanted=wanted, noun="people", more=more)
    rows = [_row(row) for row in _listed(found, telling, wanted)[slice_of(pages)]]
    persons = tuple(row["pk"] for row in rows)
    return PeoplePage(
        table=Table(
            "People", COLUMNS, rows, empty="Nobody matches. Try fewer filters, or part of a name."
        ),
        pages=pages,
        persons=persons,
        left_out=left_out(sum(row["untold"] for row in rows), "deadline"),
    )


def _filtered(
    found: QuerySet[Any], wanted: Mapping[str, Any], telling: clocks.Telling
) -> QuerySet[Any]:
    for word in str(wanted.get("q") or "").lower().split()[:WORDS]:
        # A number is right or wrong; only names are looked for with tolerance.
        named = Q() if any(map(str.isdecimal, word)) else Q(search__trigram_word_similar=word)
        found = (
            found.filter(named | Q(search__contains=word))
            if named
            else found.filter(search__contains=word)
        )
    for name, column in (
        ("establishment", "establishment__slug"),
        ("route", "route"),
        ("legal", "legal"),
        ("level", "supervision_level"),
    ):
        if wanted.get(name):
            found = found.filter(**{column: wanted[name]})
    if wanted.get("mine"):
        found = found.filter(acl__among=telling.principals.allocated_to)
    if not wanted.get("released"):
        found = found.filter(released_on__isnull=True)
    if wanted.get("late"):
        found = found.filter(pk__in=telling.overdue_persons())
    return found


def _listed(
    found: QuerySet[Any], telling: clocks.Telling, wanted: Mapping[str, Any]
) -> QuerySet[Any, Any]:
    dues = clocks.open_dues().filter(telling.told, person=OuterRef("pk")).order_by()
    overdue = dues.filter(status="overdue").values("person").annotate(n=Count("pk")).values("n")
    coming = (
        dues.filter(status="due")
        .values("person")
        .annotate(first=models.Min("due_on"))
        .values("first")
    )
    order: list[Any] = ["family_name", "given_names", "pk"]
    if words := str(wanted.get("q") or "").lower().strip():
        found = found.annotate(likeness=TrigramWordSimilarity(words, "search"))
        order.insert(0, "-likeness")
    rows: QuerySet[Any, Any] = (
        found.annotate(
            late=Coalesce(Subquery(overdue), 0),
            coming=Subquery(coming),
            untold=_untold(telling),
        )
        .order_by(*order)
        .values_list(
            "pk", "number", "family_name", "given_names", "born_on", "establishment__name", "hall",
            "route", "legal", "supervision_level", "late", "coming",
            "untold",
        )
    )  # fmt: skip
    return rows


def _untold(telling: clocks.Telling) -> Combinable:
    """How many deadlines of the person are not told."""
    if telling.unread is None:
        return Value(0)
    dues = clocks.open_dues().filter(telling.untold, person=OuterRef("pk")).order_by()
    return Coalesce(Subquery(dues.values("person").annotate(n=Count("pk")).values("n")), 0)


_ROUTES = {route.value: route.label for route in RouteSlug} | {"": "Not known"}
_LEGAL = {legal.value: legal.label for legal in Legal} | {"": "Not known"}
_LEVELS = {level.value: level.label for level in Level} | {"": "Not known"}


def _row(row: tuple[Any, ...]) -> dict[str, Any]:
    pk, number, family, given, born, place, hall, route, legal, level, late, coming, untold = row
    return {
        "pk": pk,
        "untold": untold,
        "name": f"{family.upper()}, {given}",
        "url": person_url(pk),
        "number": f"{number}, born {day(born)}",
        "place": place or "Not in custody",
        "hall": hall,
        "route": _ROUTES[route],
        "legal": _LEGAL[legal],
        "level": _LEVELS[level],
        "overdue": str(late) if late else "None",
        "next_due": day(coming) if coming else "Nothing due",
    }


@lru_cache(maxsize=1)
def _address() -> str:
    return reverse("pages:person", args=[0]).replace("/0/", "/%d/")


def person_url(pk: int) -> str:
    """The person's page. Resolved once: reversing a hundred addresses costs more than the query behind them."""
    return _address() % pk
