"""Enhanced ICM, from the first sitting of the Core Screen to the copy in the person's hand, a quarter later."""

import pytest

from casework.policy.areas import Area
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons
from tests.journeys.stories import NAME
from tests.journeys.walking import typed_day

pytestmark = pytest.mark.django_db
NO_DAY = {f"ask_again_on_{part}": "" for part in ("day", "month", "year")}
SEEN = "He showed me the letter from the council and rang them from the hall at nine."
SECRET = "His mother's lodger sells to the whole street, she told me on the telephone."
GIST = "We talk with you about where you can live safely."
AIMS = "I want to keep my flat and see my girl at weekends."
LATER = "He has kept the flat so far and pays each week. He asks about Saturday visits."
HOUSING = "First meeting held. The tenancy can be kept if the arrears are paid by March."


def test_from_core_screen_to_the_persons_copy(story):
    comes_in(story)
    first_sitting_ends_early(story)
    second_sitting_completes_it(story)
    the_route_is_told(story)
    the_officer_reads_it(story)
    the_services_answer(story)
    several_write_in_the_plan(story)
    the_action_plan_is_made(story)
    they_are_asked_again(story)
    a_quarter_passes(story)
    the_copy_is_given(story)


def comes_in(story):
    story.receive("sentenced")
    assert story.standing("CSA-72H") == "unknown"
    story.sentence("Long-term", term_years="6")
    assert (story.standing("CSA-72H"), str(story.due_on("CSA-72H"))) == ("due", "2026-11-24")
    links = story.home(Role.LINKS_CENTRE)
    assert NAME in links.text
    assert "Core Screen" in links.text
    assert NAME not in story.home(Role.LINKS_CENTRE, "perth").text
    story.hidden_from(Role.PROVIDER, None)
    story.allocate()


def first_sitting_ends_early(story):
    sits = story.record(Role.RESIDENTIAL_OFFICER, "Core Screen")
    assert "due by 24 November 2026" in sits.text
    sits.follow("Begin a Core Screen").send("Begin")
    story.answer(
        sits,
        Area.IMMEDIATE,
        need="need",
        urgency="today",
        own_words="I have not had my methadone.",
        referral="accepted",
        provider=str(story.health.pk),
    )
    sits.follow("They cannot go on: end this sitting").send(
        "End the sitting",
        fit="no",
        why="Shaking, could not follow.",
        **typed_day("again_on", persons.days_ago(-1)),
    )
    assert "The sitting has ended" in sits.text
    assert "1 of 10 areas done." in sits.text

    assert story.standing("CSA-72H") == "due"
    assert story.standing("CSA-DISTRESS") == "unknown"
    assert story.standing("CSA-REFER") is None  # what could not wait was referred at once
    assert story.events(EventKind.REFERRAL) == 1
    waits = story.home(Role.LINKS_CENTRE).follow("1 where something is not known")
    assert "Second sitting of a Core Screen begun in distress" in waits.text


def second_sitting_completes_it(story):
    """The day after, by somebody else, who asks nothing a second time."""
    story.later(days=1)
    waits = story.home(Role.LINKS_CENTRE).follow(NAME).follow("Do the Core Screen")
    assert "They were not fit to take it in. Shaking, could not follow." in waits.text
    housing = {
        "need": "need",
        "urgency": "days",
        "own_words": "The council wants the flat back.",
        "referral": "accepted",
        "provider": str(story.housing.pk),
    }
    money = {"need": "need", "urgency": "later", "referral": "declined"}
    sits = story.screen(Role.LINKS_CENTRE, housing=housing, money=money)

    assert "The Core Screen is completed" in sits.text
    assert "2 referrals are made" in sits.text
    assert "Pat Officer, their personal officer, is asked to read it." in sits.text
    assert story.standing("CSA-72H") == "met"
    assert story.standing("CSA-DISTRESS") is None
    assert story.person.core_screens.get().route == "enhanced"


def the_route_is_told(story):
    slip = story.tell_the_route(Role.LINKS_CENTRE)
    assert "You are on the Enhanced route" in slip
    assert "Your own officer: Pat Officer" in slip
    assert story.events(EventKind.ROUTE_TOLD) == 1
    assert "slip to print" not in story.record(Role.LINKS_CENTRE, "Core Screen").text


def the_officer_reads_it(story):
    story.later(minutes=5)
    assert "ICM: a Core Screen waits for you to read it" in story.letters_to(story.officer)
    assert story.standing("CSA-REUSE") == "unknown"
    assert "The council wants the flat back." in story.read_the_screen().text
    assert story.standing("CSA-REUSE") is None
    assert story.person.core_screens.get().read_by == story.officer
    assert "to read" not in story.home(story.officer).text


def the_services_answer(story):
    """Way Home answers for itself; the recovery team has no team here, so whoever referred asks, and staff write it."""
    worker = story.home(story.housing_worker)
    assert "All that stand (1) To answer (1)" in worker.text
    worker.follow(NAME)
    assert "The council wants the flat back." in worker.text
    assert "methadone" not in worker.text
    worker.follow("Accept").send()
    worker.go("/").follow(NAME).follow("Record that it has started").send()
    assert story.standing("STAFF-QUARTER") == "due"

    asks = story.home(Role.RESIDENTIAL_OFFICER).follow("1 referral to ask about")
    assert "Recovery team" in asks.text
    asks.follow(NAME).follow("Ask how it stands").send(said="They see him on Monday.")
    assert "1 without an answer" not in story.home(Role.RESIDENTIAL_OFFICER).text
    story.record(Role.LINKS_CENTRE, "Referrals").follow("They accept").send()


def several_write_in_the_plan(story):
    """The officer rates and writes, social work withholds a text, the service writes its own part and sees no other."""
    story.later(days=3)
    officer = story.home(story.officer)
    assert "Community Integration Plan" in officer.text
    officer.follow("Write").send("Save the entry", domain="accommodation", body=SEEN)
    officer.follow("Rate the need").send(intervention="some", support="considerable")
    assert story.standing("CIP-ALL") is None

    social_work = story.record(Role.PBSW, "Plan").follow("Write in the plan")
    social_work.refused("Save the entry", domain="accommodation", body=SECRET, disclosure="team")
    assert "Say why the person may not read it" in social_work.text
    social_work.send("Save the entry", gist=GIST, ground="It names somebody at home.")
    assert SECRET in social_work.text

    worker = story.home(story.housing_worker).follow(NAME).follow("Write an entry")
    worker.send("Save the entry", body=HOUSING)
    assert HOUSING in worker.text
    assert SEEN not in worker.text
    assert SECRET not in worker.text
    plan = story.record(story.officer, "Plan").follow("Everything here")
    for words in (SEEN, SECRET, HOUSING):
        assert words in plan.text
    assert story.events(EventKind.PLAN_UPDATED) == 4


def the_action_plan_is_made(story):
    """Asked what they say of it, they cannot answer: it is put in force, with the day to go back to them."""
    officer = story.record(story.officer, "Action plan").follow("Begin the plan")
    officer.send("Begin the draft")
    officer.follow("What they want").send(aims=AIMS, family_help="His sister keeps his post.")
    officer.follow("Add an action").send(
        what="Pay ten pounds a week off the arrears.",
        domain="accommodation",
        risk_factor="Nowhere to live",
        theirs="on",
        **typed_day("target_on", persons.days_ago(-100)),
    )
    officer.follow("Check it and put it in force")
    assert "Nobody has asked them." in officer.text  # and so it cannot be put in force yet
    officer.follow("Record what they say").refused(view="no-answer", **NO_DAY)
    assert "give the day to go back to them" in officer.text
    officer.send(
        view="no-answer",
        words="Too tired to say.",
        **typed_day("ask_again_on", persons.days_ago(-9)),
    )
    officer.follow("Check it and put it in force").send("Put the plan in force")
    assert "They could not answer: go back to them by 30 November 2026." in officer.text
    assert story.events(EventKind.PLAN_AGREED) == 1
    assert story.standing("PLAN-COPY") == "unknown"


def they_are_asked_again(story):
    """The day to go back stands on the officer's own page until the person has answered."""
    story.later(days=6)
    officer = story.home(story.officer)
    assert "Go back: what do they say to the plan?" in officer.text
    officer.follow("Go back: what do they say to the plan?")
    assert "Overdue: go back and ask what they say of it" in officer.text
    officer.follow("Record what they say now").send(view="agreed", words="It is fair.")
    assert "Go back" not in story.home(story.officer).text


def a_quarter_passes(story):
    """Nobody writes: by and by the plan is stale and the reports are overdue, until each has written again."""
    assert "Stale" not in story.record(story.officer, "Plan").text
    story.later(days=95)
    officer = story.home(story.officer)
    assert "Report by each agency involved" in officer.text
    assert (story.standing("PR2-QUARTER"), story.standing("STAFF-QUARTER")) == ("overdue",) * 2
    assert "Stale" in story.record(story.officer, "Plan").text

    officer.follow("Write").send("Save the entry", domain="accommodation", body=LATER)
    assert story.standing("PR2-QUARTER") == "due"
    assert "Stale" not in officer.follow("Plan").text
    assert story.standing("STAFF-QUARTER") == "overdue"  # Way Home has not reported
    worker = story.home(story.housing_worker).follow(NAME).follow("Write an entry")
    worker.send("Save the entry", body="Two payments made. The council has stopped its action.")
    assert story.standing("STAFF-QUARTER") == "due"
    assert "Report by each agency involved" not in story.home(story.officer).text


def the_copy_is_given(story):
    """Asked for on a page, made by the worker of its queue, read by the person: nothing withheld is in it."""
    assert "Copy of the plan for the person" in story.home(story.officer).text
    officer = story.copy_for_them()
    copy = story.copy_text(officer)
    for words in (AIMS, GIST, LATER, "It is fair.", "Pay ten pounds a week off the arrears."):
        assert words in copy
    assert "lodger" not in copy
    assert "names somebody at home" not in copy
    story.give(officer)
    assert story.events(EventKind.PLAN_COPY) == 1
    assert story.standing("PLAN-COPY") is None
    assert "Copy of the plan for the person" not in story.home(story.officer).text
    story.hidden_from(Role.PROVIDER, None)
