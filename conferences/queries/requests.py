"""What somebody asked for, how each request stands, and what an answer can rest on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from conferences import access
from conferences.models import Request
from conferences.policy.requests import GROUNDS, HOW_TO_CHALLENGE, OTHER, answer_by
from conferences.queries.conferences import title as title_of
from conferences.workflow import REQUESTING, Requesting
from icm.core.access import Principals, get_visible
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Fact, Link
from icm.people.models import Event, Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from risk.policy.changes import significant
from risk.queries import facts_of

_PAGES = {"agree": "conferences:answer_request", "withdraw": "conferences:withdraw_request"}
_LABELS = {"agree": "Answer it", "withdraw": "Take it back"}
_AGAIN = "Agree to it after all"


@dataclass(frozen=True, slots=True)
class Card:
    """One request on the page of its person."""

    title: str
    url: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RequestsPage:
    cards: tuple[Card, ...]
    earlier: tuple[Entry, ...]  # of which nothing but the day is on record here
    ask_url: str


@dataclass(frozen=True, slots=True)
class RequestPage:
    title: str
    facts: tuple[Fact, ...]
    answer: tuple[Fact, ...]
    challenge: tuple[str, ...]  # what the person is told, where it was refused
    acts: tuple[Link, ...]


def request(principals: Principals, pk: int) -> Request:
    """One with its person; 404 for whoever may not know of the person."""
    rows = Request.objects.select_related(
        "person__establishment",
        "person__transfer_to",
        "person__residence",
        "person__supervising_authority",
        "recorded_by",
        "answered_by",
        "withdrawn_by",
        "conference",
    )
    return get_visible(rows, principals, through="person", pk=pk)


def requests_page(
    person: Person, audience: Audience, held: frozenset[str], on: date
) -> RequestsPage:
    """Every request, the latest first, and those kept before requests were kept here. Two queries."""
    rows = Request.objects.filter(person=person).order_by("-number")
    return RequestsPage(
        cards=tuple(_card(row, audience, on) for row in rows),
        earlier=_earlier(person),
        ask_url=reverse("conferences:ask", args=[person.pk]) if access.ASK in held else "",
    )


def cards(person: Person, audience: Audience, on: date) -> tuple[Card, ...]:
    """Those that wait for an answer, for the page of all conferences. One query."""
    rows = Request.objects.filter(person=person, state=Requesting.WAITING).order_by("-number")
    return tuple(_card(row, audience, on) for row in rows)


def request_page(row: Request, principals: Principals, on: date) -> RequestPage:
    """One, as the asker may read it."""
    audience = access.audience_of(row.person, principals)
    held = access.held(row.person, principals)
    refused = row.state == Requesting.REFUSED
    return RequestPage(
        title=str(row),
        facts=tuple(_facts(row, audience, on)),
        answer=tuple(_answer(row, audience)),
        challenge=HOW_TO_CHALLENGE.at(on) if refused else (),
        acts=_acts(row, held),
    )


def weighed(row: Request, on: date) -> tuple[Fact, ...]:
    """What they name, beside what is on record since the last conference."""
    facts = facts_of(row.person_id, on=on)
    held = facts.held_since(date.min)
    since = held[-1].on if held else None
    changes = [one for one in significant(facts) if since is None or one.on > since]
    found = "; ".join(f"{GROUNDS[one.kind]}, {day(one.on)}" for one in changes)
    named = "; ".join(GROUNDS[one] for one in row.grounds if one != OTHER)
    return (
        Fact("They name, of what the guidance lists", named or "Nothing"),
        Fact("They name something else", "Yes: see their words" if OTHER in row.grounds else "No"),
        Fact("Last conference", day(since) if since else "None is on record"),
        Fact("On record since", found or "No significant change"),
    )


def _earlier(person: Person) -> tuple[Entry, ...]:
    kinds = (EventKind.CC_ASKED, EventKind.CC_AGREED, EventKind.CC_REFUSED)
    events = Event.objects.filter(person=person, kind__in=kinds)
    rows = events.exclude(reference__startswith="request-").order_by("-on", "-pk")
    return tuple(Entry(title=EventKind(one.kind).label, when=day(one.on)) for one in rows)


def _card(row: Request, audience: Audience, on: date) -> Card:
    facts = [Fact("How it stands", Requesting(row.state).label), _asked(row)]
    if row.state == Requesting.WAITING:
        facts.append(_due(row, on))
    facts.append(Fact("In their words", access.shown(row, "why", audience)))
    return Card(str(row), reverse("conferences:request", args=[row.pk]), tuple(facts))


def _facts(row: Request, audience: Audience, on: date) -> list[Fact]:
    found = [Fact("How it stands", Requesting(row.state).label), _asked(row)]
    if row.state == Requesting.WAITING:
        found += [_due(row, on), Fact("Who answers", _owner(row.person))]
    named = "; ".join(GROUNDS[one] for one in row.grounds)
    return [
        *found,
        Fact("What it is about", named),
        Fact("In their words", access.shown(row, "why", audience)),
        Fact("Recorded by", row.recorded_by.display_name(), note=row.get_how_display()),
    ]


def _answer(row: Request, audience: Audience) -> list[Fact]:
    if row.withdrawn_at is not None and row.withdrawn_by is not None:
        why = access.shown(row, "withdrawn_why", audience)
        source = row.withdrawn_by.display_name()
        return [Fact("Taken back", _on(row.withdrawn_at), note=why, source=source)]
    if row.answered_at is None or row.answered_by is None:
        return []
    said = "Yes" if row.state == Requesting.AGREED else "No"
    found = [
        Fact("Answer", said, note=_on(row.answered_at), source=row.answered_by.display_name()),
        Fact("Why", access.shown(row, "answer_why", audience) or "No reason was written"),
    ]
    if row.conference is not None:
        there = reverse("conferences:conference", args=[row.conference.pk])
        found.append(Fact("Conference", title_of(row.conference), href=there))
    return found


def _asked(row: Request) -> Fact:
    return Fact("Asked for", day(row.asked_on))


def _due(row: Request, on: date) -> Fact:
    last = answer_by(row.asked_on, on)
    late = (on - last).days
    note = f"{late:,} day{'' if late == 1 else 's'} overdue" if late > 0 else ""
    return Fact("Answer by", day(last), note=note)


def _owner(person: Person) -> str:
    """Wherever they are, the co-ordinator there: on a transfer a request goes with them."""
    label = Role.ICM_CO_ORDINATOR.label
    return f"{label}, {person.establishment.name}" if person.establishment else label


def _on(at: Any) -> str:
    return day(in_scotland(at).date())


def _acts(row: Request, held: frozenset[str]) -> tuple[Link, ...]:
    """Yes and no stand on one page; after a no, only a yes is left."""
    found = []
    for move, _ in REQUESTING.available(row, held):
        if move.name not in _PAGES:
            continue
        again = move.name == "agree" and row.state == Requesting.REFUSED
        text = _AGAIN if again else _LABELS[move.name]
        found.append(Link(text, reverse(_PAGES[move.name], args=[row.pk])))
    return tuple(found)
