"""Somebody's referrals: how each stands, who asks next and when, and which services there are to refer to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from casework import access
from casework.models import Chase, Provider, Referral
from casework.policy import referrals as policy
from casework.policy.areas import Domain, Urgency
from casework.queries.waits import Wait, few, waits_of
from casework.queries.withheld import withheld
from casework.workflow import REFERRING, held_there
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.disclosure import CLEARED, Audience, Disclosure
from icm.core.models import User
from icm.core.screen import Entry, Fact, Link
from icm.people.models import Allocation, Person
from icm.people.queries.candidates import council_key
from icm.policy.roles import Role
from risk import queries as risk

# What a referral can come to, in the words of the buttons.
SAID = {
    "accept": "They accept",
    "decline": "They decline",
    "wait": "There is a waiting list",
    "start": "It has started",
    "close": "It has ended",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One referral on the page of the person."""

    title: str
    late: str  # what is overdue about it, in a sentence; empty where nothing is
    facts: tuple[Fact, ...]
    asked: tuple[Entry, ...]
    acts: tuple[Link, ...]

    @property
    def asked_heading(self) -> str:
        number = len(self.asked)
        return "Asked once how it stands" if number == 1 else f"Asked {number} times how it stands"


@dataclass(frozen=True, slots=True)
class ReferralsPage:
    standing: tuple[Card, ...]
    ended: tuple[Card, ...]
    late: int
    local: str  # why the days for an answer are a local default
    withheld: str  # why nothing may rest on what was assessed of them

    @property
    def ended_heading(self) -> str:
        number = len(self.ended)
        return "1 referral that ended" if number == 1 else f"{number} referrals that ended"


def of_person(person: Person) -> QuerySet[Referral]:
    rows = Referral.objects.filter(person=person).select_related(
        "person", "provider__team", "made_by", "chaser"
    )
    return rows.order_by("-made_at", "-pk")


def referral(person: Person, pk: int) -> Referral:
    """One referral of a person the asker may know of; 404 where it is somebody else's."""
    found = of_person(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def referrals_page(person: Person, principals: Principals, on: date) -> ReferralsPage:
    """Those that stand, the overdue first, and those that ended. Four queries."""
    rows = list(of_person(person).prefetch_related("chases__by"))
    audience, case = access.audience_of(person, principals), access.held(person, principals)
    there = Referral.objects.filter(provider__in={row.provider_id for row in rows})
    waits = waits_of(there, "provider", on) if rows else {}

    def card(row: Referral) -> Card:
        held = access.held_on(row, principals, case)
        return _card(row, held, audience, waits.get(row.provider_id, Wait()), on)

    current = [card(row) for row in rows if row.ended_on is None]
    return ReferralsPage(
        standing=tuple(sorted(current, key=lambda one: not one.late)),
        ended=tuple(card(row) for row in rows if row.ended_on is not None),
        late=sum(bool(one.late) for one in current),
        local=policy.ANSWER_DAYS.source(on).section,
        withheld=withheld(person, principals),
    )


def _card(row: Referral, held: frozenset[str], audience: Audience, wait: Wait, on: date) -> Card:
    return Card(
        title=row.provider.name,
        late=left_behind(row) or late(row, on),
        facts=(
            Fact("For", Domain(row.domain).label),
            Fact("How it stands", standing(row)),
            *_asking_facts(row, on),
            *_why_facts(row, audience),
            *_answer_facts(row, audience),
            Fact("Usual wait there", wait.words, note=few(wait.starts, "started", on)),
            *_own_wait(row.provider),
            Fact("Made", _made(row), note=f"{row.get_consent_display()}."),
        ),
        asked=tuple(_asked(chase, audience) for chase in row.chases.all()),
        acts=_acts(row, held),
    )


def _own_wait(provider: Provider) -> list[Fact]:
    """How long the service itself says that people wait."""
    if not provider.wait:
        return []
    return [Fact("It says", provider.wait, age=f"on {day(provider.wait_on)}")]


def late(row: Referral, on: date) -> str:
    """What is overdue about a referral on that day."""
    if row.state == Referral.State.OPEN and row.answer_by is not None and row.answer_by < on:
        days = (on - row.answer_by).days
        return f"No answer. It was due on {day(row.answer_by)}, {in_days(days)} ago."
    begun = row.started_on is not None or row.ended_on is not None
    if not begun and row.expected_on is not None and row.expected_on < on:
        return f"Not started. It was expected to start on {day(row.expected_on)}."
    return ""


def left_behind(row: Referral) -> str:
    """That they were transferred away from the service, while the referral stands."""
    if row.ended_on is not None or held_there(row):
        return ""
    return (
        "They were transferred away from this service. Refer them anew where they are, or end it."
    )


def in_days(number: int) -> str:
    return f"{number:,} day" if number == 1 else f"{number:,} days"


def since(row: Referral) -> date:
    """The day from which it stands as it does."""
    by_state = {
        "accepted": row.answered_on,
        "waiting": row.waiting_since,
        "active": row.started_on,
    }
    return row.ended_on or by_state.get(row.state) or policy.made_on(row.made_at)


def state(row: Referral) -> str:
    """The state, in the words of whoever waits for an answer."""
    return "No answer yet" if row.state == Referral.State.OPEN else row.get_state_display()


def standing(row: Referral) -> str:
    """The state, since when, and until when a wait is expected to last."""
    expected = ""
    if row.state == Referral.State.WAITING:
        expected = f". Expected to start: {day(row.expected_on)}"
    return f"{state(row)}, since {day(since(row))}{expected}"


def _why_facts(row: Referral, audience: Audience) -> tuple[Fact, ...]:
    """Why it was made, as this audience may read it; who may read it all also learns what others are told instead."""
    soon = f"How soon: {Urgency(row.urgency).label.lower()}" if row.urgency else ""
    why = access.classed(row, audience) or "Not said"
    found = [Fact("Why", why, note=soon, unknown=not row.why)]
    if access.withheld(row.disclosure) and Disclosure(row.disclosure) in CLEARED[audience]:
        instead = row.gist or "Only that something is withheld"
        found.append(Fact("What the person and the service read instead", instead))
        found.append(Fact("Why it is withheld", row.ground))
    return tuple(found)


def _answer_facts(row: Referral, audience: Audience) -> list[Fact]:
    said = [
        ("What the service said", access.shown(row, "answer", audience), row.answered_on),
        ("What came of it", access.shown(row, "outcome", audience), row.ended_on),
    ]
    return [Fact(key, text, age=f"on {day(on)}") for key, text, on in said if text]


def _asking_facts(row: Referral, on: date) -> list[Fact]:
    if row.ended_on is not None:
        return []
    who = row.chaser.display_name() if row.chaser else ""
    if row.chase_on is None:
        return [Fact("Who asks how it stands", who, note="It is under way: nobody has to ask.")]
    when = "next on" if row.chase_on >= on else "was to ask on"
    return [Fact("Who asks how it stands", who, age=f"{when} {day(row.chase_on)}")]


def _made(row: Referral) -> str:
    origin = row.get_origin_display()
    made = f"{day(row.made_at)} by {row.made_by.display_name()}"
    if row.origin != Referral.Origin.SCREEN:  # a name, written large
        origin = f"{origin[:1].lower()}{origin[1:]}"
    return f"{made}, from: {origin}"


def _asked(chase: Chase, audience: Audience) -> Entry:
    return Entry(
        "Asked how it stands",
        moment(chase.at),
        by=chase.by.display_name(),
        text=access.shown(chase, "said", audience),
    )


def _acts(row: Referral, held: frozenset[str]) -> tuple[Link, ...]:
    """The moves open from here to this asker: asking first, since that is what is done most."""
    order = ("move_on", "chase", *SAID, "withdraw")
    moves = {move.name: move for move, locked in REFERRING.available(row, held) if not locked}
    return tuple(
        Link(SAID.get(name, moves[name].label), _address(row, name))
        for name in order
        if name in moves
    )


def _address(row: Referral, move: str) -> str:
    if move in SAID:
        return reverse("casework:record_answer", args=[row.person_id, row.pk, move])
    return reverse(f"casework:{move}_referral", args=[row.person_id, row.pk])


def providers_for(person: Person, on: date) -> QuerySet[Provider]:
    """The services open to somebody: of their establishment, of their council, of the whole country."""
    here = Q(establishment=person.establishment_id) & Q(establishment__isnull=False)
    council = Q(authority=council_key(person)) & Q(authority__isnull=False)
    country = Q(establishment=None, authority=None)
    rows = Provider.objects.filter(here | Q(council, establishment=None) | country)
    still = Q(closed_on=None) | Q(closed_on__gt=on)
    return rows.filter(still).order_by("name", "pk")


def services(person: Person, on: date, *, offered: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """Domain by domain the services for it, as "domain:key" with the name. Those to be ``offered`` leave out what would
    rest on risk information that is withheld. Two queries.
    """
    stopped = offered and bool(risk.stopped_why(person.pk))
    found = list(providers_for(person, on))

    def serves(one: Provider, domain: str) -> bool:
        return one.helps_with(domain) and not (stopped and policy.rests_on_risk(one.agency, domain))

    return [
        (domain.label, [(f"{domain.value}:{one.pk}", one.name) for one in serving])
        for domain in Domain
        if (serving := [one for one in found if serves(one, domain.value)])
    ]


def services_for(person: Person, domain: str, on: date) -> list[Provider]:
    """The services open to somebody for one domain."""
    return [one for one in providers_for(person, on) if one.helps_with(domain)]


def askers(person: Person, user: User) -> dict[User, str]:
    """Who could ask how a referral stands: the asker themselves, then whoever is allocated to the person."""
    rows = Allocation.objects.filter(person=person, until_on=None).select_related("user")
    found = {user: "I do"}
    for row in rows.order_by("role", "pk"):
        found.setdefault(row.user, f"{row.user.display_name()}, {Role(row.role).label.lower()}")
    return found


def asker(person: Person, user: User, chosen: str) -> User:
    """Whoever was chosen among them."""
    return next(one for one in askers(person, user) if str(one.pk) == chosen)


def stands(row: Referral, on: date) -> tuple[Fact, ...]:
    """Which referral an act is about, and how it stands."""
    return (
        Fact("Service", row.provider.name),
        Fact("Referred for", Domain(row.domain).label),
        Fact("How it stands", standing(row), note=late(row, on)),
    )


def usual_day(row: Referral, on: date) -> date:
    """When it is asked about next unless somebody names another day."""
    return policy.asked_again(on, row.state == Referral.State.OPEN, row.urgency, row.expected_on)
