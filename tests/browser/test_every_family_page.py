"""Every page of a relative's window in a real browser, as wide as a telephone and as a desk, and without script."""

import pytest

from icm.family.views import cookies
from icm.policy.roles import Role
from tests.access import addresses
from tests.access.test_family import BUTTONS, LEADS_ON, SCRIPTS
from tests.factories import family

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WINDOWS = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 320, "height": 700}, "has_touch": True},
    "plain": {"java_script_enabled": False},
}
SIGNED_IN = sorted(set(addresses.of_families()) - BUTTONS - LEADS_ON - SCRIPTS - {"family:whose"})
CUT_OFF = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def windows(chromium, live_server):
    """A window of each kind; ``carry`` signs all of them in."""
    contexts = {
        name: chromium.new_context(base_url=live_server.url, **options)
        for name, options in WINDOWS.items()
    }
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


def _carry(windows, browser, site):
    value = browser.cookies[cookies.VISIT].value
    for page in windows.values():
        page.context.add_cookies(
            [{"name": cookies.VISIT, "value": value, "url": f"{site}/family/"}]
        )


def _look(windows, address, assert_accessible):
    for page in windows.values():
        page.goto(address)
        assert page.locator("h1").count() == 1
    assert_accessible(windows["desk"])
    assert_accessible(windows["phone"])
    assert not windows["phone"].evaluate(CUT_OFF)


def test_every_page_of_the_window(world, windows, live_server, assert_accessible, clock, subtests):
    case = addresses.case(world)
    consent = case.person.family_consents.get(reference="relative")
    made = family.window(consent, world.user(Role.ICM_CO_ORDINATOR))
    _carry(windows, family.reading(made), live_server.url)
    for name in SIGNED_IN:
        with subtests.test(msg=name):
            _look(windows, case.address(name), assert_accessible)


def test_the_way_in_with_the_fingers(world, windows, live_server, assert_accessible, clock):
    made = family.window(family.shared(world), world.user(Role.ICM_CO_ORDINATOR))
    phone = windows["phone"]
    phone.goto("/family/")
    assert_accessible(phone)
    phone.fill("[name=email]", family.EMAIL)
    phone.tap("main button")
    phone.wait_for_url("**/family/code/")
    assert_accessible(phone)
    phone.fill("[name=code]", family.mailed())
    phone.tap("main button")
    phone.wait_for_url("**/family/letter/")
    phone.fill("[name=code]", made.code)
    phone.tap("main button")
    phone.wait_for_url("**/family/home/")
    assert world.person.given_names in phone.inner_text("h1")

    family.approved(made.row.consent, world.user(Role.PBSW), found=False)
    phone.reload()

    assert "nothing to see here now" in phone.inner_text("h1")
    assert_accessible(phone)
    assert world.person.given_names not in phone.content()
    phone.tap("text=Sign out")
    phone.wait_for_url("**/family/")
