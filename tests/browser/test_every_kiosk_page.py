"""Every page of a terminal in a real browser of its two sizes: axe, targets, weight, contrast, without script too."""

import pytest

from icm.kiosk.views import cookies
from icm.policy.roles import Role
from tests.access import addresses
from tests.access.test_kiosk import BUTTONS, LEADS_ON
from tests.factories import kiosk

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True)]

SIGNED_IN = sorted(set(addresses.of_terminals()) - BUTTONS - LEADS_ON)
SIZES = {"wide": {"width": 1280, "height": 1024}, "tall": {"width": 1080, "height": 1920}}
HEAVIEST = 100 * 1024  # bytes over the wire, everything of one page fetched anew
SMALLEST = 48  # CSS pixels that a thumb finds

# What can be touched and is smaller than it should be; what is said to screen readers alone is not touched.
TOO_SMALL = """smallest => [
  ...document.querySelectorAll('a, button, input:not([type=hidden]), textarea, select, summary')]
  .filter(one => one.checkVisibility() && !one.closest('.kiosk__skip') && !one.matches('[type=radio], [type=checkbox]'))
  .map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width && Math.min(box.width, box.height) < smallest - 0.5)
  .map(([box, html]) => `${box.width} x ${box.height} ${html}`)"""


@pytest.fixture
def terminals(world, chromium, live_server, clock):
    """A window of each size at a terminal where the first person, with something of everything, is signed in."""
    case = addresses.case(world)
    made = kiosk.terminal(world.here, world.user(Role.FIRST_LINE_MANAGER), "Hall of windows")
    kiosk.account(case.person, world.user(Role.RESIDENTIAL_OFFICER), made)
    browser = kiosk.inside(case.person, made)
    carried = [
        {"name": name, "value": browser.cookies[name].value, "url": f"{live_server.url}/kiosk/"}
        for name in (cookies.TERMINAL, cookies.VISIT)
    ]
    windows = {}
    for name, size in SIZES.items():
        context = chromium.new_context(base_url=live_server.url, viewport=size, has_touch=True)
        context.add_cookies(carried)
        windows[name] = context.new_page()
    plain = chromium.new_context(
        base_url=live_server.url, viewport=SIZES["wide"], java_script_enabled=False
    )
    plain.add_cookies(carried)
    windows["plain"] = plain.new_page()
    yield case, windows
    for window in windows.values():
        window.context.close()


def weighed(page, address):
    """Bytes of the answer and of all that it makes the browser fetch; the answer's headers beside them."""
    found = []

    def keep(response):
        found.append(response)

    page.on("response", keep)
    answer = page.goto(address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", keep)
    return answer, sum(len(one.body()) for one in found if one.status == 200)


def test_every_page_of_a_terminal(terminals, assert_accessible, subtests):
    case, windows = terminals
    for name in SIGNED_IN:
        with subtests.test(msg=name):
            address = case.address(name)
            answer, heavy = weighed(windows["wide"], address)
            assert answer.status == 200
            assert answer.headers["cache-control"].count("no-store") == 1
            assert heavy <= HEAVIEST
            assert_accessible(windows["wide"])
            _stands_for_itself(windows["wide"])
            windows["tall"].goto(address)
            assert windows["tall"].evaluate("document.documentElement.scrollWidth") <= 1080
            assert windows["tall"].evaluate(TOO_SMALL, SMALLEST) == []
            windows["plain"].goto(address)
            assert windows["plain"].locator("h1").count() == 1


def _stands_for_itself(page):
    """Nothing leads away from the terminal's own pages, opens a window or can be downloaded."""
    site = page.evaluate("location.origin")
    links = page.eval_on_selector_all(
        "a[href], form", "all => all.map(one => one.href || one.action)"
    )
    assert [link for link in links if not link.startswith(f"{site}/kiosk/")] == []
    assert page.locator("[target], [download]").count() == 0


def test_in_high_contrast_and_the_largest_letters_too(terminals, assert_accessible, subtests):
    case, windows = terminals
    page = windows["wide"]
    for name in SIGNED_IN:
        with subtests.test(msg=name):
            page.goto(case.address(name))
            page.evaluate(
                "document.documentElement.dataset.kioskContrast = '';"
                "document.documentElement.dataset.kioskSize = 'largest'"
            )
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280
