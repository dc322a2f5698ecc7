"""The fixed texts of terminals in other languages.

    python -m icm.demo.words            compiles the catalogues that have changed
    python -m icm.demo.words --gather   brings them up to date with what the pages say

A catalogue that nobody who speaks the language has checked says so in its header; the pages then say it too.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUES = ROOT / "icm" / "kiosk" / "locale"
PAGES = ("templates/layouts/kiosk.html", "templates/kiosk")
CODE = ("icm/kiosk",)
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}

_TEXT = r"u?'(?:[^'\\]|\\.)*'" + r'|u?"(?:[^"\\]|\\.)*"'
_CALL = re.compile(rf"\b(?:n?p?gettext|_)\((?:{_TEXT}|[^()'\"])*\)")


def gathered() -> Catalog:
    """Every text of the pages of terminals and of the code behind them."""
    found = Catalog(project="ICM", charset="utf-8")
    for path, source in _sources():
        for line, message, _, context in extract("python", BytesIO(source), keywords=KEYWORDS):
            found.add(message, None, [(str(path.relative_to(ROOT)), line)], context=context)
    return found


def catalogues() -> dict[str, Path]:
    """Where the texts of each language stand."""
    return {
        path.parent.parent.name: path for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po"))
    }


def read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def gather() -> None:
    """New texts are added without a translation, texts that are gone leave."""
    for language, path in catalogues().items():
        catalogue = read(path, language)
        catalogue.update(gathered(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, no_location=True)


def compiled() -> None:
    """Compile what is newer than it was compiled."""
    for language, path in catalogues().items():
        made = path.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < path.stat().st_mtime:
            with made.open("wb") as file:
                write_mo(file, read(path, language))


def _sources() -> Iterator[tuple[Path, bytes]]:
    """Templates are turned into what an extractor of Python understands, as Django's own command does."""
    from django.utils.translation.template import templatize

    for name in CODE:
        for path in sorted((ROOT / name).rglob("*.py")):
            yield path, path.read_bytes()
    for name in PAGES:
        top = ROOT / name
        for path in [top] if top.is_file() else sorted(top.rglob("*.html")):
            yield path, _bare(templatize(path.read_text(), str(path))).encode()


def _bare(source: str) -> str:
    """Django pads what is no text with X, which is no Python: only the calls are kept."""
    return "\n".join(_CALL.findall(source))


if __name__ == "__main__":
    if "--gather" in sys.argv:
        gather()
    compiled()
