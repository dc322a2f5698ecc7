"""Relatives with a window of their own, signed in as they do it."""

import re
from dataclasses import dataclass
from itertools import count

from django.test import Client

from conferences.actions import consents
from conferences.models import FamilyConsent
from conferences.policy.preparing import Form, Scope
from icm.core.models import Outgoing
from icm.family import actions
from icm.family.models import Window
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.receptions import principals

EMAIL = "mairi@home.example"
_NUMBERS = count(1)


@dataclass(frozen=True)
class Made:
    """A window with the code that stands in its letter."""

    row: Window
    code: str


def consented(person, by, scope=tuple(Scope), **said) -> FamilyConsent:
    """What somebody in custody agreed to of one relative; social work has not looked."""
    known = {
        "reference": f"family-{next(_NUMBERS)}",
        "name": "Mairi Fraser",
        "relation": "Mother",
        "contact": "12 Shore Road",
        "scope": list(scope),
        "on": persons.TODAY,
        "form": Form.SIGNED,
    } | said
    return consents.consent(
        person, consents.Given(**known), by=by, principals=principals(by), at=persons.NOW
    )


def approved(row, by, found=True) -> FamilyConsent:
    row.refresh_from_db()
    look = consents.Look(approved=found, why="Known to us.", version=row.version)
    return consents.look(row, look, by=by, principals=principals(by), at=persons.NOW)


def shared(world, scope=tuple(Scope), *, there=False, **said) -> FamilyConsent:
    """Agreed to, and approved by social work of that world."""
    person = world.person_there if there else world.person
    worker = world.user(Role.PBSW, world.place_of(Role.PBSW, there=there))
    return approved(consented(person, worker, scope, **said), worker)


def window(consent, by, email=EMAIL) -> Made:
    before = Window.objects.filter(consent=consent).first()
    row = actions.open_window(
        consent,
        email,
        version=before.version if before else 0,
        by=by,
        principals=principals(by),
        at=persons.NOW,
    )
    return Made(row, actions.letter_code(row))


def mailed(email=EMAIL) -> str:
    """The digits of the last code sent there."""
    body = Outgoing.objects.filter(address=email).latest("pk").body
    return "".join(re.search(r"code is ([0-9 ]+)\.", body).group(1).split())


def reading(made, email=EMAIL) -> Client:
    """The relative's browser: the code from the e-mail, then the one from the letter."""
    browser = Client()
    browser.post("/family/", {"email": email})
    browser.post("/family/code/", {"code": mailed(email)})
    answer = browser.post("/family/letter/", {"code": made.code})
    assert answer.headers["Location"] == "/family/home/"
    return browser


def again(email=EMAIL) -> Client:
    """The same relative another time: the code from the e-mail is enough."""
    browser = Client()
    browser.post("/family/", {"email": email})
    browser.post("/family/code/", {"code": mailed(email)})
    assert browser.get("/family/whose/").headers["Location"] == "/family/home/"
    return browser
