"""Somebody at a browser, in as little as it takes: cookies, the form's token, no script."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """``asked`` holds path, status and seconds of every request; 0 stands for no answer at all."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open
        self.asked: list[tuple[str, int, float]] = []

    def get(self, path: str) -> str:
        return self._ask(path, None)

    def send(self, path: str, **values: str) -> str:
        """Fill in the form of the page at that address and send it."""
        page = self.get(path)
        found = TOKEN.search(page)
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        fields = dict(hidden) | values | {"csrfmiddlewaretoken": found[1] if found else ""}
        return self._ask(path, urllib.parse.urlencode(fields).encode())

    def sign_in(self, username: str, password: str) -> None:
        self.send("/account/login/", login=username, password=password)

    def _ask(self, path: str, data: bytes | None) -> str:
        began = time.monotonic()
        status, text = 0, ""
        try:
            with self._open(self._base + path, data, timeout=30) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            status, text = refused.code, refused.read().decode()
        except OSError:
            text = ""
        self.asked.append((path, status, time.monotonic() - began))
        return text
