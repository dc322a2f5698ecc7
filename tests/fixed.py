"""The texts that stand in templates, forms and acts: what a reader gets of our own words."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"

_COMMENTS = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.S)
_EXTENDS = re.compile(r'\{% extends "([^"]+)"')
_INCLUDES = re.compile(r'\{% include "([^"]+)"')
_TAG = re.compile(r"\{%-?\s*(\w+)(.*?)-?%\}|\{\{(.*?)\}\}", re.S)
_LITERAL = re.compile(r'"([^"]*)"|\'([^\']*)\'')
# Tags whose strings nobody reads: names of files, addresses, values compared.
_SILENT = {"extends", "load", "url", "static", "if", "regroup", "ifchanged"}
# After these the text goes on as another one.
_APART = {"block", "endblock", "else", "elif", "plural", "empty"}
_INLINE = {"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "time"}
_READ_ALOUD = {"alt", "aria-label", "aria-description", "placeholder", "title"}
_BREAK = "\n\n"
_GAP = re.compile(r"%\(\w+\)[sd]")
_WORDS = re.compile(r"(?!\bAnn\b)\b[A-Za-z]{2,}")
_ATTRIBUTE = re.compile(r"[\w-]+=\"")  # of a block inside a tag


def texts_of(path: Path) -> list[str]:
    """The texts of one template, each as somebody reads it; a value stands as a name."""
    source = _COMMENTS.sub("", path.read_text())
    page = _Page()
    page.feed(_TAG.sub(_spoken, source))
    parts = (" ".join(part.split()) for part in "".join(page.parts).split(_BREAK))
    return [part for part in parts if _WORDS.search(part) and not _ATTRIBUTE.match(part)]


def pages_of(layout: str, folder: str) -> list[Path]:
    """The templates of a folder that are laid out so, and what they include from wherever it is."""
    pages = [one for one in sorted((TEMPLATES / folder).rglob("*.html")) if layout in _extends(one)]
    found, waiting = [], [*pages, *([TEMPLATES / layout] if pages else [])]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            inside = _INCLUDES.findall(_COMMENTS.sub("", one.read_text()))
            waiting += [TEMPLATES / name for name in inside if (TEMPLATES / name).is_file()]
    return sorted(found)


def strings_of(path: Path, *calls: str) -> list[str]:
    """The strings given to calls of these names in one module: labels, hints, what a refusal says."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and _called(node) in calls:
            given = [*node.args, *(one.value for one in node.keywords if one.arg in _SHOWN)]
            found += [text for one in given for text in _strings(one)]
    found = [_GAP.sub("Ann", text) for text in found if " " in text or text[:1].isupper()]
    return list(dict.fromkeys(found))


_SHOWN = {"label", "help_text", "error_messages", "choices", "empty_label", "message", "initial"}


def _strings(node: ast.AST) -> Iterator[str]:
    """Each whole text in an expression: one that is put together is read with a name in its gaps."""
    if isinstance(node, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "Ann" for one in node.values)
        yield "".join(str(part) for part in parts)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Call) and _called(node) not in {
        "gettext",
        "gettext_lazy",
        "_",
        "ngettext",
    }:
        return
    else:
        for one in ast.iter_child_nodes(node):
            yield from _strings(one)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _extends(path: Path) -> str:
    found = _EXTENDS.search(path.read_text())
    return found[1] if found else ""


def _spoken(found: re.Match[str]) -> str:
    """What a reader gets of a tag: the texts given to it; of a value, a name."""
    name, given, value = found[1], found[2] or "", found[3]
    if value is not None:
        default = re.search(r'default(?:_if_none)?:(?:_\()?"([^"]+)"', value)
        return f"Ann{_BREAK}{default[1]}{_BREAK}" if default else "Ann"
    if name in _APART:
        return _BREAK
    if name in _SILENT or (name == "include" and " with " not in given):
        return ""
    if name == "include":
        given = given.partition(" with ")[2]
    said = [one or other for one, other in _LITERAL.findall(given)]
    said = [one for one in said if (" " in one or one[:1].isupper()) and "/" not in one]
    if name in {"translate", "trans"} and " as " not in given:
        return "".join(said)
    return "".join(f"{_BREAK}{one}{_BREAK}" for one in said)


class _Page(HTMLParser):
    """Collects what is read: the text between tags, and what a screen reader says of them."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0
        self._links: list[bool] = []  # whether each link that is open looks like a button

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style"}
        aloud = [value for name, value in attrs if name in _READ_ALOUD and value]
        self.parts += [f"{_BREAK}{text}{_BREAK}" for text in aloud]
        if tag == "a":
            self._links.append(any(name == "class" for name, _ in attrs))
        self._between(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}
        self._between(tag)
        if tag == "a" and self._links:
            self._links.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)

    def _between(self, tag: str) -> None:
        button = tag == "a" and self._links and self._links[-1]
        if tag not in _INLINE or button:
            self.parts.append(_BREAK)
