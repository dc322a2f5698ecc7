"""Tables of any length at the price of string concatenation.

A column names a kind of cell (templates/components/cells/<kind>.html) and which values of a row fill it. The markup
of one row is rendered once from those templates, with marks where the values go; each further row is filled in
without a template running. Every value is escaped, so a row can carry text only, never markup.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from operator import attrgetter, itemgetter
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

MARK = "\x00"  # PostgreSQL stores no such character and browsers send none that survives a form


@dataclass(frozen=True)
class Column:
    """Column.of("Person", "link", text="name", href="url"): the slots of a cell, and the row's names for them."""

    label: str
    kind: str = "text"
    header: bool = False
    hidden_label: bool = False
    slots: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        label: str,
        kind: str = "text",
        /,
        *,
        header: bool = False,
        hidden_label: bool = False,
        **slots: str,
    ) -> "Column":
        return cls(label, kind, header, hidden_label, tuple(slots.items()))


@dataclass(frozen=True)
class Table:
    """A caption, columns, and rows that are mappings or objects whose named values are already text."""

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Any]
    sorts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    # sorts: column label -> (address that sorts by it, "ascending", "descending" or "")
    stacked: bool = True  # on a narrow screen a row becomes a card; False: it scrolls sideways
    quiet_caption: bool = False
    empty: str = "Nothing to show."

    @property
    def heads(self) -> list[tuple[Column, str, str]]:
        return [(column, *self.sorts.get(column.label, ("", ""))) for column in self.columns]

    @property
    def body(self) -> SafeString:
        return fill(self.columns, self.rows, stacked=self.stacked)


def fill(columns: tuple[Column, ...], rows: Sequence[Any], *, stacked: bool) -> SafeString:
    if not rows:
        return SafeString("")
    compiled = _compiled if not settings.DEBUG else _compiled.__wrapped__
    pattern, names = compiled(columns, stacked)
    values = _values(rows, names)
    # pattern is the component's own markup; every value was escaped in _values
    return mark_safe((pattern * len(rows)) % tuple(values))  # noqa: S308


def _values(rows: Sequence[Any], names: tuple[str, ...]) -> list[str]:
    pick = _picker(rows[0], names)
    texts = [text for row in rows for text in pick(row)]
    # One pass over the whole page instead of one call a cell: the mark cannot come from the database.
    parts = escape(MARK.join(texts)).split(MARK)
    if len(parts) != len(texts):
        return [escape(text) for text in texts]
    return parts


def _picker(row: Any, names: tuple[str, ...]) -> Callable[[Any], tuple[str, ...]]:
    get: Callable[[Any], Any] = (
        itemgetter(*names) if isinstance(row, Mapping) else attrgetter(*names)
    )
    if len(names) == 1:
        return lambda row: (get(row),)
    return get


@lru_cache(maxsize=256)
def _compiled(columns: tuple[Column, ...], stacked: bool) -> tuple[str, tuple[str, ...]]:
    """The markup of one row as a %-pattern, and the row's names in the order in which the pattern wants them."""
    marked = render_to_string(
        "components/table_row.html",
        {"cells": [_cell(column) for column in columns], "stacked": stacked},
    )
    pieces = marked.strip().split(MARK)
    literals, names = pieces[::2], pieces[1::2]
    pattern = "%s".join(literal.replace("%", "%%") for literal in literals)
    return pattern, tuple(names)


def _cell(column: Column) -> dict[str, Any]:
    slots = {slot: SafeString(f"{MARK}{name}{MARK}") for slot, name in column.slots}
    content = render_to_string(f"components/cells/{column.kind}.html", slots)
    return {"column": column, "content": SafeString(content.strip())}
