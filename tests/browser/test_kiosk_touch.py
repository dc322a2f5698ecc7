"""Somebody at a terminal, with a finger alone: the pad of digits, their plan and meeting, what they say and ask, the
cover. Letters are typed only where they write in their own words.
"""

import pytest
from django.urls import reverse

from casework.models import ActionSay
from conferences.actions import issuing, requests
from conferences.models import FamilyConsent, Issue, Objection, Preparation, Request
from icm.kiosk.views import cookies
from icm.policy.roles import Role
from tests.factories import action_plans, conferences, kiosk, minutes, persons
from tests.factories.receptions import principals

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True)]
SCREEN = {"width": 1280, "height": 1024}


@pytest.fixture
def terminal(world):
    made = kiosk.terminal(world.here, world.user(Role.FIRST_LINE_MANAGER))
    kiosk.account(world.person, world.user(Role.RESIDENTIAL_OFFICER), made)
    return made


@pytest.fixture
def screen(chromium, live_server, terminal):
    """The touch screen of the terminal, before anybody has signed in."""
    context = chromium.new_context(base_url=live_server.url, viewport=SCREEN, has_touch=True)
    key = {"name": cookies.TERMINAL, "value": terminal.key, "url": f"{live_server.url}/kiosk/"}
    context.add_cookies([key])
    yield context.new_page()
    context.close()


def dial(page, field, digits):
    """On the pad below the field."""
    pad = page.locator(f"[name={field}] + .kiosk__pad")
    for digit in digits:
        pad.get_by_text(digit, exact=True).tap()


def come_in(page, person):
    page.goto(reverse("kiosk:sign_in"))
    page.fill("[name=number]", person.number)  # those of invented people begin with a letter
    dial(page, "pin", kiosk.OWN)
    send(page, "kiosk:home")


def touch(page, words):
    page.locator("main").get_by_text(words, exact=True).first.tap()


def send(page, leads_to, *args):
    page.locator("main button[type=submit]").last.tap()
    page.wait_for_url(f"**{reverse(leads_to, args=args)}")


def go(page, words, leads_to, *args):
    touch(page, words)
    page.wait_for_url(f"**{reverse(leads_to, args=args)}")


def test_they_say_they_do_not_agree_and_why(screen, world):
    plan = action_plans.in_force(world.person, world.user(Role.PERSONAL_OFFICER), lines=1)
    row = plan.actions.get()
    come_in(screen, world.person)
    go(screen, "My plan", "kiosk:plan")
    screen.goto(reverse("kiosk:action", args=[row.line]))
    go(screen, "Say what I think of this", "kiosk:say_action", row.line)
    touch(screen, "I do not agree")
    screen.fill("[name=words]", "It is too far.")
    send(screen, "kiosk:action", row.line)

    assert "It is too far." in screen.content()
    said = ActionSay.objects.get()
    assert (said.view, said.words) == ("disagreed", "It is too far.")


def test_they_say_whether_they_come_and_what_they_want_raised(screen, world):
    conferences.fixed(world.person, world.user(Role.ICM_CO_ORDINATOR), kind="periodic")
    come_in(screen, world.person)
    screen.goto(reverse("kiosk:coming"))
    touch(screen, "I will come")
    touch(screen, "Somebody to read the papers with me")
    send(screen, "kiosk:conference")
    screen.goto(reverse("kiosk:raise"))
    screen.fill("[name=wants]", "A job in the kitchen.")
    send(screen, "kiosk:conference")

    assert "A job in the kitchen." in screen.content()
    said = Preparation.objects.latest("pk")
    assert (said.attends, said.help, said.wants) == ("yes", ["reading"], "A job in the kitchen.")


def test_they_name_somebody_and_stop_it_again(screen, world):
    come_in(screen, world.person)
    screen.goto(reverse("kiosk:family"))
    go(screen, "Add family or a friend", "kiosk:add_family")
    words = {"name": "Aileen Quern", "relation": "my sister", "contact": "0141 496 0000"}
    for field, typed in words.items():
        screen.fill(f"[name={field}]", typed)
    touch(screen, "They are told when and where my meetings are")
    send(screen, "kiosk:family")
    assert "Aileen Quern, my sister" in screen.content()

    row = FamilyConsent.objects.get()
    go(screen, "Stop this for Aileen Quern", "kiosk:stop_family", row.pk)
    send(screen, "kiosk:family")
    row.refresh_from_db()
    assert (row.scope, row.stands) == (["dates"], False)
    assert "Aileen Quern" not in screen.content()


def test_they_ask_for_a_meeting_and_read_the_answer(screen, world):
    come_in(screen, world.person)
    screen.goto(reverse("kiosk:ask_conference"))
    screen.locator("main label").first.tap()
    screen.fill("[name=why]", "My plan does not fit me.")
    send(screen, "kiosk:asked")
    wish, by = Request.objects.get(), world.user(Role.ICM_CO_ORDINATOR)
    requests.refuse(
        wish,
        why="One is planned for January.",
        version=wish.version,
        by=by,
        principals=principals(by),
        at=persons.NOW,
    )
    screen.reload()

    assert "One is planned for January." in screen.content()


def test_they_say_what_is_wrong_in_the_notes(screen, world, clock):
    writer = world.user(Role.ICM_CASE_CO_ORDINATOR)
    minutes.signed(world.person, writer)
    held = world.person.conferences.get(state="held")
    issuing.issue(held, number=1, by=writer, principals=principals(writer), at=minutes.AFTER)
    clock(minutes.AFTER)
    given = Issue.objects.get(invitation__party="person")
    come_in(screen, world.person)
    screen.goto(reverse("kiosk:minute", args=[given.pk]))
    go(screen, "Say what is wrong", "kiosk:wrong", given.pk)
    screen.fill("[name=words]", "I was there.")
    send(screen, "kiosk:minute", given.pk)

    assert "I was there." in screen.content()
    assert Objection.objects.get().words == "I was there."


def test_they_cover_uncover_and_leave(screen, world):
    come_in(screen, world.person)
    screen.get_by_text("Cover the screen").tap()
    screen.wait_for_url(f"**{reverse('kiosk:covered')}")
    assert world.person.family_name not in screen.content()
    dial(screen, "pin", kiosk.OWN)
    send(screen, "kiosk:home")

    screen.get_by_text("Sign out").tap()
    screen.wait_for_selector("text=Touch to begin")
    assert world.person.number not in screen.content()
