"""Every page in a real browser: axe, 400 % zoom, the keyboard, and no script at all.

The pages are found in the resolver, so a new one is looked at without being listed here.
"""

import pytest
from django.conf import settings
from django.test import Client

from icm.policy.roles import Role
from tests.access import addresses

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# Addresses that answer a post, a script or a machine, or lead elsewhere at once.
NO_PAGE = {
    "healthz", "core:draft", "core:forget_draft", "core:stay", "clocks:mark_read", "account_logout",
    "account_inactive", "account_set_password", "mfa_list_webauthn", "openid_connect_login",
    "openid_connect_callback", "casework:copy_progress", "casework:open_copy",
    "casework:feedback_seen", "conferences:calendar_file", "conferences:open_letter",
    "conferences:letter_progress", "conferences:open_minute", "windows:letter", "windows:progress",
}  # fmt: skip
# Pages that need a key, a second factor or a step before them; tests/core/test_auth_*.py open these.
A_STEP_BEFORE = {
    "account_reset_password_from_key", "mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_activate_totp",
    "account_reauthenticate",
    "people:end_glass",
}  # fmt: skip
ASKERS = [
    Role.ICM_CO_ORDINATOR, Role.RMT_CHAIR, Role.FIRST_LINE_MANAGER, Role.RESIDENTIAL_OFFICER,
    Role.RECEPTION, Role.HQ, Role.PERSONAL_OFFICER, Role.PBSW, Role.PROVIDER,
    Role.PBSW_TEAM_MANAGER, Role.PSYCHOLOGY,
]  # fmt: skip
AT_A_TERMINAL = set(addresses.of_terminals())  # tests/browser/test_every_kiosk_page.py
AT_HOME = set(addresses.of_families())  # tests/browser/test_every_family_page.py
ELSEWHERE = NO_PAGE | A_STEP_BEFORE | AT_A_TERMINAL | AT_HOME
NAMES = sorted({name for name, _ in addresses.patterns()} - ELSEWHERE)
PARTS = 4  # so that several cores can share the longest test there is


SHOWN = (200, 401)  # a sign-in refused elsewhere is a page too
WINDOWS = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "zoomed": {"viewport": {"width": 320, "height": 700}},  # 1280 pixels at 400 %
    "plain": {"java_script_enabled": False},
}


@pytest.fixture
def opened(chromium):
    """A window for each way of looking, kept over all pages: opening one costs more than a page."""
    contexts = {name: chromium.new_context(**options) for name, options in WINDOWS.items()}
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_reflows_and_works_without_script(
    world, opened, live_server, assert_accessible, settings, subtests, part
):
    settings.REQUIRE_MFA = False
    member = world.user(ASKERS[0])
    member.set_password("a password for one test")  # without one there is nothing to change
    member.save()
    about = addresses.case(world)
    for name in NAMES[part::PARTS]:
        with subtests.test(msg=name):
            _look(about.address(name), world, opened, live_server.url)
            assert_accessible(opened["desk"])
            if name != "pages:components":  # shows a form with a mistake, which takes the focus
                _skip_link_comes_first(opened["desk"])
            _nothing_is_cut_off(opened["zoomed"])
            assert opened["plain"].locator("h1").count() == 1


def _look(address, world, opened, site):
    cookie = _answered(world, address)
    for page in opened.values():
        page.context.clear_cookies()
        if cookie:
            page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
        assert page.goto(site + address).status in SHOWN


def _answered(world, address):
    """The first asker who may open it, with the cookie of their session."""
    for who in [None, *ASKERS]:
        client = Client()
        if who is not None:
            client.force_login(world.user(who))
        if client.get(address).status_code in SHOWN:
            return client.cookies.get(settings.SESSION_COOKIE_NAME)
    return pytest.fail(f"nobody may open {address}")


def _skip_link_comes_first(page):
    page.keyboard.press("Tab")
    focused = page.evaluate("() => document.activeElement.getAttribute('href')")
    assert focused == "#main-content"
    box = page.locator("*:focus").bounding_box()
    assert box is not None
    assert box["width"] > 20


def _nothing_is_cut_off(page):
    """At 400 % zoom of a 1280 pixel screen nothing makes the page scroll sideways."""
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 320, f"{wide} pixels wide at 320"
