"""P5: what a signed-in person waits, at sixteen connections on the whole estate, over HTTP with everything on."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth import get_user_model
from django.test import Client

from bench import _estate
from bench.measure import Figure
from icm.people.models import Person

PORT = int(os.environ.get("ICM_BENCH_PORT", "8791"))
CONNECTIONS, SECONDS, WARM = 16, 8, 3
ASKERS = ("coordinator.barlinnie", "flm.edinburgh", "pbsw1.shotts", "hq", "officer1.perth")
# What the goals of the project allow, in milliseconds at sixteen connections on two cores.
GOALS = {"p50": 100.0, "p95": 200.0}

SCRIPT = """
local cookies, paths, n = {%(cookies)s}, {%(paths)s}, 0
request = function()
  n = n + 1
  return wrk.format("GET", paths[n %% #paths + 1], {["Cookie"] = cookies[n %% #cookies + 1]})
end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %%f %%f %%f %%f %%d\\n", latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    summary.requests / (summary.duration / 1000000), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def figures() -> Iterator[Figure]:
    if shutil.which("wrk") is None:
        print("left out: wrk is not installed (apt-get install wrk)")
        return
    _estate.ready()
    with serving():
        floor = _load("SELECT 1 page", ["/healthz"], [""])
        for name, paths, cookies in _pages():
            found = _load(name, paths, cookies)
            for percentile, goal in GOALS.items():
                value = found[percentile]
                yield Figure(
                    f"P5 {name} {percentile} / goal of {goal:g} ms", value / goal, 0, 0, 1.0
                )
            yield Figure(f"P5 {name} p50 / SELECT 1 page", found["p50"] / floor["p50"], 0, 0, 10.0)
            yield Figure(f"P5 {name} errors", found["errors"], 0, 0, 0.0)


def _pages() -> Iterator[tuple[str, list[str], list[str]]]:
    signed_in = [_cookie(username) for username in ASKERS]
    # A personal officer's day begins on a page of its own.
    yield "home", ["/"], signed_in[:-1]
    yield "my people", ["/my-people/"], signed_in[-1:]
    yield "people", ["/people/", "/people/?page=2", "/people/?route=enhanced"], signed_in
    yield "search", ["/people/?q=macdonlad", "/people/?q=smith", "/people/?q=jam"], signed_in
    persons = Person.objects.filter(establishment__slug="barlinnie", released_on__isnull=True)
    keys = persons.order_by("pk").values_list("pk", flat=True)[:100]
    yield "person", [f"/people/{pk}/" for pk in keys], signed_in[:1]


def _cookie(username: str) -> str:
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username=username))
    return f"sessionid={client.cookies['sessionid'].value}"


@contextmanager
def serving(application: str = "icm.wsgi:application") -> Iterator[None]:
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2",
         "--blocking-threads", "1", "--host", "127.0.0.1", "--port", str(PORT), "--no-log",
         application],
    )  # fmt: skip
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(20)


def _load(name: str, paths: list[str], cookies: list[str]) -> dict[str, float]:
    """One bounded run on this machine; prints the reading."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "load.lua"
        script.write_text(SCRIPT % {"cookies": _quoted(cookies), "paths": _quoted(paths)})
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", "-s", str(script), f"http://127.0.0.1:{PORT}/"]
        subprocess.run([*command, f"-d{WARM}s"], check=True, capture_output=True)
        told = subprocess.run(
            [*command, f"-d{SECONDS}s"], check=True, capture_output=True, text=True
        ).stdout
    line = next(line for line in told.splitlines() if line.startswith("RESULT"))
    p50, p95, p99, rate, errors = (float(part) for part in line.split()[1:])
    print(
        f"{name:16} p50 {p50:7.1f} ms  p95 {p95:7.1f} ms  p99 {p99:7.1f} ms  {rate:7.0f} requests/s"
    )
    return {"p50": p50, "p95": p95, "p99": p99, "rate": rate, "errors": errors}


def _quoted(texts: list[str]) -> str:
    return ", ".join(f'"{text}"' for text in texts)
