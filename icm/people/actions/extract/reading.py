"""From a folder of CSV files to rows of values, and to a list of what could not be read."""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from icm.people.actions.extract.columns import NUMBER, Column, File
from icm.people.actions.extract.values import Unreadable, cleaned

LONGEST_CELL = 20  # lines: an open quotation mark swallows no more than these
FORMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK": "a spreadsheet"}


class Unusable(Exception):
    """Why the folder as a whole cannot be taken in: one line a reason."""

    def __init__(self, reasons: Collection[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = list(reasons)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why somebody was not taken in. ``number`` is empty where the row does not say whose it is."""

    file: str
    line: int
    column: str
    reason: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read; ``values`` holds only the columns that could be."""

    line: int
    number: str
    values: dict[str, Any]


@dataclass(slots=True)
class Table:
    """One file as read: which columns it has, its rows in order, and what is wrong with them."""

    name: str
    columns: tuple[Column, ...] = ()
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_folder(
    folder: Path, files: Sequence[File], *, leave_out: Collection[str] = ()
) -> list[Table]:
    """Every file that is there. Raises Unusable before anything is read where one cannot be understood at all."""
    if not folder.is_dir():
        raise Unusable([f"{folder} is not a folder."])
    there = [file for file in files if (folder / file.name).exists()]
    if not there:
        raise Unusable([f"{folder} holds none of {', '.join(file.name for file in files)}."])
    reasons = [
        reason for file in there for reason in _wrong_with(folder / file.name, file, leave_out)
    ]
    if reasons:
        raise Unusable(reasons)
    return [_read(folder / file.name, file) for file in there]


def _wrong_with(path: Path, file: File, leave_out: Collection[str]) -> Iterator[str]:
    """What stops the whole file: its form or its column names."""
    try:
        with path.open("rb") as raw:
            start = raw.read(4096)
        if not start.strip(b"\xef\xbb\xbf \t\r\n"):
            yield f"{file.name} is empty: it has not even column names."
            return
        if other := next((name for mark, name in FORMS.items() if start.startswith(mark)), ""):
            yield f"{file.name} is {other}: save it as CSV in UTF-8."
            return
        header = _header(path)
    except OSError as problem:
        yield f"{file.name} cannot be opened: {problem.strerror}."
        return
    yield from _wrong_names(header, file, leave_out)


def _wrong_names(header: list[str], file: File, leave_out: Collection[str]) -> Iterator[str]:
    hint = " Are the columns separated by commas?" if len(header) == 1 else ""
    if missing := sorted(file.needed - set(header)):
        yield f"{file.name} has no column {', '.join(missing)}.{hint}"
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        yield f"{file.name} has the column {', '.join(twice)} twice."
    unknown = [name for name in header if name not in file.by_name and name not in leave_out]
    if unknown and not missing:
        names = ", ".join(name or "(without a name)" for name in unknown)
        yield (
            f"{file.name} has columns this import does not know: {names}."
            " Name them in --leave-out if they are to be left out."
        )


def _header(path: Path) -> list[str]:
    with _opened(path) as lines:
        cells = next(csv.reader([lines.readline()]), [])
    return [cell.strip().casefold() for cell in cells]


def _opened(path: Path) -> Any:
    """Undecodable bytes come through as marks that the cell they are in is then refused for."""
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline=None)


def _read(path: Path, file: File) -> Table:
    header = _header(path)
    columns = [file.by_name.get(name) for name in header]
    table = Table(file.name, tuple(column for column in columns if column))
    with _opened(path) as lines:
        for line, cells, reason in _cells(lines.read().split("\n"), len(header)):
            if reason or any(map(str.strip, cells)):
                _take(table, line, cells, columns, reason)
    return table


def _cells(lines: list[str], width: int) -> Iterator[tuple[int, list[str], str]]:
    """Line number, cells, and what is wrong with the row as a whole; the header is left out.

    Rows are cut apart here and not by the csv module: a quotation mark that is never closed would make it swallow
    the rest of the file.
    """
    at = 1
    while at < len(lines):
        until = _end_of_row(lines, at, width)
        cells, reason = _cut("\n".join(lines[at:until]))
        if not reason and any(map(str.strip, cells)) and len(cells) != width:
            reason = f"has {len(cells)} cells where the column names are {width}"
        yield at + 1, cells, reason
        at = until


def _end_of_row(lines: list[str], at: int, width: int) -> int:
    """The line after the row: the next, unless a cell in quotation marks goes on over several."""
    marks = lines[at].count('"')
    if marks % 2 == 0:
        return at + 1
    for until in range(at + 2, min(at + LONGEST_CELL, len(lines)) + 1):
        marks += lines[until - 1].count('"')
        if marks % 2 == 0:
            cells, reason = _cut("\n".join(lines[at:until]))
            return until if not reason and len(cells) == width else at + 1
    return at + 1


def _cut(text: str) -> tuple[list[str], str]:
    """The cells of one row, or its first ones and why the rest cannot be told apart."""
    try:
        return next(csv.reader(StringIO(text, newline=""), strict=True), []), ""
    except csv.Error:
        before = text.split('"')[0]
        return before.split(","), "has a quotation mark that is not closed or not doubled"


def _take(
    table: Table, line: int, cells: list[str], columns: list[Column | None], reason: str
) -> None:
    values: dict[str, Any] = {}
    number, problems = "", []
    for column, cell in zip(columns, cells, strict=False):
        if column is None:
            continue
        try:
            value = _value(column, cell)
        except Unreadable as problem:
            problems.append((column.name, str(problem)))
            continue
        values[column.stored_as] = value
        if column.name == NUMBER:
            number = value
    if reason:
        problems = [("", reason)]
    table.problems += [Problem(table.name, line, *problem, number) for problem in problems]
    if not problems:
        table.rows.append(Row(line, number, values))


def _value(column: Column, cell: str) -> Any:
    text = cleaned(cell)
    if text:
        return column.read(text)
    if column.needed:
        raise Unreadable("is empty and has to be given")
    return column.empty
