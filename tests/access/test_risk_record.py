"""What belongs to the record of somebody's risk reaches nobody who may not read about it, by whichever page.

Each thing of that record carries something that stands nowhere by chance: a word in the note of each event, what each
rule says of this person, what the level means. Whoever may not read looks at every page that is open to them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

import risk.policy
from icm.clocks import actions as clocks
from icm.clocks import queries as clock_queries
from icm.clocks.policy import RULES
from icm.clocks.queries import open_dues
from icm.people import access as people
from icm.people import actions
from icm.people.models import Event, Person
from icm.people.queries.acts import GROUPS
from icm.policy import risk_record
from icm.policy.facts import Band, EventKind
from icm.policy.roles import Role
from risk import access
from risk.policy.definitions import meaning
from tests import pdf
from tests.access import addresses
from tests.access.survey import BUTTONS, FOR_ALL
from tests.factories import persons, receptions, worlds
from tests.factories.worlds import HERE, THERE

pytestmark = pytest.mark.django_db

# At the person's own establishment, and at the one that expects them.
NOT_TOLD = (
    (Role.LINKS_CENTRE, HERE),
    (Role.RECEPTION, HERE),
    (Role.RECEPTION, THERE),
    (Role.ICM_CO_ORDINATOR, THERE),
)
TOLD = ((Role.ICM_CO_ORDINATOR, HERE), (Role.RESIDENTIAL_OFFICER, HERE))
# Where whoever may read is told of it, or is told that something is left out.
READ = ("pages:person", "pages:why", "pages:events", "pages:work", "pages:people")
# Of nobody: the same for everybody, with every rule in it.
SKIPPED = FOR_ALL | BUTTONS
# Before they were admitted: what happened then answers no rule of today, so that the rules ask.
BEFORE = persons.TODAY - timedelta(days=400)


@dataclass
class Looked:
    """The words of every open page, by who asked, and the words by which each thing is known."""

    pages: dict[tuple[Role, str], dict[str, str]]
    marks: dict[str, str]
    asking: int

    def told(self, asker: tuple[Role, str]) -> set[tuple[str, str]]:
        return {
            (page, thing)
            for page, text in self.pages[asker].items()
            for thing, words in self.marks.items()
            if words in text
        }


@pytest.fixture(scope="module")
def looked(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Looked]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: persons.NOW)
        with override_settings(REQUIRE_MFA=False), transaction.atomic():
            yield _look()
            transaction.set_rollback(True)


def _look() -> Looked:
    world = worlds.world()
    case = addresses.case(world)
    person = Person.objects.get(pk=case.person.pk)
    _happened(person)
    _expect(world, person)
    clocks.reevaluate([person.pk], at=persons.NOW)
    pages = {asker: _open_to(world, asker, case, addresses.ours()) for asker in NOT_TOLD}
    pages |= {asker: _open_to(world, asker, case, READ) for asker in TOLD}
    return Looked(pages, _marks(person), _asking(person))


def _note(kind: EventKind) -> str:
    return f"canary-happened-{kind.value}"


def _happened(person: Person) -> None:
    Event.objects.bulk_create(
        Event(
            person=person,
            reference=f"canary-{kind.value}",
            kind=kind,
            on=BEFORE,
            value=Band.HIGH.value if kind is EventKind.LSCMI else "",
            note=_note(kind),
            recorded_at=persons.NOW,
        )
        for kind in sorted(risk_record.KINDS)
    )
    Person.objects.filter(pk=person.pk).update(risk_band=Band.HIGH.value)


def _expect(world: worlds.World, person: Person) -> None:
    """Their transfer to the other establishment is planned: who receives people there may know of them."""
    by = world.user(Role.ICM_CO_ORDINATOR)
    asking = receptions.principals(by)
    actions.plan_transfer(
        person, to=world.there, version=person.version, principals=asking, at=persons.NOW
    )


def _open_to(
    world: worlds.World, asker: tuple[Role, str], case: addresses.Case, names: Iterable[str]
) -> dict[str, str]:
    client = Client()
    client.force_login(world.user(*asker))
    found = {}
    for name in names:
        if name not in SKIPPED:
            answer = client.get(case.address(name))
            if answer.status_code == 200:
                found[name] = _words(answer)
    return found


def _words(answer: Any) -> str:
    if answer.headers.get("Content-Type") == "application/pdf":
        return " ".join(pdf.read(answer.content).text.split())
    return " ".join(unescape(answer.content.decode()).split())


def _marks(person: Person) -> dict[str, str]:
    """The words by which each thing is known; a rule by what it alone says."""
    marks = {kind.value: _note(kind) for kind in risk_record.KINDS}
    marks["level"] = meaning(Band.HIGH, persons.TODAY)
    outcomes = clock_queries.explain(person.pk, on=persons.TODAY)
    others = {one.staff for one in outcomes if one.rule not in risk_record.RULES}
    others |= {one.basis for one in outcomes if one.rule not in risk_record.RULES}
    for one in outcomes:
        if one.rule in risk_record.RULES:
            marks |= {
                f"{one.rule} {name}": " ".join(words.split())
                for name, words in (("staff", one.staff), ("basis", one.basis))
                if words not in others
            }
    return marks


def _asking(person: Person) -> int:
    """How many deadlines of the record stand; the more, the more a list could tell of."""
    found = open_dues().filter(person=person, rule__in=risk_record.RULES).count()
    assert found > 1
    return found


@pytest.mark.parametrize("asker", NOT_TOLD, ids=str)
def test_no_page_tells_of_the_risk_to_whoever_may_not_read_it(asker, looked):
    assert looked.told(asker) == set()


@pytest.mark.parametrize("asker", TOLD, ids=str)
def test_whoever_may_read_loses_nothing(asker, looked):
    told = looked.told(asker)

    assert {thing for page, thing in told if page == "pages:events"} == {
        kind.value for kind in risk_record.KINDS
    }
    assert {thing for page, thing in told if page == "pages:why"} >= {
        f"{rule} staff" for rule in risk_record.RULES if f"{rule} staff" in looked.marks
    }
    assert ("pages:person", "level") in told


@pytest.mark.parametrize("asker", NOT_TOLD, ids=str)
def test_whoever_may_not_read_sees_that_something_is_left_out(asker, looked):
    pages, rules = looked.pages[asker], len(risk_record.RULES)

    assert f"{looked.asking} deadlines are not shown to your role" in pages["pages:person"]
    assert f"{rules} rules are not shown to your role" in pages["pages:why"]
    assert "entries are not shown to your role" in pages["pages:events"]


@pytest.mark.parametrize("asker", NOT_TOLD, ids=str)
def test_what_happened_is_not_named_either(asker, looked):
    named = {
        kind for kind in risk_record.KINDS if kind.label in looked.pages[asker]["pages:events"]
    }

    assert named == set()


@pytest.mark.parametrize("asker", TOLD, ids=str)
def test_nothing_is_said_to_be_left_out_for_whoever_may_read(asker, looked):
    left_out = [
        page for page, text in looked.pages[asker].items() if "not shown to your role" in text
    ]

    assert left_out == []


@pytest.mark.parametrize("rule", [rule.id for rule in risk.policy.RULES])
def test_every_rule_of_risk_is_of_its_record_or_says_nothing_of_it(rule):
    arranged = {"PBSW-10WD", "DESIG-10WD"}

    assert (rule in risk_record.RULES) is not (rule.startswith("PSS-") or rule in arranged)


def test_the_record_names_rules_that_exist():
    assert {rule.id for rule in RULES} >= risk_record.RULES


def test_whoever_must_act_may_read():
    owners = {rule.owner for rule in RULES if rule.id in risk_record.RULES}

    readers = {role for role, verbs in people.VERBS.items() if people.READ_RISK in verbs}
    assert owners <= readers | {Role.PSYCHOLOGY}  # who reads what was asked of it


def test_every_event_of_risk_is_of_its_record():
    grouped = dict(GROUPS)["Assessment and management of risk"]

    assert grouped | {EventKind.LSCMI} == risk_record.KINDS


def test_the_two_tables_of_who_reads_agree():
    assert {role for role, verbs in people.VERBS.items() if people.READ_RISK in verbs} == {
        role for role, verbs in access.VERBS.items() if access.READ in verbs
    }


def test_whoever_sees_who_changed_what_reads_of_the_risk():
    assert all(
        people.READ_RISK in verbs
        for verbs in people.VERBS.values()
        if people.SEE_HISTORY in verbs or people.WAIVE in verbs
    )
