"""P14: what somebody at a terminal waits for a page and for the answer to a touch, in a browser four times as slow.

Each round looks at every page and at the empty layouts, so that each page is held against the layout of its own round.
"""

import os
import re
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.test import Client
from django.utils import timezone

from bench import _estate
from bench._browser import SLOWER, Carried, Look, chromium, installed, look
from bench.http import PORT, serving
from bench.measure import Figure, ratio
from icm.demo import visitors
from icm.kiosk import actions
from icm.kiosk.models import Account, Terminal
from icm.kiosk.views import cookies
from icm.people.models import Establishment

ROUNDS = int(os.environ.get("ICM_BENCH_ROUNDS", "15"))
SITE = f"http://127.0.0.1:{PORT}"
# What the goals of the project allow: milliseconds, a share of the window, kB, times.
LCP, INP, CLS, SCRIPT, TO_EMPTY = 1250.0, 100.0, 0.02, 30.0, 2.0
NOBODY = Carried("/", {})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, with the layout it is made of."""

    address: str
    layout: str
    carried: Carried


def figures() -> Iterator[Figure]:
    program = installed()
    if program is None:
        print("left out: Chromium is not installed (apt-get install chromium)")
        return
    _estate.ready()
    sheets = _sheets()
    with serving("bench._empty_wsgi:application"):
        looks = _rounds(program, sheets)
    for name, sheet in sheets.items():
        if name != sheet.layout:
            yield from _of_page(name, looks[name], looks[sheet.layout])
    slower = [one.slower for found in looks.values() for one in found]
    low, middle, high = (SLOWER / one for one in reversed(statistics.quantiles(slower, n=4)))
    yield Figure("P14 times slower, asked for / measured", middle, low, high, 1.25)


def _of_page(name: str, found: list[Look], empty: list[Look]) -> Iterator[Figure]:
    lcp, inp = [one.lcp for one in found], [one.inp for one in found]
    assert min(lcp + inp) > 0, f"{name}: the browser did not say what it measured"
    cls, script = max(one.cls for one in found), max(one.script for one in found)
    print(
        f"{name:16} LCP p50 {statistics.median(lcp):5.0f} ms  p95 {p95(lcp):5.0f} ms"
        f"  INP p50 {statistics.median(inp):4.0f} ms  p95 {p95(inp):4.0f} ms  CLS {cls:.4f}  script {script:.1f} kB"
    )
    yield Figure(f"P14 {name} LCP p95 / goal of {LCP:g} ms", p95(lcp) / LCP, 0, 0, 1.0)
    yield Figure(f"P14 {name} INP p95 / goal of {INP:g} ms", p95(inp) / INP, 0, 0, 1.0)
    yield Figure(f"P14 {name} CLS, the most", cls, 0, 0, CLS)
    yield Figure(f"P14 {name} kB of script", script, 0, 0, SCRIPT)
    yield ratio(f"P14 {name} LCP / empty layout", lcp, [one.lcp for one in empty], goal=TO_EMPTY)


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed; the greatest, where there are few."""
    return sorted(values)[-(-len(values) * 95 // 100) - 1]


def _rounds(program: str, sheets: Mapping[str, Sheet]) -> dict[str, list[Look]]:
    """Who begins changes from round to round. The round before the first warms the server."""
    found: dict[str, list[Look]] = {name: [] for name in sheets}
    names = list(sheets)
    with chromium(program) as browser:
        for number in range(-1, ROUNDS):
            first = number % len(names)
            for name in names[first:] + names[:first]:
                sheet = sheets[name]
                seen = look(browser, SITE, sheet.address, sheet.carried)
                if number >= 0:
                    found[name].append(seen)
    return found


def _sheets() -> dict[str, Sheet]:
    terminal, inside = _standing()
    sheets = {name: _empty(name) for name in ("kiosk", "family")}
    sheets["start"] = Sheet("/kiosk/", "kiosk", terminal)
    sheets["sign-in"] = Sheet("/kiosk/sign-in/", "kiosk", terminal)
    for name, address in _own(inside).items():
        sheets[name] = Sheet(address, "kiosk", inside)
    sheets["family's start"] = Sheet("/family/", "family", NOBODY)
    return sheets


def _empty(layout: str) -> Sheet:
    return Sheet(f"/bench/empty/{layout}/", layout, NOBODY)


def _standing() -> tuple[Carried, Carried]:
    """The demonstration's terminal, and whoever has most to read signed in at it."""
    at, place = timezone.now(), Establishment.objects.get(slug="barlinnie")
    key = actions.register(visitors.open_terminal(place, at=at), at=at)
    most = next(visitors.visitors(place, at=at))
    Account.objects.filter(person__number=most.number).update(must_change=False)
    row = Terminal.objects.get(establishment=place, name=visitors.NAME, retired_at__isnull=True)
    begun = actions.sign_in(row, most.number, most.pin, at=at)
    carried = {cookies.TERMINAL: key}
    return (
        Carried(cookies.PATH, carried),
        Carried(cookies.PATH, carried | {cookies.VISIT: begun.token}),
    )


def _own(inside: Carried) -> dict[str, str]:
    """Their pages; of the plan's actions and of the minutes issued to them the first."""
    browser = Client(headers={"host": "localhost"})
    for name, value in inside.values.items():
        browser.cookies[name] = value
    pages = {
        "home": "/kiosk/mine/",
        "plan": "/kiosk/mine/plan/",
        "conference": "/kiosk/mine/conference/",
        "minutes": "/kiosk/mine/minutes/",
        "ask": "/kiosk/mine/ask/",
    }
    for name, above in (("an action", "plan"), ("a minute", "minutes")):
        answer = browser.get(pages[above]).content.decode()
        link = re.search(rf'href="({pages[above]}\d+/)"', answer)
        if link is None:
            print(f"left out: {name}, for nobody at the terminal has one")
        else:
            pages[name] = link[1]
    return pages
