"""Going through ICM as a person does: following the links a page shows, sending back the forms it holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client

Value = str | list[str]
_SILENT = {"script", "style", "template", "title"}
_BLOCKS = {"p", "li", "div", "td", "th", "dt", "dd", "h1", "h2", "h3", "br", "span", "option"}


@dataclass
class Button:
    words: str
    name: str = ""
    value: str = ""


@dataclass
class Form:
    """A posted form: what it would send if nothing more were typed, and its buttons in their order."""

    action: str
    fields: dict[str, Value] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    buttons: list[Button] = field(default_factory=list)

    def hold(self, name: str, value: str) -> None:
        before = self.fields.get(name)
        together = [*(before if isinstance(before, list) else [before]), value]
        self.fields[name] = value if before is None else together


class Page(HTMLParser):
    """The words of a page as they are read, its links, and its posted forms."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self.said: list[str] = []
        self._form: Form | None = None
        self._silent = self._main = 0
        self._all: list[str] = []
        self._link = self._box = self._select = None
        self._words: list[str] = []
        self.feed(text)

    @property
    def text(self) -> str:
        """What the page itself says, without the header and footer that stand around every page."""
        return " ".join("".join(self.said or self._all).split())

    def _say(self, words: str) -> None:
        self._all.append(words)
        if self._main:
            self.said.append(words)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._silent += tag in _SILENT
        self._main += tag == "main"
        if tag in _BLOCKS:
            self._say(" ")
        if tag == "a":
            self._link, self._words = given.get("href"), []
        elif tag == "form" and given.get("method") == "post":
            self._form = Form(given.get("action", ""))
            self.forms.append(self._form)
        elif self._form is not None:
            self._in_form(tag, given, given.get("name") or "")

    def _in_form(self, tag, given, name):
        form = self._form
        if name and tag != "button":
            form.names.add(name)
        if tag == "button":
            form.buttons.append(Button("", name, given.get("value", "")))
            self._words = []
        elif tag == "input" and name:
            chosen = given.get("type") not in ("radio", "checkbox") or "checked" in given
            if chosen:
                form.hold(name, given.get("value", ""))
        elif tag == "textarea":
            self._box, self._words = name, []
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            form.hold(self._select, given.get("value", ""))

    def handle_data(self, data):
        self._words.append(data)
        if not self._silent:
            self._say(data)

    def handle_endtag(self, tag):
        self._silent -= tag in _SILENT
        self._main -= tag == "main"
        if tag in _BLOCKS:
            self._say(" ")
        words = " ".join("".join(self._words).split())
        if tag == "a" and self._link is not None:
            self.links.append((words, self._link))
            self._link = None
        elif tag == "textarea" and self._form is not None:
            self._form.hold(self._box, "".join(self._words).strip("\n"))
        elif tag == "button" and self._form is not None:
            self._form.buttons[-1].words = words
        elif tag == "form":
            self._form = None

    def form_for(self, names: Iterable[str], button: str = "") -> Form:
        """The form with these fields and that button; the one to sign out is nobody's business."""
        own = [form for form in self.forms if "logout" not in form.action]
        for form in own:
            pressed = not button or any(one.words == button for one in form.buttons)
            if form.names >= set(names) and pressed:
                return form
        held = [(sorted(form.names), [one.words for one in form.buttons]) for form in own]
        raise AssertionError(f"no form with {sorted(names)} and button {button!r} among {held}")


class Walker:
    """Somebody at their screen. Every step starts from the page before them."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.address = "/"
        self.answer = None
        self.page = Page("")

    @property
    def text(self) -> str:
        return self.page.text

    def go(self, address: str) -> "Walker":
        """Open an address, from a bookmark or an e-mail."""
        return self._arrive(self.client.get(address, follow=True), address)

    def follow(self, words: str) -> "Walker":
        """Press the link with these words, or the first that begins with them."""
        links = self.page.links
        exact = [href for said, href in links if said == words]
        found = exact or [href for said, href in links if said.startswith(words)]
        assert found, f"no link {words!r} on {self.address} among {[said for said, _ in links]}"
        return self.go(urljoin(self.address, found[0]))

    def send(self, press: str = "", **typed: Value) -> "Walker":
        """Fill in the form of the page and press the button; confirm where asked to check the answers."""
        for _ in range(3):
            form = self.page.form_for(() if "_confirmed" in self._names() else typed, press)
            fields = form.fields | typed | self._pressed(form, press)
            target = urljoin(self.address, form.action or self.address)
            self._arrive(self.client.post(target, fields, follow=True), target)
            assert "There is a problem" not in self.text, self.text
            if self.answer.redirect_chain:
                return self
            if "_confirmed" not in self._names():
                return self  # asked something first
            press = ""
        raise AssertionError(f"{self.address} asks again and again")

    def refused(self, press: str = "", **typed: Value) -> "Walker":
        """The same, where the page is to say that there is a problem."""
        form = self.page.form_for(typed, press)
        target = urljoin(self.address, form.action or self.address)
        fields = form.fields | typed | self._pressed(form, press)
        self._arrive(self.client.post(target, fields, follow=True), target)
        assert "There is a problem" in self.text, self.text
        return self

    def may_not(self, address: str) -> int:
        """The answer to somebody who has no business there."""
        status = self.client.get(address).status_code
        assert status in (403, 404), (address, status)
        return status

    def _names(self) -> set[str]:
        return {name for form in self.page.forms for name in (form.names | _named(form))}

    def _pressed(self, form: Form, press: str) -> dict[str, str]:
        chosen = [one for one in form.buttons if not press or one.words == press]
        return {chosen[0].name: chosen[0].value} if chosen and chosen[0].name else {}

    def _arrive(self, answer, address: str) -> "Walker":
        assert answer.status_code == 200, (address, answer.status_code)
        self.answer = answer
        last = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        self.address = urlsplit(urljoin(address, last))._replace(fragment="").geturl()
        whole = answer["Content-Type"].startswith("text/html")
        self.page = Page(answer.content.decode() if whole else "")
        return self


def _named(form: Form) -> set[str]:
    return {one.name for one in form.buttons if one.name}


def submit(client: Client, address: str, **typed: Value) -> str:
    """Open the page, type, send, and confirm where asked to check; the address one is sent on to."""
    return Walker(client).go(address).send(**typed).address


def typed_day(name: str, day) -> dict[str, str]:
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }
