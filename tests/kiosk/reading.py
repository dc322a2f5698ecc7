"""What somebody reads on a page of a terminal: its main part as text, nothing else."""

import html
import re

_MAIN = re.compile(r"<main.*?>(.*)</main>", re.S)
_BLOCK = re.compile(
    r"</(?:p|h1|h2|h3|li|a|span|strong|blockquote|summary|label|button|legend)>|<br>"
)
_OPEN = re.compile(r"([^.?!:|\s])\s*\|")


def read(answer) -> str:
    """The words of the page, in their order."""
    return _joined(answer).replace("|", "")


def measured(answer) -> str:
    """The same for a measure: a heading or a button ends where it ends, though it has no full stop."""
    return re.sub(r"\s+", " ", _OPEN.sub(r"\1. ", _joined(answer)).replace("|", " ")).strip()


def _joined(answer) -> str:
    found = _MAIN.search(answer.content.decode())
    assert found, answer.status_code
    text = re.sub(r"<[^>]+>", "", _BLOCK.sub("| ", found[1]))
    text = re.sub(r"\s+", " ", html.unescape(text))
    return re.sub(r"(?:\s*\|)+\s*", "| ", text).strip()
