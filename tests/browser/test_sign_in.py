"""Signing in, staying signed in and being signed out, in a real browser."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django import forms
from django.urls import include, path, reverse

from icm.core.auth import sessions
from icm.core.models import Draft
from icm.core.views import ActionView
from tests.factories import staff

PASSWORD = "seven purple umbrellas"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN = re.compile(r"/account/login/")


class Note(forms.Form):
    text = forms.CharField(widget=forms.Textarea)


class WriteNote(ActionView):
    permission_required = "write"
    form_class = Note
    template_name = "account/password_change.html"  # any page with a form and nothing of its own

    def load(self):
        return staff

    def held(self, record):
        return frozenset({"write"})

    def act(self, record, form):
        return None

    def next_url(self, record, result):
        return reverse("core:account")


urlpatterns = [path("note/", WriteNote.as_view(), name="note"), path("", include("icm.urls"))]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.REQUIRE_MFA = False


@pytest.fixture
def ann(transactional_db):
    user = staff.user(username="ann", name="Ann Officer")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def short_session(settings, monkeypatch):
    """Eight idle seconds instead of fifteen minutes, six of them warned."""
    settings.IDLE_SIGN_OUT = timedelta(seconds=8)
    settings.IDLE_WARNING = timedelta(seconds=6)
    monkeypatch.setattr(sessions, "WRITE_EVERY", timedelta(0))


def enter(page, then="/account/"):
    page.goto(f"/account/login/?next={then}")
    page.get_by_label("User name").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def code():
    return format_hotp_value(hotp_value(KEY, list(yield_hotp_counters_from_time())[1]))


def test_after_signing_out_the_back_button_shows_nothing(page, ann):
    enter(page)
    assert page.get_by_role("heading", name="My account").is_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for()
    page.evaluate("window.history.back()")

    page.wait_for_url(re.compile("/account/login/.next=%2Faccount%2F$"))
    assert page.get_by_text("Ann Officer").count() == 0


def test_the_error_is_heard_first_and_the_name_stays(page, ann):
    page.goto("/account/login/")
    page.get_by_label("User name").fill("ann")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")

    assert page.locator("[role=alert]").evaluate("box => box === document.activeElement")
    assert page.title().startswith("Error: Sign in")
    assert page.get_by_label("User name").input_value() == "ann"


def test_one_is_warned_and_stays_signed_in_with_one_click(
    page, ann, short_session, assert_accessible
):
    enter(page)
    warning = page.get_by_role("dialog", name="Are you still there?")
    warning.wait_for(timeout=5000)
    assert_accessible(page)
    page.get_by_role("button", name="Stay signed in").click()
    warning.wait_for(state="hidden")

    assert page.url.endswith("/account/")


def test_whoever_does_not_answer_is_led_out_and_the_page_is_gone(page, ann, short_session):
    enter(page)

    page.wait_for_url(SIGN_IN, timeout=15_000)
    assert page.get_by_text("You were signed out because nothing had been done").is_visible()
    assert page.get_by_text("Ann Officer").count() == 0


def test_what_was_typed_is_there_again_after_signing_in_again(page, ann, short_session):
    enter(page, "/note/")
    page.get_by_label("Text").fill("Seen on the landing; settled.")
    page.wait_for_url(SIGN_IN, timeout=20_000)
    assert Draft.objects.get().fields == {"text": ["Seen on the landing; settled."]}
    page.get_by_label("User name").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("/note/$"))
    assert page.get_by_label("Text").input_value() == "Seen on the landing; settled."
    assert page.get_by_text("was not sent. It is back in its place.").is_visible()


def test_what_was_typed_survives_going_to_another_page(page, ann):
    enter(page, "/note/")
    page.get_by_label("Text").fill("Half a thought")
    page.goto("/account/")
    page.wait_for_timeout(500)
    page.goto("/note/")

    assert page.get_by_label("Text").input_value() == "Half a thought"
    page.get_by_role("button", name="Start with an empty form instead").click()
    assert page.get_by_label("Text").input_value() == ""


def test_a_sent_form_leaves_nothing_behind(page, ann):
    enter(page, "/note/")
    page.get_by_label("Text").fill("Done")
    page.get_by_role("button", name="Change the password").click()
    page.wait_for_url(re.compile("/account/$"))
    page.goto("/note/")

    assert page.get_by_label("Text").input_value() == ""


@pytest.fixture
def security_key(page):
    """A key in the machine whose owner always touches it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_security_key_is_added_and_opens_the_account(page, ann, settings, security_key):
    settings.REQUIRE_MFA = True
    enter(page)
    page.wait_for_url(re.compile("/account/2fa/$"))
    page.get_by_role("link", name="Add a key").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Name of the key").fill("Blue key")
    page.get_by_role("button", name="Add this key").click()
    page.wait_for_url(re.compile("/recovery-codes/$"))
    page.get_by_role("button", name="Sign out").click()
    enter(page)
    page.get_by_role("button", name="Use my key").click()

    page.wait_for_url(re.compile("/account/$"))
    assert page.get_by_role("heading", name="My account").is_visible()


def test_without_scripts_one_signs_in_with_a_code(chromium, live_server, ann):
    TOTP.activate(ann, KEY)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    enter(page)
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Sign in", exact=True).click()

    assert page.get_by_role("heading", name="My account").is_visible()
    context.close()


def test_without_scripts_a_text_sent_too_late_is_not_lost(chromium, live_server, ann, settings):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    enter(page, "/note/")
    page.get_by_label("Text").fill("Written slowly")
    settings.IDLE_SIGN_OUT = timedelta(0)
    page.get_by_role("button", name="Change the password").click()
    page.wait_for_url(SIGN_IN)
    settings.IDLE_SIGN_OUT = timedelta(minutes=15)
    page.get_by_label("User name").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("/note/$"))
    assert page.get_by_label("Text").input_value() == "Written slowly"
    context.close()


PAGES = [
    "core:account",
    "usersessions_list",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "account_reauthenticate",
]
OUTSIDE = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
]


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_the_account_pages_are_accessible_and_fit_at_every_width(
    page, ann, assert_accessible, width
):
    page.set_viewport_size({"width": width, "height": 800})
    for name in OUTSIDE:
        page.goto(reverse(name))
        assert_fits(page, width)
        assert_accessible(page)
    enter(page)
    for name in PAGES:
        page.goto(reverse(name))
        assert_fits(page, width)
        assert_accessible(page)
    page.goto(reverse("mfa_activate_totp"))
    page.get_by_label("Your password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/totp/activate/$"))
    assert_fits(page, width)
    assert_accessible(page)


def assert_fits(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
