"""Whom a page is about, what is unusual about seeing them, and the pages of their case."""

from datetime import date, datetime

from django.urls import reverse

from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.screen import Identity, Link, State, Tone
from icm.people import access
from icm.people.models import Person


def identity(person: Person, principals: Principals, on: date) -> Identity:
    """The banner above every page about a person. Load the person with `queries.person`: it asks nothing more."""
    return Identity(
        name=f"{person.family_name.upper()}, {person.given_names}",
        number=person.number,
        born=_born(person.born_on, on),
        place=_place(person),
        href=reverse("pages:person", args=[person.pk]),
        states=tuple(_states(person, principals, on)),
        tags=tuple(text for text in (person.get_legal_display(), _route(person)) if text),
    )


def age(born_on: date, on: date) -> int:
    """Whole years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _born(born_on: date | None, on: date) -> str:
    return f"{day(born_on)}, aged {age(born_on, on)}" if born_on else ""


def _place(person: Person) -> str:
    if person.released_on or person.establishment is None:
        return "Not in custody"
    parts = [person.establishment.name]
    if person.location != Person.Location.MAINSTREAM:
        parts.append(person.get_location_display())
    parts.append(person.hall)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _route(person: Person) -> str:
    return f"{person.get_route_display()} ICM" if person.route in ("enhanced", "standard") else ""


def _states(person: Person, principals: Principals, on: date) -> list[State]:
    until = principals.broken_glass.get(person.pk)
    return [
        state
        for state in (
            _glass(until) if until and not access.stands(person, principals) else None,
            State(f"Released on {day(person.released_on)}.", Tone.WARNING)
            if person.released_on
            else None,
            _elsewhere(person, principals),
            _expected(person),
            State("Arrived today.", Tone.INFO) if person.arrived_on == on else None,
        )
        if state
    ]


def _glass(until: datetime) -> State:
    text = "You see this record by break-glass access."
    return State(
        text, Tone.WARNING, f"Until {moment(until)}. Every page you open is kept, with your reason."
    )


def _elsewhere(person: Person, principals: Principals) -> State | None:
    if person.establishment is None or not access.works_elsewhere(person, principals):
        return None
    return State(
        "Not in your establishment.", Tone.WARNING, f"Held at {person.establishment.name}."
    )


def _expected(person: Person) -> State | None:
    if person.transfer_to is None:
        return None
    return State(f"Being transferred to {person.transfer_to.name}.", Tone.INFO)


def navigation(pk: int, held: frozenset[str], *, current: str) -> tuple[Link, ...]:
    """The pages of one person that the asker may open."""
    pages = [
        ("person", "Overview", "pages:person", access.VIEW),
        ("why", "Why these dates?", "pages:why", access.VIEW),
        ("assessments", "Assessments", "risk:assessments", access.READ_RISK),
        ("risk-plan", "Risk plan", "risk:risk_plan", access.READ_RISK),
        ("mappa", "MAPPA", "risk:mappa", access.READ_RISK),
        ("conferences", "Case conferences", "conferences:conferences", access.READ_RISK),
        ("screen", "Core Screen", "casework:screen", access.VIEW),
        ("plan", "Plan", "casework:plan", access.VIEW),
        ("action-plan", "Action plan", "casework:action_plan", access.VIEW),
        ("referrals", "Referrals", "casework:referrals", access.VIEW),
        ("talks", "Conversations", "casework:talks", access.VIEW),
        ("copies", "Copies", "casework:copies", access.VIEW),
        ("sentences", "Sentences", "people:sentences", access.VIEW),
        ("reviews", "Supervision level", "risk:reviews", access.VIEW),
        ("events", "What happened", "pages:events", access.VIEW),
        ("history", "Who changed what", "pages:history", access.SEE_HISTORY),
        ("kiosk", "Terminal PIN", "terminals:access", access.GIVE_PIN),
        ("consultations", "Who looked", "pages:consultations", access.SEE_CONSULTATIONS),
    ]
    return tuple(
        Link(text, reverse(name, args=[pk]), current=key == current)
        for key, text, name, verb in pages
        if verb in held
    )
