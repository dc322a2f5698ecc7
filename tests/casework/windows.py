"""Browser windows of people who are signed in, as many as are wanted, against a web server of its own processes."""

import http.client
import os
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client

from icm.core.models import User
from icm.demo.processes import Processes
from tests.databases import url_of
from tests.journeys.walking import Page, Value

HOST = "127.0.0.1"
PATIENCE = 60  # seconds, for a server to start or to answer


@dataclass
class Window:
    """One window. It follows no redirect: a test wants to see each answer."""

    port: int
    session: str
    token: str = ""

    def open(self, address: str) -> Page:
        status, page = self._ask("GET", address, None)
        assert status == 200, (address, status)
        return page

    def send(self, address: str, fields: dict[str, Value]) -> tuple[int, Page]:
        return self._ask("POST", address, urlencode(fields, doseq=True))

    def _ask(self, method: str, address: str, body: str | None) -> tuple[int, Page]:
        cookies = {settings.SESSION_COOKIE_NAME: self.session}
        if self.token:
            cookies[settings.CSRF_COOKIE_NAME] = self.token
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)) as line:
            line.request(method, address, body, headers)
            answer = line.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                if name == settings.CSRF_COOKIE_NAME:
                    self.token = value
            return answer.status, Page(answer.read().decode())


def sent_at_once(presses: list[tuple[Window, str, dict[str, Value]]]) -> list[tuple[int, Page]]:
    """Several forms, sent by several windows at the same moment; the answers in their order."""
    start = Barrier(len(presses))

    def press(one: tuple[Window, str, dict[str, Value]]) -> tuple[int, Page]:
        window, address, fields = one
        start.wait()
        return window.send(address, fields)

    with ThreadPoolExecutor(len(presses)) as threads:
        return list(threads.map(press, presses))


def session_of(user: User) -> str:
    """They have signed in, once more."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def web_server(folder: Path) -> Iterator[int]:
    """Granian as an installation starts it, two processes, on the database of the tests; answers with its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    processes = Processes(folder)
    database = url_of(connection.settings_dict["NAME"])
    processes.start(
        "web",
        "granian",
        *("--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws"),
        *("--workers", "2", "--blocking-threads", "1", "--log-level", "warning"),
        "icm.wsgi:application",
        environment=os.environ | {"DATABASE_URL": database, "ICM_REQUIRE_MFA": "0"},
    )
    try:
        _wait_until_it_answers(port, processes)
        yield port
    finally:
        processes.stop()
    said = processes.log("web").read_text()
    assert "Traceback" not in said, said
    assert "ERROR" not in said, said


def _wait_until_it_answers(port: int, processes: Processes) -> None:
    until = time.monotonic() + PATIENCE
    while not _healthy(port):
        assert processes.ended() is None, processes.log("web").read_text()
        assert time.monotonic() < until, processes.log("web").read_text()
        time.sleep(0.1)


def _healthy(port: int) -> bool:
    with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as line:
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except OSError:
            return False
