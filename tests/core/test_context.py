"""What every template may count on: who is signed in and where they work."""

import pytest
from django.urls import reverse

from icm.core.middleware import PrivateMiddleware
from icm.policy.roles import Role

pytestmark = pytest.mark.django_db


def test_every_page_names_who_is_signed_in_and_their_post(signed_in):
    text = signed_in(Role.PBSW).get(reverse("pages:register")).text

    assert "Pbsw Tester" in text
    assert "Prison-based social worker, Barlinnie" in text


def test_the_invented_are_called_invented_only_in_a_demonstration(signed_in, settings):
    settings.DEMO = False
    assert "Everyone here is invented" not in signed_in(Role.HQ).get("/").text
    settings.DEMO = True
    assert "Everyone here is invented" in signed_in(Role.HQ).get("/").text


def test_whoever_only_works_for_a_service_is_offered_what_was_referred_to_it(signed_in):
    """Lists of everybody, and the work of a case, would be empty for them."""
    pages = {"/people/": False, "/establishments/": False, "/referrals/": True}
    provider = signed_in(Role.PROVIDER).get("/", follow=True)
    officer = signed_in(Role.RESIDENTIAL_OFFICER).get("/")

    assert provider.redirect_chain == [("/referrals/", 302)]
    assert {href: f'href="{href}"' in provider.text for href in pages} == pages
    assert 'aria-current="true">Referrals' in provider.text
    assert {href: f'href="{href}"' in officer.text for href in pages} == {
        href: not theirs for href, theirs in pages.items()
    }


def test_no_answer_is_kept_by_anybody(client, rf):
    made = PrivateMiddleware(lambda request: client.get("/healthz"))

    assert made(rf.get("/")).headers["Cache-Control"] == "no-store"


def test_whoever_is_not_signed_in_has_no_posts(client):
    assert client.get("/").status_code == 302
