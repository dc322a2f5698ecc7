"""Reads rendered markup the way a browser would, as far as these tests need it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "hr", "img"}


@dataclass
class Element:
    tag: str
    attributes: dict
    parent: "Element | None" = None
    text: str = ""
    children: list = field(default_factory=list)

    def get(self, name):
        return self.attributes.get(name)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements = []
        self.open = []

    def handle_starttag(self, tag, attrs):
        parent = self.open[-1] if self.open else None
        element = Element(tag, dict(attrs), parent)
        self.elements.append(element)
        if parent:
            parent.children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element.text += data

    def all(self, *tags, **attributes):
        return [
            element
            for element in self.elements
            if element.tag in tags
            and all(element.get(name) == value for name, value in attributes.items())
        ]

    def ids(self):
        return [element.get("id") for element in self.elements if element.get("id")]

    def dangling(self):
        """Names that point at an id which is not there."""
        wanted = [
            name
            for element in self.elements
            for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
            for name in (element.get(attribute) or "").split()
        ]
        wanted += [
            (element.get("href") or "")[1:]
            for element in self.elements
            if len(element.get("href") or "") > 1 and element.get("href").startswith("#")
        ]
        return sorted(set(wanted) - set(self.ids()))


def read(markup):
    reader = Reader()
    reader.feed(str(markup))
    reader.close()
    assert not reader.open, f"<{reader.open[-1].tag}> is never closed"
    return reader
