"""Everybody opens every page once. What they were answered is kept as plain facts, for many tests to ask about.

Doing it anew for each address would take minutes; two parallel worlds and a case full of secrets are built once.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings

from casework.models import (
    ActionPlan,
    CoreScreen,
    PlanAction,
    Referral,
    SafetyAlert,
    Sitting,
)
from casework.models import Answer as ScreenAnswer
from conferences.models import (
    Conference,
    Contribution,
    Engagement,
    FamilyConsent,
    Invitation,
    Judgement,
    Minute,
    Objection,
    Papers,
    Part,
    Placing,
    Preparation,
    Request,
)
from icm.clocks import actions as clocks
from icm.clocks import queries as clock_queries
from icm.core.models import Outgoing
from icm.family.models import Window
from icm.people.models import Person
from icm.policy.roles import Role
from risk.models import (
    Assessment,
    ChangeQuestion,
    Explanation,
    Formulation,
    Mappa,
    PoliceNotice,
    RiskPlan,
    SupervisionReview,
)
from tests import pdf
from tests.access import addresses, secrets
from tests.access.addresses import Case
from tests.factories import family, kiosk, persons, worlds

# The same for everybody, and slow to make: three are asked for all.
FOR_ALL = {"pages:components", "pages:register"}
THREE = (Role.RECEPTION, Role.HMIPS, None)
# Their page is a button: opening it is refused to everybody.
BUTTONS = {"clocks:mark_read", "casework:feedback_seen"}


# What somebody might type who knows the address of a page about somebody else; where nothing else is asked it would do.
WORDS = {
    "reference": "another",
    "words": "Not theirs.",
    "wants": "Not theirs.",
    "attends": "no",
    "version": "1",
}
# What somebody who may not could change.
KEPT = (
    Person,
    SupervisionReview,
    Referral,
    ActionPlan,
    PlanAction,
    CoreScreen,
    ScreenAnswer,
    Sitting,
    SafetyAlert,
    Assessment,
    Formulation,
    Explanation,
    ChangeQuestion,
    RiskPlan,
    Mappa,
    PoliceNotice,
    Conference,
    Contribution,
    Engagement,
    FamilyConsent,
    Invitation,
    Judgement,
    Minute,
    Objection,
    Papers,
    Part,
    Placing,
    Preparation,
    Request,
    Window,
)


@dataclass(frozen=True)
class Answer:
    status: int
    told: frozenset[str]  # the planted secrets that stood in it
    leads_to: str


@dataclass
class Survey:
    """Answers by address and role, in both worlds; what was posted, sent by mail and logged."""

    here: dict[str, dict[Role | None, Answer]] = field(default_factory=dict)
    there: dict[str, dict[Role | None, Answer]] = field(default_factory=dict)
    anonymous: dict[str, Answer] = field(default_factory=dict)
    theirs: dict[str, Answer] = field(default_factory=dict)  # the person's, at a terminal
    another: dict[str, Answer] = field(default_factory=dict)  # of the other world's, at theirs
    no_terminal: dict[str, frozenset[int]] = field(default_factory=dict)
    changed_at_a_terminal: dict[str, int] = field(default_factory=dict)  # by posting as another
    relative: dict[str, Answer] = field(default_factory=dict)  # through their window
    another_relative: dict[str, Answer] = field(default_factory=dict)  # of the other world's person
    shut: dict[str, Answer] = field(
        default_factory=dict
    )  # the relative's, with the consent withdrawn
    no_window: dict[str, frozenset[tuple[int, str]]] = field(
        default_factory=dict
    )  # everybody else's
    changed_through_a_window: dict[str, int] = field(default_factory=dict)  # by posting as another
    posted: dict[str, tuple[int, ...]] = field(default_factory=dict)
    changed_by_posting: dict[str, int] = field(default_factory=dict)
    mail: str = ""
    log: str = ""
    said_to_the_person: str = ""
    names: tuple[str, ...] = ()


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def survey(acts: list[str]) -> Survey:
    """Build both worlds, plant the secrets, and let everybody look everywhere. Call with the database open."""
    found = Survey()
    with _standing_clock(), _listening() as log, transaction.atomic():
        world = worlds.world()
        case = addresses.case(world)
        _stand_before(found, world, case)
        _look_through(found, world, case)
        _look(found, world, case)
        _post(found, world, case, acts)
        clocks.remind(on=persons.TODAY, at=persons.NOW)
        found.mail = "\n".join(f"{row.subject}\n{row.body}" for row in Outgoing.objects.all())
        outcomes = clock_queries.explain(case.person.pk, on=persons.TODAY)
        found.said_to_the_person = "\n".join(outcome.person for outcome in outcomes)
        found.names = (case.person.number, case.person.family_name, case.person.given_names)
        transaction.set_rollback(True)
    found.log = "\n".join(log.lines)
    return found


@contextmanager
def _standing_clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, override_settings(REQUIRE_MFA=False):
        patch.setattr("django.utils.timezone.now", lambda: persons.NOW)
        yield


@contextmanager
def _listening() -> Iterator[_Kept]:
    kept, root = _Kept(), logging.getLogger()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    try:
        yield kept
    finally:
        root.removeHandler(kept)
        root.setLevel(level)


def _look(found: Survey, world: worlds.World, case: Case) -> None:
    here = {role: _signed_in(world, role) for role in [*Role, None]}
    there = {role: _signed_in(world, role, there=True) for role in Role}
    for name in addresses.ours():
        address = case.address(name)
        found.here[name] = _ask(name, here, address)
        found.there[name] = _ask(name, there, address)
        found.anonymous[name] = _answer(Client(), address)


def _stand_before(found: Survey, world: worlds.World, case: Case) -> None:
    """The person and another one, each at a terminal; and staff, whose browsers are none."""
    theirs = kiosk.standing_before(world, case.person)
    another = kiosk.standing_before(world, world.person_there, there=True)
    staff = [Client(), *(_signed_in(world, role) for role in Role)]
    for name in addresses.of_terminals():
        address = case.address(name)
        found.theirs[name], found.another[name] = (
            _answer(theirs, address),
            _answer(another, address),
        )
        found.no_terminal[name] = frozenset(client.get(address).status_code for client in staff)
    for name in addresses.acts_at_terminals():
        before = _changes()
        typed = WORDS | {"meeting": case.keys["conferences:prepare"]}
        another.post(case.address(name), typed)
        found.changed_at_a_terminal[name] = _changes() - before


def _look_through(found: Survey, world: worlds.World, case: Case) -> None:
    """A relative with a window, one of somebody else's, and all who have none."""
    consent = FamilyConsent.objects.get(person=case.person, reference="relative")
    keeper = world.user(Role.ICM_CO_ORDINATOR)
    theirs = family.reading(family.window(consent, keeper))
    other = family.shared(world, there=True)
    there = world.user(Role.ICM_CO_ORDINATOR, "perth")
    another = family.reading(family.window(other, there, "ann@home.example"), "ann@home.example")
    nobody = [Client(), _signed_in(world, Role.ICM_CO_ORDINATOR), _signed_in(world, Role.PBSW)]
    for name in addresses.of_families():
        address = case.address(name)
        found.relative[name] = _answer(theirs, address)
        found.another_relative[name] = _answer(another, address)
        answers = [client.get(address) for client in nobody]
        found.no_window[name] = frozenset(
            (one.status_code, one.headers.get("Location", "")) for one in answers
        )
    for name in addresses.acts_of_families():
        before = _changes()
        another.post(case.address(name), WORDS)
        found.changed_through_a_window[name] = _changes() - before
    with transaction.atomic():
        FamilyConsent.objects.filter(pk=consent.pk).update(
            withdrawn_on=persons.TODAY, withdrawn_at=persons.NOW, withdrawn_by=keeper
        )
        for name in addresses.of_families():
            found.shut[name] = _answer(theirs, case.address(name))
        transaction.set_rollback(True)


def _ask(name: str, clients: dict[Role | None, Client], address: str) -> dict[Role | None, Answer]:
    asked = THREE if name in FOR_ALL else tuple(clients)
    return {role: _answer(client, address) for role, client in clients.items() if role in asked}


def _post(found: Survey, world: worlds.World, case: Case, acts: list[str]) -> None:
    """Three who may not: one who may only look, one of the other world, one of no world."""
    clients = [
        _signed_in(world, Role.HQ),
        _signed_in(world, Role.RESIDENTIAL_OFFICER, there=True),
        _signed_in(world, None),
    ]
    for name in acts:
        before = _changes()
        found.posted[name] = tuple(c.post(case.address(name)).status_code for c in clients)
        found.changed_by_posting[name] = _changes() - before


def _changes() -> int:
    """How many rows of history there are of all that somebody could change, in one query."""
    tables = (model._meta.get_field("events").related_model._meta.db_table for model in KEPT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + " + ".join(f'(SELECT count(*) FROM "{t}")' for t in tables))
        return cursor.fetchone()[0]


def _signed_in(world: worlds.World, role: Role | None, *, there: bool = False) -> Client:
    client = Client()
    user = world.user(role, world.place_of(role, there=there)) if role else world.outsider
    client.force_login(user)
    return client


def _answer(client: Client, address: str) -> Answer:
    answer = client.get(address)
    return Answer(
        answer.status_code,
        secrets.found_in(_text(answer)),
        answer.headers.get("Location", ""),
    )


def _text(answer: HttpResponse) -> str:
    """A document as its reader reads it: the words of a PDF do not stand in its bytes."""
    if answer.headers.get("Content-Type") == "application/pdf":
        return "".join(pdf.read(answer.content).text.split())
    return answer.content.decode()
