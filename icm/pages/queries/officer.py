"""My people: one officer's people, what each needs next and why. A fixed number of queries for any number of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from casework.queries import duties, officers, quality
from casework.queries.likeness import Repeats, own_repeats
from casework.queries.officers import Seen
from icm.clocks import queries as clocks
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Fact, Pages, Step
from icm.pages.queries.needs import DueRow, needs_of
from icm.pages.queries.people import person_url
from icm.people import queries as people
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role

STEPS = 5  # so many are listed; the rest is counted
_ROUTES = {route.value: f"{route.label} ICM" for route in (RouteSlug.ENHANCED, RouteSlug.STANDARD)}


@dataclass(frozen=True)
class OfficersPerson:
    """One person in the officer's list: the first thing in the open, the rest folded away."""

    pk: int
    title: str
    url: str
    tags: tuple[str, ...]
    cover: str
    next: tuple[Step, ...]
    lately: str
    folded: str
    steps: tuple[Step, ...]
    more: int
    facts: tuple[Fact, ...]
    write_url: str
    talk_url: str

    @property
    def anchor(self) -> str:
        return f"person-{self.pk}"


@dataclass(frozen=True)
class MyPeople:
    people: tuple[OfficersPerson, ...]
    pages: Pages
    late: int
    unread: int
    covering: tuple[str, ...]
    feedback: tuple[quality.Feedback, ...]
    repeats: Repeats

    @property
    def persons(self) -> list[int]:
        """Everybody of whom the page says something."""
        said = {one.pk for one in self.people} | {one.person for one in self.feedback}
        return sorted(said)


def may_open(principals: Principals) -> bool:
    """Whether the asker has people of their own, or stands in for somebody who has."""
    return principals.holds(Role.PERSONAL_OFFICER) or bool(principals.covers)


def my_people(principals: Principals, *, on: date, page: int) -> MyPeople:
    """Those for whom something is overdue first, then by name."""
    mine = _mine(principals)
    pages = turned_to(page, mine.count(), wanted={}, noun="people")
    rows = list(_listed(mine)[slice_of(pages)])
    keys = [row[0] for row in rows]
    dues, found = _dues(keys), officers.seen(keys, on=on)
    away = dict(_away(principals))
    listed = tuple(_person(row, dues[row[0]], found, away, on) for row in rows)
    return MyPeople(
        people=listed,
        pages=pages,
        late=sum(row.status == "overdue" for key in keys for row in dues[key]),
        unread=len(found.unread),
        covering=tuple(sorted(away.values())),
        feedback=quality.unseen_feedback(principals),
        repeats=own_repeats(principals.user_id, on=on),
    )


def _mine(principals: Principals) -> QuerySet[Any]:
    own = [principals.user_id] if principals.holds(Role.PERSONAL_OFFICER) else []
    return people.visible(principals).filter(
        released_on__isnull=True,
        establishment__slug__in=principals.places,
        allocations__role=Role.PERSONAL_OFFICER,
        allocations__until_on__isnull=True,
        allocations__user__in=[*own, *principals.covers],
    )


def _listed(mine: QuerySet[Any]) -> QuerySet[Any, Any]:
    late = clocks.open_dues().filter(person=OuterRef("pk"), status="overdue").order_by()
    counted = late.values("person").annotate(n=Count("pk")).values("n")
    rows: QuerySet[Any, Any] = (
        mine.annotate(late=Coalesce(Subquery(counted), 0))
        .order_by("-late", "family_name", "given_names", "pk")
        .values_list(
            "pk", "number", "family_name", "given_names", "hall", "route", "arrived_on",
            "transfer_to__name", "allocations__user_id",
        )
    )  # fmt: skip
    return rows


def _away(principals: Principals) -> Iterable[tuple[int, str]]:
    """For whom the asker stands in, by name."""
    if principals.covers:
        for user in User.objects.filter(pk__in=principals.covers):
            yield user.pk, user.display_name()


def _dues(persons: Collection[int]) -> dict[int, list[DueRow]]:
    columns = ("person_id", "rule", "status", "due_on", "owner", "basis", "settle")
    rows = clocks.open_dues().filter(person__in=persons).order_by("due_on", "rule").only(*columns)
    by_person: dict[int, list[DueRow]] = defaultdict(list)
    for row in rows:
        line = DueRow(row.rule, row.status, row.due_on, row.owner, row.basis, row.settle)
        by_person[row.person_id].append(line)
    return by_person


def _person(
    row: tuple[Any, ...], dues: list[DueRow], found: Seen, away: dict[int, str], on: date
) -> OfficersPerson:
    pk, number, family, given, hall, route, arrived, going, officer = row
    needs = needs_of(pk, dues, found, on)
    tags = [
        hall,
        _ROUTES.get(route, ""),
        "Arrived today" if arrived == on else "",
        f"Going to {going}" if going else "",
    ]
    return OfficersPerson(
        pk=pk,
        title=f"{family.upper()}, {given} ({number})",
        url=person_url(pk),
        tags=tuple(tag for tag in tags if tag),
        cover=away.get(officer, ""),
        next=tuple(one.step for one in needs[:1]),
        lately=_lately(pk, found, on),
        folded=_folded(f"{given} {family}", len(needs) - 1),
        steps=tuple(one.step for one in needs[1:STEPS]),
        more=max(len(needs) - STEPS, 0),
        facts=_facts(pk, dues, found, on),
        write_url=reverse("casework:write", args=[pk]),
        talk_url=reverse("casework:talk", args=[pk]),
    )


def _lately(pk: int, found: Seen, on: date) -> str:
    """When anybody last talked with them, and last wrote."""
    talk, entry = found.talks.get(pk), found.entries.get(pk)
    talked = f"Last conversation {_ago(talk.on, on)}" if talk else "No conversation on record"
    return f"{talked}; {f'last entry {_ago(entry.on, on)}' if entry else 'no entry on record'}."


def _folded(name: str, needs: int) -> str:
    things = f"{needs} more thing{'s' if needs > 1 else ''} to do, " if needs > 0 else ""
    return f"{name}: {things}reviews and your part"


def _facts(pk: int, dues: list[DueRow], found: Seen, on: date) -> tuple[Fact, ...]:
    talk, entry = found.talks.get(pk), found.entries.get(pk)
    return (
        _reviews(pk, dues, found),
        Fact("Last conversation", f"{day(talk.on)}, {talk.by}", age=_ago(talk.on, on))
        if talk
        else Fact("Last conversation", "None on record", unknown=True),
        Fact("Last entry", f"{day(entry.on)}, {entry.by}, {entry.domain}", age=_ago(entry.on, on))
        if entry
        else Fact("Last entry", "None on record", unknown=True),
        _asked(pk, found),
        Fact(
            "Your part",
            duties.in_short(found.duties[pk]),
            href=reverse("casework:duties", args=[pk]),
        ),
    )


def _asked(pk: int, found: Seen) -> Fact:
    """Leads to all they asked for, also where nothing waits."""
    first, url = found.asks.get(pk), reverse("casework:person_asks", args=[pk])
    if first is None:
        return Fact("Asked at a terminal", "Nothing waits for an answer", href=url)
    return Fact(
        "Asked at a terminal", first.wanted, note=f"Answer by {day(first.answer_by)}", href=url
    )


def _reviews(pk: int, dues: list[DueRow], found: Seen) -> Fact:
    """The next dates of review, by what is reviewed."""
    plan = found.plans.get(pk)
    said = [
        f"{what} by {day(min(days))}"
        for what, days in (
            ("supervision level", _days(dues, "PSS-")),
            ("case conference", _days(dues, "CC-")),
            ("plan", [plan.review_on] if plan and plan.review_on else []),
        )
        if days
    ]
    text = "; ".join(said)
    return Fact(
        "Reviews", text[:1].upper() + text[1:] if text else "None is dated", unknown=not text
    )


def _days(dues: list[DueRow], prefix: str) -> list[date]:
    return [row.due_on for row in dues if row.rule.startswith(prefix) and row.due_on]


def _ago(then: date, on: date) -> str:
    days = (on - then).days
    return "today" if days <= 0 else f"{days} day{'s' if days > 1 else ''} ago"
