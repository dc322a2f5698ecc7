"""Reads the PDFs we make, as far as the tests need it: every stream decompressed, and the text as a reader copies it.

WeasyPrint writes text as numbers of glyphs; which characters they are stands in each font's ToUnicode table.
"""

import re
import zlib
from dataclasses import dataclass

_START = re.compile(rb"(\d+) 0 obj\s")
_STREAM = re.compile(rb"stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_REFERENCE = rb"(\d+) 0 R"
_FONT = re.compile(rb"/(\S+)\s+" + _REFERENCE)
_SHOWN = re.compile(rb"/(\S+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\b(Tj|TJ|ET)\b")
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass
class Pdf:
    objects: dict[int, bytes]
    streams: dict[int, bytes]

    @property
    def everything(self) -> bytes:
        """Every object and every stream, decompressed: what a curious reader would look through."""
        return b"\n".join([*self.objects.values(), *self.streams.values()])

    @property
    def catalog(self) -> bytes:
        return next(
            body for body in self.objects.values() if re.search(rb"/Type\s*/Catalog\b", body)
        )

    @property
    def text(self) -> str:
        """All that is shown, page by page, without the spaces that only set lines apart."""
        tables = self._tables()
        pages = [body for body in self.objects.values() if re.search(rb"/Type\s*/Page\b", body)]
        return "\n".join(self._page(body, tables) for body in pages)

    def number(self, body: bytes, name: bytes) -> int:
        found = re.search(rb"/" + name + rb"\s*\[?\s*" + _REFERENCE, body)
        assert found, f"no {name!r} in {body[:200]!r}"
        return int(found.group(1))

    def _tables(self) -> dict[int, dict[str, str]]:
        """By font, what each of its glyphs means."""
        return {
            key: self._meanings(self.streams[self.number(body, b"ToUnicode")])
            for key, body in self.objects.items()
            if b"/ToUnicode" in body
        }

    def _meanings(self, table: bytes) -> dict[str, str]:
        return {
            glyph.decode().lower(): bytes.fromhex(code.decode()).decode("utf-16-be")
            for glyph, code in _PAIR.findall(table)
        }

    def _page(self, body: bytes, tables: dict[int, dict[str, str]]) -> str:
        names = self._fonts(body)
        shown, table = [], {}
        for name, glyphs, operator in _SHOWN.findall(self.streams[self.number(body, b"Contents")]):
            if name:
                table = tables[names[name]]
            elif glyphs:
                codes = glyphs.decode().lower()
                shown += [table.get(codes[at : at + 4], "") for at in range(0, len(codes), 4)]
            elif operator == b"ET":
                shown.append("\n")
        return "".join(shown)

    def _fonts(self, body: bytes) -> dict[bytes, int]:
        found = re.search(rb"/Resources\s*" + _REFERENCE, body)
        resources = self.objects[int(found.group(1))] if found else body
        inner = re.search(rb"/Font\s*" + _REFERENCE, resources)
        fonts = self.objects[int(inner.group(1))] if inner else resources
        return {name: int(key) for name, key in _FONT.findall(fonts)}


def read(content: bytes) -> Pdf:
    assert content.startswith(b"%PDF-1.7")
    objects: dict[int, bytes] = {}
    streams: dict[int, bytes] = {}
    at = 0
    while start := _START.search(content, at):
        at = content.index(b"endobj", start.end())
        head, key = content[start.end() : at], int(start.group(1))
        if found := _STREAM.search(head):
            head = head[: found.start()]
            first = start.end() + found.end()
            at = first + int(_LENGTH.search(head).group(1))
            data = content[first:at]
            streams[key] = zlib.decompress(data) if b"/FlateDecode" in head else data
        objects[key] = head
    for key in [key for key, body in objects.items() if b"/ObjStm" in body]:
        objects |= _packed(objects[key], streams[key])
    return Pdf(objects, streams)


def _packed(head: bytes, stream: bytes) -> dict[int, bytes]:
    """The objects of an object stream: pairs of number and place, then the objects themselves."""
    first = int(re.search(rb"/First (\d+)", head).group(1))
    numbers = [int(part) for part in stream[:first].split()]
    places = [*numbers[1::2], len(stream) - first]
    return {
        key: stream[first + start : first + end]
        for key, start, end in zip(numbers[::2], places, places[1:], strict=False)
    }
