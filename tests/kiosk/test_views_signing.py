"""The pages of a terminal: not there elsewhere, gone when left alone, and nothing of it kept in the browser."""

from datetime import timedelta

import pytest
from django.test import Client

from icm.kiosk import actions, policy
from icm.kiosk.models import Visit
from icm.kiosk.views import cookies
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.kiosk import OWN
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW = persons.NOW
PAGES = ("", "sign-in/", "mine/", "pin/", "covered/")
ENDS = policy.IDLE + policy.WARNING


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_on_any_other_machine_the_pages_do_not_exist(page, account, signed_in):
    for client in (Client(), signed_in(Role.PERSONAL_OFFICER)):
        assert client.get(f"/kiosk/{page}").status_code == 404
        client.cookies[cookies.TERMINAL] = "made up"
        assert client.get(f"/kiosk/{page}").status_code == 404


def test_setting_up_a_terminal_and_the_first_visit(world, signed_in):
    manager, officer = signed_in(Role.FIRST_LINE_MANAGER), signed_in(Role.PERSONAL_OFFICER)
    added = manager.post("/terminals/barlinnie/add/", {"name": "Hall A", "reference": "x"})
    code = added.context["shown"].code
    assert code in text(added)
    assert code not in text(manager.get("/terminals/barlinnie/"))
    browser = Client()
    wrong = browser.post("/kiosk/register/", {"code": "WRONG"})
    assert "not right" in text(wrong)
    browser.post("/kiosk/register/", {"code": code})
    assert "Touch to begin" in text(browser.get("/kiosk/"))

    given = officer.post(f"/people/{world.person.pk}/kiosk/")
    pin = given.context["shown"]
    assert pin in text(given)
    assert pin not in text(officer.get(f"/people/{world.person.pk}/kiosk/"))
    number = world.person.number
    first = browser.post("/kiosk/sign-in/", {"number": number, "pin": pin}, follow=True)
    assert first.request["PATH_INFO"] == "/kiosk/pin/"
    assert browser.get("/kiosk/mine/").headers["Location"] == "/kiosk/pin/"
    chosen = browser.post("/kiosk/pin/", {"pin": OWN, "again": OWN}, follow=True)
    assert chosen.request["PATH_INFO"] == "/kiosk/mine/"
    assert f"{world.person.given_names} {world.person.family_name}" in text(chosen)


def test_a_wrong_pin_stays_on_the_page_and_shows_no_pin_again(browser, account):
    answer = browser.post("/kiosk/sign-in/", {"number": account.person.number, "pin": "000111"})

    assert answer.status_code == 200
    assert "The number or the PIN is not right" in text(answer)
    assert "000111" not in text(answer)


def test_left_alone_nothing_is_shown_any_more(inside, clock):
    clock(NOW + ENDS - timedelta(seconds=1))
    assert inside.get("/kiosk/mine/").status_code == 200

    clock(NOW + 2 * ENDS)
    answer = inside.get("/kiosk/mine/")

    assert answer.headers["Location"] == "/kiosk/"
    assert Visit.objects.latest("pk").ended == Visit.End.IDLE


def test_one_touch_keeps_the_page_open(inside, clock):
    for step in range(1, 5):
        clock(NOW + step * policy.IDLE)
        assert inside.post("/kiosk/here/").status_code == 204

    assert inside.get("/kiosk/mine/").status_code == 200


def test_no_visit_lasts_for_ever(inside, clock):
    at = NOW
    while at < NOW + policy.LONGEST_VISIT:
        clock(at)
        inside.post("/kiosk/here/")
        at += policy.IDLE
    clock(NOW + policy.LONGEST_VISIT)

    assert inside.get("/kiosk/mine/").headers["Location"] == "/kiosk/"


def test_covered_nothing_is_shown_until_the_pin_is_typed(inside):
    assert inside.post("/kiosk/cover/").headers["Location"] == "/kiosk/covered/"
    assert inside.get("/kiosk/mine/").headers["Location"] == "/kiosk/covered/"
    assert "not right" in text(inside.post("/kiosk/covered/", {"pin": "000000"}))

    assert inside.post("/kiosk/covered/", {"pin": OWN}).headers["Location"] == "/kiosk/mine/"
    assert inside.get("/kiosk/mine/").status_code == 200


def test_signed_out_the_browser_is_told_to_forget(inside):
    token = inside.cookies[cookies.VISIT].value
    answer = inside.post("/kiosk/leave/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[cookies.VISIT].value == ""
    inside.cookies[cookies.VISIT] = token
    assert inside.get("/kiosk/mine/").headers["Location"] == "/kiosk/"


def test_pages_are_kept_nowhere_and_cookies_go_to_the_kiosk_alone(inside):
    answer = inside.get("/kiosk/mine/")

    assert answer.headers["Cache-Control"] == "no-store"
    carried = inside.cookies[cookies.VISIT]
    assert (carried["path"], carried["samesite"]) == ("/kiosk/", "Strict")
    assert carried["httponly"]
    assert carried["max-age"] == ""


def test_a_visit_is_of_its_own_terminal(inside, made, account):
    other = Client()
    other.cookies[cookies.TERMINAL] = made("Hall B").key
    other.cookies[cookies.VISIT] = inside.cookies[cookies.VISIT].value

    assert other.get("/kiosk/mine/").headers["Location"] == "/kiosk/"


def test_whoever_moves_away_is_signed_out(inside, world):
    person = world.person
    person.establishment = world.there
    person.save(update_fields=["establishment"])

    assert inside.get("/kiosk/mine/").headers["Location"] == "/kiosk/"
    assert Visit.objects.latest("pk").ended == Visit.End.MOVED


def test_staff_pages_do_not_open_for_somebody_signed_in_at_a_terminal(inside, world):
    answer = inside.get(f"/people/{world.person.pk}/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_history_says_that_it_was_the_person(browser, account, world):
    officer = world.user(Role.PERSONAL_OFFICER)
    pin = actions.give_pin(world.person, by=officer, principals=principals(officer), at=NOW)
    browser.post("/kiosk/sign-in/", {"number": world.person.number, "pin": pin})
    browser.post("/kiosk/pin/", {"pin": "816253", "again": "816253"})

    context = account.events.order_by("-pgh_id").first().pgh_context
    assert context["user"] == account.user_id


def test_a_reset_at_the_officers_page_ends_the_visit(inside, world):
    officer = world.user(Role.PERSONAL_OFFICER)
    actions.give_pin(world.person, by=officer, principals=principals(officer), at=NOW)

    assert inside.get("/kiosk/mine/").headers["Location"] == "/kiosk/"


def test_letters_and_colours_are_kept_for_every_terminal(inside, account, made):
    inside.post("/kiosk/looks/", {"size": "largest", "contrast": "yes", "language": "en"})
    page = text(inside.get("/kiosk/mine/"))

    assert 'data-kiosk-size="largest" data-kiosk-contrast' in page
    inside.post("/kiosk/looks/", {"size": "enormous", "contrast": "no", "language": "en"})
    account.refresh_from_db()
    assert (account.size, account.contrast) == ("largest", True)
    inside.post("/kiosk/looks/", {"size": "normal", "contrast": "no", "language": "en"})
    account.refresh_from_db()
    assert (account.size, account.contrast) == ("normal", False)


def test_a_covered_screen_does_not_say_whose_it_is(inside, world):
    name = f"{world.person.given_names} {world.person.family_name}"
    assert name in text(inside.get("/kiosk/mine/"))
    inside.post("/kiosk/cover/")

    assert name not in text(inside.get("/kiosk/covered/"))
