"""Who changed what in the case: every kept table of it, each text as whoever asks may read it."""

import pytest
from django.apps import apps
from django.db.models import TextField
from django.urls import reverse

from casework import access, actions
from casework.actions import Rewriting
from casework.models import Narrative, QualityReading
from casework.policy.areas import Area, Domain
from casework.queries import history
from icm.core.access import principals_of
from icm.core.disclosure import WITHHELD, Disclosure
from icm.people import queries as people
from icm.people.queries.trail import OTHER_WORDS
from icm.policy.roles import Role
from tests.factories import action_plans, persons, plans, referrals, screens
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
ENTRY = f"Entry in the plan ({Domain.VIOLENCE.label})"


@pytest.fixture
def told(world):
    """What somebody in this role is told, by title."""

    def read(role):
        asking = principals_of(world.user(role), at=persons.NOW)
        tables = history.tracked(world.person, asking)
        return people.history_entries(world.person, *tables)

    return read


def facts_of(entries, title):
    return [
        {fact.key: (fact.value, fact.note) for fact in e.facts} for e in entries if e.title == title
    ]


def change(row, by, **values):
    words = {"on": row.on, "body": row.body, "disclosure": Disclosure(row.disclosure)} | values
    rewriting = Rewriting(version=row.version, **words)
    asking = principals(by)
    return actions.change_narrative(row, rewriting, by=by, principals=asking, at=persons.NOW)


def test_an_entry_is_told_with_what_it_said_before(world, told):
    officer = world.user(Role.PERSONAL_OFFICER)
    change(
        plans.entry(world.person, officer, body="He works in the kitchen."),
        officer,
        body="He left it.",
    )

    (changed,) = facts_of(told(Role.FIRST_LINE_MANAGER), f"{ENTRY} changed")

    assert changed["Text"] == ("He left it.", "was He works in the kitchen.")


def test_what_is_withheld_now_is_not_told_as_it_was_before(world, told):
    """The earlier form was open to all staff; whoever may not read it now may not read it there either."""
    by = world.user(Role.PBSW)
    row = plans.entry(world.person, by, body="His uncle is feared.")
    kept_back = {
        "disclosure": Disclosure.SOCIAL_WORK,
        "gist": "An assessment was made.",
        "ground": "Of his family",
    }
    change(row, by, **kept_back)
    change(Narrative.objects.get(), by, body="His uncle is still feared.", **kept_back)

    manager, social_worker = told(Role.FIRST_LINE_MANAGER), told(Role.PBSW_TEAM_MANAGER)

    assert "uncle" not in str(manager)
    assert "Of his family" not in str(social_worker)  # why it is withheld is no change to tell
    (recorded,) = facts_of(manager, f"{ENTRY} recorded")
    assert recorded["Text"] == ("An assessment was made.", "")
    assert facts_of(manager, f"{ENTRY} changed")[0]["Text"] == (
        "An assessment was made.",
        OTHER_WORDS,
    )
    last, first = facts_of(social_worker, f"{ENTRY} changed")
    assert last["Text"] == ("His uncle is still feared.", "was His uncle is feared.")
    assert first["Who may read it"] == ("Social work only", "was The person and the team")
    assert first["What others read instead"] == ("An assessment was made.", "was empty")


def test_what_was_withheld_before_is_not_told_after_it_was_opened(world, told):
    by = world.user(Role.PBSW)
    row = plans.entry(
        world.person,
        by,
        body="His uncle is feared.",
        disclosure=Disclosure.SOCIAL_WORK,
        ground="Of his family",
    )
    change(row, by, body="He does well.", disclosure=Disclosure.PERSON)

    manager = told(Role.FIRST_LINE_MANAGER)

    assert "uncle" not in str(manager)
    assert facts_of(manager, f"{ENTRY} changed")[0]["Text"] == (
        "He does well.",
        f"was {WITHHELD}",
    )


def test_what_was_said_before_it_was_withheld_is_not_told_after_it_was_opened(world, told):
    """It was read by all at first; withheld once, it is withheld, whatever is written in its place."""
    by = world.user(Role.PBSW)
    row = plans.entry(world.person, by, body="His uncle is feared.")
    kept_back = {"disclosure": Disclosure.SOCIAL_WORK, "ground": "Of his family"}
    change(row, by, gist="Something of his family.", **kept_back)
    change(Narrative.objects.get(), by, body="He does well.", disclosure=Disclosure.PERSON)

    manager, social_worker = told(Role.FIRST_LINE_MANAGER), told(Role.PBSW_TEAM_MANAGER)

    assert "uncle" not in str(manager)
    assert "uncle" in str(social_worker)
    (recorded,) = facts_of(manager, f"{ENTRY} recorded")
    assert recorded["Text"] == ("Something of his family.", "")
    assert facts_of(manager, f"{ENTRY} changed")[0]["Text"][0] == "He does well."


def test_what_an_action_said_before_it_was_withheld_is_not_told_after_it_was_opened(world, told):
    by = world.user(Role.PBSW)
    asking = {"principals": principals(by), "at": persons.NOW}
    words = ("Keep away from his uncle.", "Keep away from his uncle, and ring.", "Ring us.")
    classes = ("person", "social work", "person")
    for what, disclosure in zip(words, classes, strict=True):
        draft = action_plans.draft(world.person, by)
        kept_back = {"gist": "Something of his family.", "ground": "Of his family"}
        line = action_plans.line(
            what=what, disclosure=disclosure, **(kept_back if disclosure != "person" else {})
        )
        if row := draft.actions.first():
            actions.change_action(row, line, version=row.version, **asking)
        else:
            actions.add_action(draft, line, reference="a", **asking)
        action_plans.said(draft, by)
        action_plans.agreed(draft, by)

    manager, social_worker = told(Role.FIRST_LINE_MANAGER), told(Role.PBSW_TEAM_MANAGER)

    assert "uncle" not in str(manager)
    assert "Ring us." in str(manager)
    assert "uncle" in str(social_worker)


def test_ratings_actions_and_referrals_are_told(world, told):
    officer = world.user(Role.PERSONAL_OFFICER)
    plans.rating(world.person, officer)
    plan = action_plans.draft(world.person, officer)
    action_plans.action(plan, officer, owner_id=officer.pk, what="Ring the council")
    service = referrals.provider(name="Housing desk")
    referrals.referral(world.person, service, officer)

    entries = told(Role.ICM_CO_ORDINATOR)

    titles = {entry.title.partition(" (")[0] for entry in entries}
    assert {"Rating", "Action plan", "Action", "Referral"} <= titles
    said = str(entries)
    assert f"Fact(key='Owner', value='{officer.display_name()}'" in said
    assert "Fact(key='Provider', value='Housing desk'" in said
    assert "Ring the council" in said


def test_a_screen_is_told_with_its_answers(world, told):
    screens.completed(world.person, world.user(Role.RESIDENTIAL_OFFICER))

    titles = [entry.title for entry in told(Role.HQ)]

    assert "Core Screen recorded" in titles
    assert "Sitting of the Core Screen (number 1) recorded" in titles
    assert f"Answer of the Core Screen ({Area.HOUSING.label}) recorded" in titles


def test_the_page_shows_them_with_the_same_number_of_queries(
    world, signed_in, assert_constant_queries
):
    officer, client = world.user(Role.PERSONAL_OFFICER), signed_in(Role.ICM_CO_ORDINATOR)
    page = reverse("pages:history", args=[world.person.pk])

    client.get(page)  # from here on the database knows who writes

    assert_constant_queries(
        add_row=lambda: plans.entry(world.person, officer), call=lambda: client.get(page)
    )
    assert f"{ENTRY} recorded" in client.get(page).text


def test_every_kept_table_of_the_case_is_told(world):
    """But the supervision of staff, which concerns nobody's case, and services, which are nobody's."""
    elsewhere = {QualityReading, apps.get_model("casework", "Provider")}
    asking = principals(world.user(Role.HQ))
    told = {table.model for table in history.tracked(world.person, asking)}

    kept = {
        model for model in apps.get_app_config("casework").get_models() if hasattr(model, "events")
    }
    assert kept - elsewhere == told


def test_every_text_of_the_case_has_a_class(world):
    for table in history.tracked(world.person, principals(world.user(Role.HQ))):
        texts = {field.name for field in table.model._meta.fields if isinstance(field, TextField)}
        assert texts <= access.texts_of(table.model), table.model
