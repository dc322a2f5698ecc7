"""Filling in pages as a person does: what the page holds is sent back with what was typed."""

from html.parser import HTMLParser

from django.test import Client


class _Forms(HTMLParser):
    """The fields of every posted form of a page, with the values they carry."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._inside = self._pressed = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("method") == "post"
            if self._inside:
                self.forms.append({"": given.get("action", "")})
                self._pressed = False
        elif self._inside and tag == "button":
            if not self._pressed and given.get("name"):
                self.forms[-1][given["name"]] = given.get("value", "")
            self._pressed = True  # the first button is the one that goes on
        elif self._inside and tag == "input" and given.get("name"):
            if given.get("type") in ("radio", "checkbox") and "checked" not in given:
                return
            self.forms[-1][given["name"]] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False


def submit(client: Client, address: str, **typed: str) -> str:
    """Open the page, type, send, and confirm where asked to check; the address one is sent on to."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    for _ in range(3):
        fields = _own_form(page.text) | typed
        page = client.post(address, fields)
        if page.status_code == 302:
            return page.url
        assert page.status_code == 200, (address, page.status_code)
        assert "There is a problem" not in page.text, page.text
    raise AssertionError(f"{address} asks again and again")


def _own_form(text: str) -> dict[str, str]:
    parser = _Forms()
    parser.feed(text)
    own = [form for form in parser.forms if "logout" not in form[""]]
    return {name: value for name, value in own[0].items() if name}


def typed_day(name: str, day) -> dict[str, str]:
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }
