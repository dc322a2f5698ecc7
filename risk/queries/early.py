"""People whose supervision level could be looked at before its last day: who, since when, and why to ask."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.paging import counted, slice_of, turned_to
from icm.core.screen import Pages
from icm.core.tables import Column, Table
from icm.people import access
from icm.people.models import Person
from icm.people.queries.facts import person_facts
from icm.policy.facts import Legal, Level
from risk.models import SupervisionReview
from risk.policy.early import EarlyLook, early_look, looked_at_before, why_local
from risk.queries.facts import review_facts
from risk.workflow import State

_COLUMNS = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Supervision level", "level", text="level", note="since"),
    Column.of("Why ask", "text", text="why", note="beside"),
)


@dataclass(frozen=True)
class EarlyPage:
    table: Table
    pages: Pages
    persons: tuple[int, ...]
    local: str


def places(principals: Principals) -> frozenset[str]:
    """Where the asker proposes levels."""
    return frozenset(
        post.place
        for post in principals.posts
        if access.PROPOSE_REVIEW in access.VERBS.get(post.role, frozenset())
    )


def early_page(principals: Principals, on: date, number: int) -> EarlyPage:
    """Whose level was last looked at long enough ago, the longest ago first; each as the policy then says it."""
    rows: QuerySet[Any] = _waiting(principals, on)
    total, more = counted(rows)
    pages = turned_to(number, total, wanted={}, noun="people", more=more)
    found = list(rows.order_by("looked_at", "pk")[slice_of(pages)])
    looks = _looks([person.pk for person in found], on)
    return EarlyPage(
        table=Table(
            "People to ask about",
            _COLUMNS,
            [_row(person, looks[person.pk]) for person in found if person.pk in looks],
            empty="Nobody’s level was last looked at long enough ago.",
        ),
        pages=pages,
        persons=tuple(person.pk for person in found),
        local=why_local(on),
    )


def _waiting(principals: Principals, on: date) -> QuerySet[Any]:
    """People at Medium or High, in custody, without an open review, whose latest decision is long ago."""
    reviews = SupervisionReview.objects.filter(person=OuterRef("pk"))
    latest = (
        reviews.filter(state=State.DECIDED, decided_at__gte=OuterRef("admitted_at"))
        .exclude(kind=SupervisionReview.Kind.RECEPTION)
        .order_by("-decided_at")
        .values("decided_at")[:1]
    )
    return (
        access.visible_to(principals)
        .filter(
            establishment__slug__in=places(principals),
            released_on=None,
            supervision_level__in=[Level.MEDIUM.value, Level.HIGH.value],
        )
        .exclude(legal=Legal.UNTRIED.value)
        .annotate(looked_at=Subquery(latest))
        .filter(looked_at__date__lte=looked_at_before(on))
        .exclude(Exists(reviews.filter(state=State.PROPOSED)))
    )


def _looks(persons: Collection[int], on: date) -> dict[int, EarlyLook]:
    """What the policy says of each of them. Two queries."""
    reviews = review_facts(persons, on=on)
    found = {
        known.person: early_look(replace(known.facts, reviews=reviews.get(known.person, ())), on)
        for known in person_facts(persons, on=on)
    }
    return {person: look for person, look in found.items() if look}


def _row(person: Person, look: EarlyLook) -> dict[str, str]:
    return {
        "name": f"{person.family_name.upper()}, {person.given_names}",
        "url": reverse("risk:reviews", args=[person.pk]),
        "number": person.number,
        "level": person.supervision_level,
        "since": f"since {day(look.since)}",
        "why": " ".join(look.reasons),
        "beside": f"Also on record: {' '.join(look.beside)}" if look.beside else "",
    }
