"""On remand: no limit and no route, help all the same; then the court sentences them, and other things count."""

import pytest

from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons
from tests.journeys.stories import NAME

pytestmark = pytest.mark.django_db
QUARTERLY = ("PR2-QUARTER", "STAFF-QUARTER")


def test_on_remand_and_then_sentenced(story):
    nothing_is_due(story)
    they_are_asked_all_the_same(story)
    they_have_no_route_yet(story)
    they_get_a_plan_and_a_copy(story)
    the_court_sentences_them(story)


def nothing_is_due(story):
    story.receive("untried")
    story.allocate()
    assert [story.standing(rule) for rule in ("CSA-72H", "CIP-ALL", *QUARTERLY)] == [None] * 4
    home = story.home(Role.LINKS_CENTRE)
    assert NAME not in home.text
    page = story.record(Role.LINKS_CENTRE, "Core Screen")
    assert "The limit is for people serving a sentence (untried here)." in page.text
    assert "Begin a Core Screen" in page.text


def they_are_asked_all_the_same(story):
    sits = story.record(Role.RESIDENTIAL_OFFICER, "Core Screen").follow("Begin a Core Screen")
    sits.send("Begin")
    sits.send("Save and go on", need="need", urgency="today", referral="declined", own_words="No.")
    sits.follow("They cannot go on: end this sitting")
    sits.send("End the sitting", fit="yes", why="The escort to court came.")
    assert story.standing("CSA-72H") is None
    assert story.standing("CSA-DISTRESS") == "unknown"
    assert story.events(EventKind.REFERRAL_DECLINED) == 1
    assert story.standing("CSA-REFER") is None  # offered and declined is an answer too

    story.later(days=5)
    health = {"need": "need", "urgency": "days", "referral": "accepted"}
    substances = health | {"provider": str(story.health.pk)}
    done = story.screen(Role.LINKS_CENTRE, substances=substances)
    assert "1 referral is made" in done.text
    assert (story.standing("CSA-72H"), story.standing("CSA-DISTRESS")) == (None, None)


def they_have_no_route_yet(story):
    slip = story.tell_the_route(Role.LINKS_CENTRE)
    assert "You do not have a route yet" in slip
    story.read_the_screen()
    assert story.standing("CSA-REUSE") is None
    story.hidden_from(Role.PROVIDER, Role.CBSW, None)


def they_get_a_plan_and_a_copy(story):
    officer = story.home(story.officer).follow("Write")
    officer.send("Save the entry", domain="substance-misuse", body="He asks for the nurse daily.")
    view = {"view": "agreed", "words": "Fine."}
    story.plan(view, persons.days_ago(-30), what="See the nurse.", domain="substance-misuse")
    copies = story.copy_for_them()
    assert "See the nurse." in story.copy_text(copies)
    story.give(copies)
    assert story.standing("PLAN-COPY") is None
    story.later(days=100)
    assert [story.standing(rule) for rule in QUARTERLY] == [None, None]
    assert "Stale" not in story.record(story.officer, "Plan").text


def the_court_sentences_them(story):
    """From that day the Enhanced duties count; the slip they had is out of date, and the page says so."""
    story.sentence("Long-term", term_years="6")
    assert [story.standing(rule) for rule in QUARTERLY] == ["due", "due"]
    assert {str(story.due_on(rule)) for rule in QUARTERLY} == {"2027-06-06"}  # from sentence on
    assert "Enhanced ICM" in story.home(story.officer).text
    answers = story.record(Role.LINKS_CENTRE, "Core Screen").follow("Core Screen of")
    assert "Their route has changed" in answers.text
    assert story.standing("CSA-72H") == "met"
    assert story.standing("CC-INITIAL-6M") == "due"
    talk = story.home(story.officer).follow("Talk")
    talk.send(topics=["route"], explained="Enhanced: social work joins.", understood="yes")
    assert story.events(EventKind.ROUTE_TOLD) == 2
