"""A Chromium like that of a terminal: its size, touch, a processor four times as slow; what it says of one page.

Every look is a window of its own that has fetched nothing yet: signing out at a terminal empties the browser's store.
The page is tapped where people tap it. Links and forms lead nowhere meanwhile, so that the page is still there to say
how long it took to show that it was tapped.
"""

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, Response, sync_playwright

SIZE = {"width": 1280, "height": 1024}
SLOWER, TAPS = 4, 5
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_TAPPED = "main :is(h1, a, button, input:not([type=hidden])):visible"
_LISTENING = """(() => {
  const seen = window.__seen = { lcp: 0, cls: 0, inp: 0 };
  const watch = (type, take, more) => new PerformanceObserver(list => list.getEntries().forEach(take))
    .observe({ type, buffered: true, ...more });
  const tapped = one => { if (one.interactionId) { seen.inp = Math.max(seen.inp, one.duration); } };
  watch('largest-contentful-paint', one => { seen.lcp = one.startTime; });
  watch('layout-shift', one => { if (!one.hadRecentInput) { seen.cls += one.value; } });
  watch('event', tapped, { durationThreshold: 16 });
  watch('first-input', tapped);
  addEventListener('click', event => { if (event.target.closest('a')) { event.preventDefault(); } }, true);
  addEventListener('submit', event => event.preventDefault(), true);
})()"""
# One frame drawn, and the observers told of it.
_DRAWN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 150)))"
_LOOP = """() => {
  const began = performance.now();
  for (let turn = 0, sum = 0; turn < 3e7; turn++) { sum += turn % 7; }
  return performance.now() - began;
}"""


@dataclass(frozen=True, slots=True)
class Carried:
    """Cookies, and below which address the browser sends them."""

    path: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """Milliseconds to the largest paint and from the slowest tap to the next; how far things moved, all of it together;
    kB of script, as gzip leaves them; how many times slower a loop ran than without the brake."""

    lcp: float
    inp: float
    cls: float
    script: float
    slower: float


def installed() -> str | None:
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


@contextmanager
def chromium(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


def look(browser: Browser, site: str, address: str, carried: Carried) -> Look:
    context = browser.new_context(
        base_url=site, viewport={"width": SIZE["width"], "height": SIZE["height"]}, has_touch=True
    )
    context.add_cookies(
        [
            {"name": name, "value": value, "url": f"{site}{carried.path}"}
            for name, value in carried.values.items()
        ]
    )
    try:
        return _looked(context.new_page(), address)
    finally:
        context.close()


def _looked(page: Page, address: str) -> Look:
    scripts: list[Response] = []
    page.on("response", lambda one: _keep(one, scripts))
    # The brake holds for the process that draws; it is there once something of the site is.
    page.goto("/healthz")
    page.add_init_script(_LISTENING)
    brake = page.context.new_cdp_session(page)
    brake.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answer = page.goto(address, wait_until="load")
    assert answer, f"{address} was not asked for"
    assert answer.status == 200, f"{address} answered {answer.status}"
    assert page.url.endswith(address), f"{address} led to {page.url}"
    page.evaluate(_DRAWN)
    _tap(page)
    seen = page.evaluate("window.__seen")
    script = sum(len(gzip.compress(one.body())) for one in scripts) / 1024
    return Look(seen["lcp"], seen["inp"], seen["cls"], script, _slower(page, brake))


def _keep(response: Response, scripts: list[Response]) -> None:
    if response.request.resource_type == "script":
        scripts.append(response)


def _tap(page: Page) -> None:
    tapped = page.locator(_TAPPED)
    for number in range(min(TAPS, tapped.count())):
        tapped.nth(number).tap()
        page.evaluate(_DRAWN)


def _slower(page: Page, brake: CDPSession) -> float:
    """The same loop with the brake and without, in the very page that was looked at."""
    page.evaluate(_LOOP)
    braked = page.evaluate(_LOOP)
    brake.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return float(braked / page.evaluate(_LOOP))
