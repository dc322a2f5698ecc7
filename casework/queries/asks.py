"""What people ask for: of one person, and of all those whom the asker may answer; who owes the answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from casework import access
from casework.models import Ask
from casework.policy.asks import ESCALATE_TO, HOW_TO_CHALLENGE, Part, Wanted, is_late
from casework.workflow import Asking
from icm.core.access import Principals, get_visible, visible
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Fact, Pages
from icm.core.tables import Column, Table
from icm.people.models import Allocation, Person
from icm.policy.calendar import in_scotland
from icm.policy.roles import Role

COLUMNS = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("What they ask for", "text", text="wanted", note="ask"),
    Column.of("Who answers", "text", text="owner", note="told"),
    Column.of("Answer by", "date", text="by", note="late"),
)


class FirstWaiting(NamedTuple):
    """The one that waits for an answer and is due first, of one person, and how many wait beside it."""

    pk: int
    wanted: str
    asked_on: date
    answer_by: date


@dataclass(frozen=True, slots=True)
class AsksPage:
    table: Table
    pages: Pages
    persons: tuple[int, ...]
    late: int


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    url: str  # where it is answered, for whoever may
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class OwnAsk:
    """One's own, as one may read it. ``officer`` is empty where there is none, ``place`` where it is not known."""

    row: Ask
    words: str
    answer: str
    officer: str
    place: str
    late: bool
    challenge: tuple[str, ...]


def ask(principals: Principals, pk: int) -> Ask:
    """One with its person; 404 for whoever may not know of the person."""
    rows = Ask.objects.select_related(
        "person__establishment",
        "person__transfer_to",
        "person__residence",
        "person__supervising_authority",
        "answered_by",
    )
    return get_visible(rows, principals, through="person", pk=pk)


def owner_of(person: Person) -> str:
    """Whoever is allocated now, else the managers of where they are; empty where neither is known."""
    officer = _officers([person.pk]).get(person.pk)
    if officer is not None:
        return officer
    place = person.establishment
    return f"{Role.FIRST_LINE_MANAGER.label}, {place.name}" if place else ""


def to_answer(principals: Principals) -> QuerySet[Ask]:
    """What waits for an answer, of those people whom the asker may answer."""
    theirs = _own_people(principals)
    for post in principals.posts:
        if access.REPLY in access.VERBS.get(post.role, frozenset()):
            known = Q(person__acl__among=[post.principal])
            theirs |= known & Q(
                person__establishment__slug=post.place
            )  # not where they are only expected
    waiting = Ask.objects.filter(state=Asking.WAITING)
    return visible(waiting, principals, through="person").filter(theirs)


def waiting_asks(principals: Principals, on: date) -> tuple[int, int]:
    """How many wait of the people allocated to the asker, and how many of all they may answer are late. One query."""
    own = _own_people(principals)
    counts = to_answer(principals).aggregate(
        own=Count("pk", filter=own), late=Count("pk", filter=Q(answer_by__lt=on))
    )
    return counts["own"], counts["late"]


def asks_page(principals: Principals, on: date, page: int) -> AsksPage:
    """Those of one's own people first, and what is overdue first. Four queries."""
    mine = to_answer(principals)
    pages = turned_to(page, mine.count(), wanted={}, noun="requests")
    own = Case(
        When(_own_people(principals), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    ordered = mine.select_related("person__establishment").order_by(own, "answer_by", "pk")
    rows = list(ordered[slice_of(pages)])
    officers = _officers({row.person_id for row in rows})
    return AsksPage(
        table=Table(
            "What people ask for",
            COLUMNS,
            [_row(row, officers, on) for row in rows],
            quiet_caption=True,
        ),
        pages=pages,
        persons=tuple(sorted({row.person_id for row in rows})),
        late=mine.filter(answer_by__lt=on).count(),
    )


def cards(person: Person, principals: Principals, on: date) -> tuple[Card, ...]:
    """All of one person's, the latest first. Two queries."""
    audience = access.audience_of(person, principals)
    may = access.REPLY in access.held(person, principals)
    rows = Ask.objects.filter(person=person).select_related("answered_by").order_by("-number")
    owner = owner_of(person)
    return tuple(
        Card(
            title=f"{row.name}: {Wanted(row.wanted).label}",
            url=reverse("casework:answer_ask", args=[row.pk])
            if may and row.state == Asking.WAITING
            else "",
            facts=facts(row, audience, owner, on),
        )
        for row in rows
    )


def facts(row: Ask, audience: Audience, owner: str, on: date) -> tuple[Fact, ...]:
    """One as staff read it."""
    asked = Fact("Asked for", day(in_scotland(row.asked_at).date()), note="At a terminal")
    found = [Fact("How it stands", Asking(row.state).label), asked]
    if row.state == Asking.WAITING:
        found.append(Fact("Answer by", day(row.answer_by), note=_late(row.answer_by, on)))
        found.append(_owed(owner, row))
    if row.part:
        found.append(Fact("What is wrong", Part(row.part).label))
    words = access.shown(row, "words", audience)
    found.append(Fact("In their words", words) if words else _wordless())
    if row.answered_at is not None and row.answered_by is not None:
        on_day = day(in_scotland(row.answered_at).date())
        by = row.answered_by.display_name()
        said = access.shown(row, "answer", audience)
        found.append(Fact("Answer", said, note=on_day, source=by))
    return tuple(found)


def own_asks(person: Person, on: date) -> tuple[OwnAsk, ...]:
    """One's own, the latest first. Two queries."""
    officer, place = _officers([person.pk]).get(person.pk, ""), _place(person)
    rows = Ask.objects.filter(person=person).order_by("-number")
    return tuple(_own(row, officer, place, on) for row in rows)


def own_ask(person: Person, pk: int, on: date) -> OwnAsk | None:
    """One of one's own; nobody else's is found."""
    row = Ask.objects.filter(person=person, pk=pk).first()
    officer = _officers([person.pk]).get(person.pk, "")
    return _own(row, officer, _place(person), on) if row else None


def waits(person: Person, wanted: Wanted) -> bool:
    """Whether one of that kind waits for its answer."""
    return Ask.objects.filter(person=person, wanted=wanted, state=Asking.WAITING).exists()


def first_waiting(persons: Collection[int]) -> dict[int, FirstWaiting]:
    """By person; whoever waits for nothing is left out. One query."""
    rows = (
        Ask.objects.filter(person__in=persons, state=Asking.WAITING)
        .order_by("person", "answer_by", "pk")
        .distinct("person")
    )
    return {
        row.person_id: FirstWaiting(
            row.pk,
            Wanted(row.wanted).label,
            in_scotland(row.asked_at).date(),
            row.answer_by,
        )
        for row in rows
    }


def _own_people(principals: Principals) -> Q:
    """Those whose personal officer the asker is, or stands in for, where the asker works."""
    theirs = Allocation.objects.filter(
        user__in=[principals.user_id, *principals.covers],
        role=Role.PERSONAL_OFFICER,
        until_on__isnull=True,
    )
    allocated = Q(person__in=theirs.values("person"))
    return allocated & Q(person__establishment__slug__in=principals.places)


def _own(row: Ask, officer: str, place: str, on: date) -> OwnAsk:
    refused = row.state == Asking.REFUSED
    return OwnAsk(
        row=row,
        words=access.shown(row, "words", Audience.PERSON),
        answer=access.shown(row, "answer", Audience.PERSON),
        officer=officer,
        place=place,
        late=row.state == Asking.WAITING and is_late(row.answer_by, on),
        challenge=HOW_TO_CHALLENGE.at(on) if refused else (),
    )


def _place(person: Person) -> str:
    return person.establishment.name if person.establishment else ""


def _officers(persons: Collection[int]) -> dict[int, str]:
    rows = Allocation.objects.filter(
        person__in=persons, role=Role.PERSONAL_OFFICER, until_on__isnull=True
    ).select_related("user")
    return {row.person_id: row.user.display_name() for row in rows}


def _row(row: Ask, officers: dict[int, str], on: date) -> dict[str, Any]:
    person = row.person
    manager = ESCALATE_TO.at(on).label
    return {
        "name": f"{person.family_name.upper()}, {person.given_names}",
        "number": person.number,
        "url": reverse("casework:answer_ask", args=[row.pk]),
        "wanted": Wanted(row.wanted).label,
        "ask": row.name,
        "owner": officers.get(person.pk, f"{manager}: no personal officer is allocated"),
        "told": f"{manager} told" if row.escalated_at else "",
        "by": day(row.answer_by),
        "late": _late(row.answer_by, on),
    }


def _owed(owner: str, row: Ask) -> Fact:
    told = ""
    if row.escalated_at is not None:
        on = in_scotland(row.escalated_at).date()
        told = f"{ESCALATE_TO.at(on).label} told on {day(on)}"
    if not owner:
        return Fact("Who answers", "Nobody is known", unknown=True, note=told)
    return Fact("Who answers", owner, note=told)


def _late(by: date, on: date) -> str:
    days = (on - by).days
    return f"{days:,} day{'' if days == 1 else 's'} overdue" if is_late(by, on) else ""


def _wordless() -> Fact:
    return Fact("In their words", "They wrote nothing", unknown=True)
