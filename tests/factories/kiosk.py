"""Terminals, and people in custody who stand before them."""

from dataclasses import dataclass

from django.test import Client

from icm.kiosk import actions
from icm.kiosk.models import Account, Terminal, Visit
from icm.kiosk.views import cookies
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.receptions import principals

OWN = "704951"


@dataclass(frozen=True)
class Made:
    """A terminal with the key its browser carries."""

    row: Terminal
    key: str

    def browser(self) -> Client:
        client = Client()
        client.cookies[cookies.TERMINAL] = self.key
        return client


def terminal(place, by, name="Letham Hall") -> Made:
    code = actions.add_terminal(
        place,
        name=name,
        reference=f"{place.slug} {name}",
        by=by,
        principals=principals(by),
        at=persons.NOW,
    )
    key = actions.register(code.code, at=persons.NOW)
    code.terminal.refresh_from_db()
    return Made(code.terminal, key)


def account(person, by, at: Made) -> Account:
    """Of somebody who has chosen a PIN of their own."""
    pin = actions.give_pin(person, by=by, principals=principals(by), at=persons.NOW)
    begun = actions.sign_in(at.row, person.number, pin, at=persons.NOW)
    actions.choose_pin(begun.visit, OWN, at=persons.NOW)
    actions.end_at(at.row, Visit.End.LEFT, at=persons.NOW)
    return Account.objects.get(person=person)


def inside(person, made: Made) -> Client:
    """The terminal's browser, with somebody signed in who has an account."""
    browser = made.browser()
    answer = browser.post("/kiosk/sign-in/", {"number": person.number, "pin": OWN})
    assert answer.headers["Location"] == "/kiosk/mine/"
    return browser


def standing_before(world, person, *, there=False) -> Client:
    """A terminal of their establishment, and them signed in at it."""
    place, slug = (world.there, "perth") if there else (world.here, "barlinnie")
    made = terminal(place, world.user(Role.FIRST_LINE_MANAGER, slug), name="Hall of the survey")
    account(person, world.user(Role.RESIDENTIAL_OFFICER, slug), made)
    return inside(person, made)
