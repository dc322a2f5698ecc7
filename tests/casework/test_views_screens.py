"""The pages of a Core Screen: what each shows, where it leads, and that nothing typed is lost."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from casework.actions import completing
from casework.actions.completing import Ending
from casework.models import CoreScreen, SafetyAlert
from casework.policy.areas import Area
from icm.core.models import Consultation, Draft
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.roles import Role
from tests.core.reading import read
from tests.factories import persons
from tests.factories.screens import answered, begun, completed, doing, needed, provider

pytestmark = pytest.mark.django_db
HOUSING = {"need": "need", "urgency": "today", "referral": "accepted", "own_words": "I lost it."}


@pytest.fixture
def person(world):
    """Somebody who came in this morning, sentenced: their 72 hours run."""
    made = persons.person(admitted_at=persons.days_ago(0, 8))
    persons.sentence(made)
    people.settle(made, at=persons.NOW)
    return Person.objects.get(pk=made.pk)


@pytest.fixture
def officer(world):
    return world.user(Role.RESIDENTIAL_OFFICER)


@pytest.fixture
def as_officer(signed_in):
    return signed_in(Role.RESIDENTIAL_OFFICER)


def url(name, *args):
    return reverse(f"casework:{name}", args=args)


def area(person, slug="housing"):
    return url("answer_area", person.pk, slug)


def said(answer):
    assert answer.status_code == 200
    return " ".join(read(answer.content.decode()).all("main")[0].text.split())


def post_area(client, person, slug="housing", **values):
    return client.post(area(person, slug), HOUSING | {"version": 0} | values)


def later(clock, **time):
    clock(persons.NOW + timedelta(**time))


# -- the way through ------------------------------------------------------------------------------


def test_before_it_is_begun_the_page_says_by_when_and_how(person, as_officer):
    page = said(as_officer.get(url("screen", person.pk)))

    assert "24 November 2026" in page
    assert "Begin a Core Screen" in page
    assert "Record the day it was done" in page


def test_begin_says_what_to_say_first_and_leads_to_what_cannot_wait(person, as_officer):
    page = said(as_officer.get(url("begin_screen", person.pk)))
    assert "We ask everyone who comes in what help they need." in page
    assert "Local default, not national policy." in page

    answer = as_officer.post(url("begin_screen", person.pk))

    assert answer.url == area(person, "immediate")


def test_an_area_shows_the_question_of_the_screens_own_version(person, officer, as_officer):
    begun(person, officer)

    page = said(as_officer.get(area(person)))

    assert "Area 5 of 10." in page
    assert "Could you lose it while you are here?" in page


def test_an_answer_is_saved_and_leads_to_the_next_area_that_is_left(person, officer, as_officer):
    begun(person, officer)

    answer = post_area(as_officer, person, "immediate", referral="declined")

    assert answer.url == area(person, "substances")
    page = said(as_officer.get(url("screen", person.pk)))
    assert "1 of 10 areas done." in page
    assert "There is a need, today. Referral offered and declined." in page


def test_an_answer_can_be_changed_and_shows_what_stands(person, officer, as_officer):
    begun(person, officer)
    post_area(as_officer, person)

    page = as_officer.get(area(person))
    assert "I lost it." in page.text
    assert page.context["form"]["version"].value() == 1

    post_area(as_officer, person, version=1, own_words="I lost it. My mum has my things.")
    assert "My mum has my things." in as_officer.get(area(person)).text


def test_the_services_of_the_establishment_can_be_chosen(person, officer, as_officer):
    begun(person, officer)
    here, closed = provider(), provider(closed_on=persons.TODAY)
    there = provider("perth")

    page = as_officer.get(area(person)).text
    assert here.name in page
    assert closed.name not in page
    assert there.name not in page

    post_area(as_officer, person, provider=here.pk)
    assert CoreScreen.objects.get().answers.get().provider == here


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"need": ""}, "What did you find? Choose an answer"),
        ({"urgency": ""}, "How soon? Choose an answer"),
        ({"referral": ""}, "Did you offer to ask somebody to help? Choose an answer"),
    ],
    ids=["need", "urgency", "referral"],
)
def test_an_answer_that_is_not_whole_is_asked_for_again(
    person, officer, as_officer, values, message
):
    begun(person, officer)

    page = post_area(as_officer, person, **values)

    assert message in page.text
    assert "I lost it." in page.text


def test_what_belongs_to_a_need_is_not_kept_where_there_is_none(person, officer, as_officer):
    begun(person, officer)

    post_area(as_officer, person, need="none", provider=provider().pk)

    found = CoreScreen.objects.get().answers.get()
    assert (found.urgency, found.referral, found.provider) == ("", "", None)
    assert found.own_words == "I lost it."


def test_check_declaration_and_confirmation(person, officer, as_officer):
    screen = answered(begun(person, officer), officer, needed("money", own_words="Owes rent."))
    page = said(as_officer.get(url("check_screen", person.pk)))
    assert "Owes rent." in page
    assert "I know how to do a Core Screen" in page

    refused = as_officer.post(url("check_screen", person.pk), {"understood": "yes"})
    assert "tick the box" in refused.text
    answer = as_officer.post(
        url("check_screen", person.pk), {"competent": "on", "understood": "yes"}
    )

    assert answer.url == url("screen_done", person.pk, screen.pk)
    page = said(as_officer.get(answer.url))
    assert "The Core Screen is completed" in page
    assert "met" in page
    assert "Print the slip" in page
    assert "No personal officer is allocated yet." in page


def test_the_check_says_what_is_left(person, officer, as_officer):
    begun(person, officer)
    post_area(as_officer, person)

    page = said(as_officer.get(url("check_screen", person.pk)))

    assert "Ask about these before it can be completed." in page


def test_a_sitting_that_ends_early_is_gone_on_with_by_somebody_else(
    person, officer, as_officer, signed_in
):
    begun(person, officer)
    answer = as_officer.post(
        url("end_sitting", person.pk),
        {"fit": "no", "why": "Could not follow.", "again_on": "2026-11-22"},
    )
    assert answer.url == url("screen", person.pk)

    links = signed_in(Role.LINKS_CENTRE)
    page = said(links.get(url("screen", person.pk)))
    assert "First sitting" in page
    assert "They were not fit to take it in." in page
    assert "To go on: 22 November 2026." in page
    links.post(url("begin_screen", person.pk))
    assert "Second sitting" in said(links.get(url("screen", person.pk)))


def test_a_sitting_of_somebody_else_is_named_and_can_be_gone_on_with(
    person, officer, as_officer, signed_in
):
    begun(person, officer)

    page = said(signed_in(Role.RECEPTION).get(url("screen", person.pk)))

    assert f"{officer.display_name()} began a sitting" in page
    assert "Go on in their place" in page


def test_a_screen_given_up_is_listed_with_its_reason(person, officer, as_officer):
    begun(person, officer)

    as_officer.post(url("abandon_screen", person.pk), {"why": "Begun by mistake."})

    page = said(as_officer.get(url("screen", person.pk)))
    assert "Begun by mistake." in page
    assert "Begin a Core Screen" in page


@pytest.mark.parametrize("name", ["answer_area", "end_sitting", "check_screen"])
def test_without_a_sitting_every_page_leads_to_one(person, as_officer, name):
    args = [person.pk, "housing"] if name == "answer_area" else [person.pk]

    answer = as_officer.get(url(name, *args))

    assert answer.url.startswith(url("begin_screen", person.pk))


@pytest.mark.parametrize("name", ["abandon_screen", "stop_screen"])
def test_without_a_screen_there_is_nothing_to_stop_or_give_up(person, as_officer, name):
    assert as_officer.get(url(name, person.pk)).url == url("begin_screen", person.pk)
    assert as_officer.post(url(name, person.pk)).url == url("begin_screen", person.pk)


def test_an_area_the_form_does_not_have_is_not_there(person, officer, as_officer):
    begun(person, officer)

    assert as_officer.get(area(person, "football")).status_code == 404


def test_every_page_is_on_the_log_of_who_looked(person, officer, as_officer):
    screen = completed(person, officer)
    begun(person, officer)
    for name in ("screen", "begin_screen", "check_screen", "end_sitting"):
        as_officer.get(url(name, person.pk))
    for name in ("screen_answers", "screen_done", "route_slip", "tell_route"):
        as_officer.get(url(name, person.pk, screen.pk))
    as_officer.get(area(person))

    looked = {row.page for row in Consultation.objects.filter(persons__contains=[person.pk])}
    assert {f"casework:{name}" for name in (
        "screen", "begin_screen", "check_screen", "end_sitting", "screen_answers", "screen_done",
        "route_slip", "tell_route", "answer_area",
    )} <= looked  # fmt: skip


# -- nothing typed is lost ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("answer_area", {"own_words": "The flat is gone."}),
        ("end_sitting", {"why": "Could not follow."}),
        ("check_screen", {"understood": "no"}),
        ("abandon_screen", {"why": "By mistake."}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_typed_is_back_after_the_line_dropped(person, officer, as_officer, name, typed):
    """The page saves while one types (static/idle.js): the same post, without its form ever being sent."""
    begun(person, officer)
    page = url(name, *([person.pk, "housing"] if name == "answer_area" else [person.pk]))
    as_officer.get(page)
    as_officer.post(
        reverse("core:draft"), typed | {"_page": page, "_opened": persons.NOW.timestamp()}
    )

    back = as_officer.get(page)

    for field, text in typed.items():
        assert back.context["form"][field].value() == text
    assert "was not sent" in back.text


def test_what_is_sent_after_the_session_ended_is_back_after_signing_in(
    person, officer, as_officer, clock
):
    begun(person, officer)
    as_officer.get(area(person))
    later(clock, minutes=15)

    answer = post_area(as_officer, person)
    assert answer.url.startswith("/account/login/")
    as_officer.force_login(officer)
    back = as_officer.get(area(person))

    assert back.context["form"]["own_words"].value() == "I lost it."
    assert back.context["form"]["need"].value() == "need"
    assert not CoreScreen.objects.get().answers.exists()
    post_area(as_officer, person)
    assert "was not sent" not in as_officer.get(area(person)).text


def test_what_is_sent_after_the_sitting_ended_waits_for_the_next(person, officer, as_officer):
    screen = begun(person, officer)
    completing.end_sitting(screen, Ending(why="Lock-up."), **doing(officer))

    answer = post_area(as_officer, person)
    assert answer.url == f"{url('begin_screen', person.pk)}?on_to=housing"
    assert "is kept" in as_officer.get(answer.url).text
    led = as_officer.post(answer.url)

    assert led.url == area(person)
    assert "I lost it." in as_officer.get(led.url).text


def test_begin_leads_nowhere_but_to_an_area_of_the_form(person, as_officer):
    answer = as_officer.post(f"{url('begin_screen', person.pk)}?on_to=//elsewhere")

    assert answer.url == area(person, "immediate")


def test_two_who_answer_at_once_both_keep_their_text(person, officer, as_officer, signed_in):
    begun(person, officer)
    other = signed_in(Role.LINKS_CENTRE)
    other.get(area(person))
    post_area(as_officer, person)

    page = post_area(other, person, own_words="He is on the list already.")

    assert "I lost it." in page.text
    assert "He is on the list already." in page.text
    again = page.context["form"]["version"].value()
    post_area(other, person, version=again, own_words="I lost it. He is on the list already.")
    words = CoreScreen.objects.get().answers.get().own_words
    assert words == "I lost it. He is on the list already."


# -- stopping -------------------------------------------------------------------------------------


def test_every_page_of_the_form_has_the_stop_after_its_own_button(person, officer, as_officer):
    begun(person, officer)
    pages = [area(person, slug) for slug in Area]
    pages += [url(name, person.pk) for name in ("end_sitting", "check_screen", "abandon_screen")]
    for page in pages:
        buttons = read(as_officer.get(page).content.decode()).all("button")
        names = [button.get("name") for button in buttons]
        assert names.index("_stop") > names.index(None, 1), page  # the first signs out

    assert "Stop: I am worried" in said(as_officer.get(url("screen", person.pk)))


def test_the_stop_keeps_what_is_typed_and_shows_what_to_do(person, officer, as_officer):
    begun(person, officer)

    answer = post_area(as_officer, person, need="", _stop="yes")

    alert = SafetyAlert.objects.get()
    assert answer.url == url("alert", person.pk, alert.pk)
    page = said(as_officer.get(answer.url))
    assert "What to do now" in page
    assert "Stay with them." in page
    assert "Talk to Me" in page
    assert "2 messages are on the way" in page
    assert Draft.objects.get(page=area(person)).fields["own_words"] == ["I lost it."]
    as_officer.post(url("begin_screen", person.pk))
    assert "I lost it." in as_officer.get(area(person)).text


def test_the_stop_of_the_list_is_one_press(person, officer, as_officer):
    begun(person, officer)
    page = said(as_officer.get(url("stop_screen", person.pk)))
    assert "Stay with them." in page

    answer = as_officer.post(url("stop_screen", person.pk), {"_stop": "yes"})
    again = as_officer.post(url("stop_screen", person.pk))

    assert answer.url == again.url == url("alert", person.pk, SafetyAlert.objects.get().pk)


def test_the_alert_waits_on_the_managers_home_until_somebody_says_what_was_done(
    person, officer, as_officer, signed_in
):
    begun(person, officer)
    as_officer.post(url("stop_screen", person.pk))
    alert = SafetyAlert.objects.get()
    manager, home = signed_in(Role.FIRST_LINE_MANAGER), reverse("pages:home")
    assert "A safety alert waits" in manager.get(home).text
    assert person.family_name.upper() in said(manager.get(home))
    assert "A safety alert waits" not in signed_in(Role.FIRST_LINE_MANAGER, "perth").get(home).text
    assert "A safety alert waits" in manager.get(url("screen", person.pk)).text

    answer = as_officer.post(
        url("describe_alert", person.pk, alert.pk), {"kind": "suicide", "seen": "Said goodbye."}
    )
    assert "Said goodbye." in said(as_officer.get(answer.url))
    manager.post(url("close_alert", person.pk, alert.pk), {"done": "On Talk to Me."})

    assert "A safety alert waits" not in manager.get(home).text
    page = said(manager.get(url("alert", person.pk, alert.pk)))
    assert "On Talk to Me." in page
    assert "What to do now" not in page


def test_a_second_word_on_what_was_done_is_shown_the_first(person, officer, as_officer):
    begun(person, officer)
    as_officer.post(url("stop_screen", person.pk))
    close = url("close_alert", person.pk, SafetyAlert.objects.get().pk)
    as_officer.post(close, {"done": "On Talk to Me."})

    page = as_officer.post(close, {"done": "Moved to a safer cell."})

    assert "has written already what was done: On Talk to Me." in page.text
    assert "Moved to a safer cell." in page.text


def test_an_alert_of_somebody_else_is_not_there(world, person, officer, as_officer):
    begun(person, officer)
    as_officer.post(url("stop_screen", person.pk))
    alert = SafetyAlert.objects.get()

    assert as_officer.get(url("alert", world.standard.pk, alert.pk)).status_code == 404


@pytest.fixture
def away(person, officer, as_officer, clock):
    """Somebody at an area of the form who was called away, and comes back after their session has ended."""
    begun(person, officer)
    as_officer.get(area(person))
    later(clock, minutes=20)
    return as_officer


def test_a_stop_pressed_after_the_session_ended_is_the_first_thing_after_signing_in(
    person, officer, away
):
    answer = post_area(away, person, need="", _stop="yes")
    assert SafetyAlert.objects.count() == 0
    page = said(away.get(answer.url))
    assert "Nobody has been told yet: go to them or telephone now" in page
    away.force_login(officer)

    back = parse_qs(urlsplit(answer.url).query)["next"][0]
    page = said(away.get(back))
    assert "Nobody has been told yet" in page
    assert area(person) in away.get(back).text
    told = away.post(back)

    assert told.url == url("alert", person.pk, SafetyAlert.objects.get().pk)
    away.post(url("begin_screen", person.pk))
    assert "I lost it." in away.get(area(person)).text


def test_a_stop_pressed_by_somebody_no_longer_signed_in_leads_there_too(person, officer, away):
    away.logout()

    for answer in (
        post_area(away, person, _stop="yes"),
        away.post(url("stop_screen", person.pk)),
    ):
        back = parse_qs(urlsplit(answer.url).query)["next"][0]
        assert back.startswith(url("stop_screen", person.pk))
    assert parse_qs(urlsplit(post_area(away, person).url).query)["next"] == [area(person)]


def test_a_form_completed_meanwhile_can_be_stopped_all_the_same(person, officer, as_officer):
    completed(person, officer)

    answer = post_area(as_officer, person, _stop="yes")

    assert answer.url == url("alert", person.pk, SafetyAlert.objects.get().pk)
    assert "Stop and tell the others" in said(as_officer.get(url("stop_screen", person.pk)))
