"""300 terminals at which somebody signs in within one minute, over HTTP with everything on."""

import http.client
import re
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.utils import timezone

from bench import _estate
from bench.http import PORT, serving
from bench.measure import Figure
from icm.core.access import principals_of
from icm.core.views import Pressed
from icm.kiosk import actions
from icm.kiosk.models import Account
from icm.kiosk.views import cookies
from icm.people.models import Establishment, Person

TERMINALS, MINUTE, AT_ONCE = 300, 60.0, 16
KEEPER = "coordinator.barlinnie"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody before a terminal of their own."""

    key: str
    number: str
    pin: str


def figures() -> Iterator[Figure]:
    _estate.ready()
    standing = list(_prepared())
    with serving():
        _sign_in(standing[0])  # what a process does once only
        began = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            taken = list(crowd.map(_timed, standing))
        whole = time.perf_counter() - began
    waits = sorted(seconds for seconds, _ in taken)
    wrong = sum(not good for _, good in taken)
    p95 = waits[int(len(waits) * 0.95) - 1]
    print(
        f"{len(standing)} people signed in and read their first page in {whole:.1f} s;"
        f" one of them p50 {statistics.median(waits):.2f} s, p95 {p95:.2f} s, {wrong} failed"
    )
    yield Figure("300 terminals signed in / one minute", whole / MINUTE, 0, 0, 1.0)
    yield Figure("300 terminals, failed", float(wrong), 0, 0, 0.0)


def _prepared() -> Iterator[Standing]:
    """New terminals and PINs at every run: what is kept of keys and PINs are hashes."""
    at, keeper = timezone.now(), get_user_model().objects.get(username=KEEPER)
    asking = Pressed(by=keeper, principals=principals_of(keeper, at=at), at=at)
    place = Establishment.objects.get(slug="barlinnie")
    rows = Person.objects.filter(establishment=place, released_on__isnull=True).order_by("pk")
    for number, person in enumerate(rows[:TERMINALS]):
        name = f"Bench {at.timestamp():.0f} {number}"
        code = actions.add_terminal(place, name=name, reference=name, **asking)
        key, pin = actions.register(code.code, at=at), actions.give_pin(person, **asking)
        Account.objects.filter(person=person).update(must_change=False)
        yield Standing(key, person.number, pin)


def _timed(one: Standing) -> tuple[float, bool]:
    began = time.perf_counter()
    good = _sign_in(one)
    return time.perf_counter() - began, good


def _sign_in(one: Standing) -> bool:
    """The page for signing in, the number and the PIN, and the first page, as the terminal's browser asks for them."""
    web = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    carried = {cookies.TERMINAL: one.key}
    try:
        _, page = _ask(web, "GET", "/kiosk/sign-in/", carried)
        token = _TOKEN.search(page)
        if token is None:
            return False
        sent = {"csrfmiddlewaretoken": token[1], "number": one.number, "pin": one.pin}
        status, _ = _ask(web, "POST", "/kiosk/sign-in/", carried, urlencode(sent))
        first, page = _ask(web, "GET", "/kiosk/mine/", carried)
    finally:
        web.close()
    return (status, first) == (302, 200) and "<h1>" in page


def _ask(
    web: http.client.HTTPConnection,
    method: str,
    address: str,
    carried: dict[str, str],
    body: str = "",
) -> tuple[int, str]:
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in carried.items())}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    web.request(method, address, body=body or None, headers=headers)
    answer = web.getresponse()
    page = answer.read().decode()
    for line in answer.msg.get_all("Set-Cookie") or []:
        name, _, rest = line.partition("=")
        carried[name] = rest.partition(";")[0]
    return answer.status, page
