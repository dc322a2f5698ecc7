"""What somebody was typing when a page closed is there again for them, at any terminal, and for nobody else."""

import re

import pytest

from icm.core.models import Draft
from tests.factories import kiosk, persons

pytestmark = pytest.mark.django_db
PAGE = "/kiosk/mine/ask/conference/"
TYPED = {"_page": PAGE, "_opened": str(persons.NOW.timestamp()), "why": "I want to talk."}


def text(answer):
    return answer.content.decode()


def test_it_is_there_again_after_signing_in_at_another_terminal(inside, made, account):
    assert inside.post("/kiosk/here/", TYPED | {"grounds": ["goals"]}).status_code == 204
    inside.post("/kiosk/leave/")

    again = text(kiosk.inside(account.person, made("Hall B")).get(PAGE))
    assert "I want to talk." in again
    assert "You have not sent it yet." in again
    assert re.search(r'value="goals"[^>]*checked', again)


def test_once_sent_it_is_forgotten_and_a_late_copy_refused(inside):
    inside.post("/kiosk/here/", TYPED)
    inside.post(PAGE, {"reference": "r1", "grounds": ["goals"], "why": "I want to talk."})

    inside.post("/kiosk/here/", TYPED)

    assert Draft.objects.get().fields == {}


def test_it_is_nobody_elses(inside, world):
    inside.post("/kiosk/here/", TYPED)

    another = kiosk.standing_before(world, world.person_there, there=True)
    assert "I want to talk." not in text(another.get(PAGE))


@pytest.mark.parametrize("page", ["/kiosk/pin/", "/kiosk/covered/", "/people/1/", "nowhere", ""])
def test_of_no_other_page_is_anything_kept(inside, page):
    assert inside.post("/kiosk/here/", TYPED | {"_page": page}).status_code == 204

    assert not Draft.objects.exists()


def test_whoever_is_not_signed_in_keeps_nothing(browser):
    browser.post("/kiosk/here/", TYPED)

    assert not Draft.objects.exists()
