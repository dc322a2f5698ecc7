"""Standard ICM: the Core Screen completed late, no quarterly duties, a plan they disagree with, a second one."""

import pytest

from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons
from tests.journeys.stories import NAME
from tests.journeys.walking import typed_day

pytestmark = pytest.mark.django_db
QUARTERLY = ("PR2-QUARTER", "STAFF-QUARTER")
HOUSING = {"need": "need", "urgency": "days", "referral": "accepted"}


def test_standard_icm_from_a_late_core_screen_to_the_second_plan(story):
    the_core_screen_is_late(story)
    the_route_is_standard(story)
    the_plan_holds_what_they_disagree_with(story)
    no_quarter_counts(story)
    a_new_plan_asks_for_a_new_copy(story)


def the_core_screen_is_late(story):
    story.receive("sentenced")
    story.sentence("Short-term", term_months="18")
    story.allocate()
    sits = story.record(Role.RESIDENTIAL_OFFICER, "Core Screen").follow("Begin a Core Screen")
    sits.send("Begin").go(sits.address).follow("They cannot go on: end this sitting")
    sits.send("End the sitting", fit="no", why="Very low, and could not follow.")

    story.later(days=4)
    assert f"{NAME} HMP Barlinnie, Reception Core Screen" in story.home(Role.LINKS_CENTRE).text
    assert story.standing("CSA-72H") == "overdue"
    housing = HOUSING | {"provider": str(story.housing.pk), "own_words": "I sleep on sofas."}
    done = story.screen(Role.LINKS_CENTRE, housing=housing)
    assert "1 referral is made" in done.text
    assert story.standing("CSA-72H") == "met late"


def the_route_is_standard(story):
    slip = story.tell_the_route(Role.LINKS_CENTRE)
    assert "You are on the Standard route" in slip
    assert "No one has to check on you when you leave prison." in slip
    story.read_the_screen()
    story.hidden_from(Role.CBSW, Role.PROVIDER, None)
    worker = story.home(story.housing_worker).follow(NAME)
    worker.follow("Record that it has started").send()


def the_plan_holds_what_they_disagree_with(story):
    officer = story.home(story.officer)
    assert "Standard ICM" in officer.text
    officer.follow("Write").send("Save the entry", domain="accommodation", body="Sofas till May.")
    view = {"view": "disagreed", "words": "I want a flat, not a hostel."}
    put = story.plan(view, persons.days_ago(-60), what="Visit the hostel.", domain="accommodation")
    assert "The plan is in force" in put.text
    plan = story.record(Role.LINKS_CENTRE, "Action plan")
    assert "I want a flat, not a hostel." in plan.text
    copies = story.copy_for_them()
    assert "I want a flat, not a hostel." in story.copy_text(copies)
    story.give(copies)
    assert story.standing("PLAN-COPY") is None


def no_quarter_counts(story):
    story.later(days=100)
    assert [story.standing(rule) for rule in QUARTERLY] == [None, None]
    officer = story.home(story.officer)
    assert "Report by each agency involved" not in officer.text
    assert "An action of the plan is past its target date" in officer.text
    assert "Stale" not in officer.follow("Their record").follow("Plan").text


def a_new_plan_asks_for_a_new_copy(story):
    officer = story.record(story.officer, "Action plan")
    officer.follow("Record how").send(status="done", **typed_day("done_on", story.at))
    officer.follow("Draft a new version").send("Begin the draft")
    officer.follow("What they say of the plan").send(view="agreed", words="The hostel is fine.")
    officer.follow("Check it and put it in force").send("Put the plan in force")
    assert story.standing("PLAN-COPY") == "unknown"
    assert story.events(EventKind.PLAN_AGREED) == 2
    copies = story.copy_for_them()
    copy = story.copy_text(copies)
    assert "The hostel is fine." in copy
    assert "not a hostel" not in copy
    story.give(copies)
    assert story.standing("PLAN-COPY") is None
