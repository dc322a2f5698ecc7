"""Who changed what about somebody's risk: every kept table of it, each text as whoever asks may read it."""

import pytest
from django.apps import apps

from icm.core.access import principals_of
from icm.core.disclosure import WITHHELD, Disclosure
from icm.people import queries as people
from icm.policy.roles import Role
from risk.models import Assessment, Finding, Formulation, Scores, SupervisionReview
from risk.queries import history
from tests.factories import persons
from tests.factories.managing import in_force, kept, replied, to_police

SEE = (
    Role.ICM_CO_ORDINATOR,
    Role.ICM_CASE_CO_ORDINATOR,
    Role.FIRST_LINE_MANAGER,
    Role.PBSW_TEAM_MANAGER,
    Role.RMT_CHAIR,
    Role.HQ,
)


@pytest.fixture
def told(world):
    """What somebody in this role is told, by title."""

    def read(role):
        asking = principals_of(world.user(role), at=persons.NOW)
        tables = history.tracked(world.person, asking)
        return people.history_entries(world.person, *tables)

    return read


@pytest.fixture
def assessed(world):
    """An LS/CMI with figures, a contradiction and a formulation."""
    worker = world.user(Role.PBSW)
    made = Assessment.objects.create(
        person=world.person,
        reference="a",
        tool="lscmi",
        purpose="admission",
        side="prison",
        state="done",
        done_on=persons.TODAY,
        assessor=worker,
        band="high",
        override="up",
        override_why="Figure of 4137.",
    )
    Scores.objects.create(assessment=made, history=7, total=4137)
    Finding.objects.create(
        assessment=made, kind="total", said="4137", found="7", seen="entry", seen_at=persons.NOW
    )
    Formulation.objects.create(
        assessment=made,
        summary="We talked.",
        pattern="At night.",
        gist="Part is withheld.",
        withheld_why="A source.",
        disclosure=Disclosure.TEAM.value,
        written_at=persons.NOW,
        written_by=worker,
    )
    return made


def facts_of(entries, title):
    return [
        {fact.key: (fact.value, fact.note) for fact in e.facts} for e in entries if e.title == title
    ]


def whole(entries):
    return "\n".join(
        " ".join((e.title, e.text, *(f"{f.key} {f.value} {f.note}" for f in e.facts)))
        for e in entries
    )


def test_every_kept_table_of_risk_is_told_of():
    told = {table[0] for table in history._TABLES + history._FIGURES}
    models = {
        model
        for model in apps.get_app_config("risk").get_models()
        if not model.__name__.endswith("Event")
    }

    assert told == models - {SupervisionReview}


@pytest.mark.parametrize("role", SEE)
def test_figures_are_told_to_social_work_alone(world, assessed, told, role):
    entries = told(role)
    social_work = role is Role.PBSW_TEAM_MANAGER

    (changed,) = facts_of(entries, "Assessment (LS/CMI) recorded")
    assert changed["Band"] == ("High", "")
    assert ("Override" in changed) is social_work
    assert bool(facts_of(entries, "Figures of an LS/CMI recorded")) is social_work
    assert bool([e for e in entries if e.title.startswith("Contradiction")]) is social_work
    assert ("4137" in whole(entries)) is social_work


@pytest.mark.parametrize(
    ("role", "victim", "reply"),
    [
        (Role.RMT_CHAIR, True, True),
        (Role.PBSW_TEAM_MANAGER, True, False),
        (Role.ICM_CO_ORDINATOR, False, False),
        (Role.HQ, False, False),
    ],
)
def test_texts_are_told_by_their_class(world, told, role, victim, reply):
    worker = world.user(Role.PBSW)
    in_force(world.person, worker, victim_safety="A named address.", monitoring="Talks.")
    replied(to_police(world.person, worker), worker, reply="Named associates.", gist="A reply.")

    found = whole(told(role))

    assert "Talks." in found
    assert ("A named address." in found) is victim
    assert (f"Victim safety {WITHHELD}" in found) is not victim
    assert ("Named associates." in found) is reply
    assert "A reply." in found


def test_what_is_withheld_now_is_not_told_from_before_nor_the_reason(world, assessed, told):
    Formulation.objects.update(disclosure=Disclosure.RESTRICTED.value, pattern="By day.")

    found, read = whole(told(Role.HQ)), whole(told(Role.RMT_CHAIR))

    assert "At night." not in found
    assert "By day." not in found
    assert "Part is withheld." in found
    assert "By day." in read
    assert "A source." not in found + read


def test_what_was_withheld_before_is_not_told_now(world, assessed, told):
    Formulation.objects.update(disclosure=Disclosure.RESTRICTED.value)
    Formulation.objects.update(disclosure=Disclosure.PERSON.value, pattern="By day.")

    changes = facts_of(told(Role.HQ), "Outcome of an assessment in words changed")

    assert changes[0]["Pattern"] == ("By day.", "was Part is withheld.")


def test_a_change_of_mappa_says_what_it_was(world, told):
    worker = world.user(Role.PBSW)
    kept(world.person, worker)
    kept(world.person, worker, co_ordinator="B. Smith")

    (changed,) = facts_of(told(Role.HQ), "MAPPA changed")

    assert changed == {"MAPPA co-ordinator": ("B. Smith", "was A. Co-ordinator")}


def test_whoever_does_not_read_about_risk_is_told_nothing_of_it(world, assessed, told):
    asking = principals_of(world.user(Role.LINKS_CENTRE), at=persons.NOW)

    assert history.tracked(world.person, asking) == ()
