"""The file that says what was not taken in, and why."""

import csv
import os
from collections.abc import Iterable
from pathlib import Path

from icm.people.actions.extract.reading import Problem

HEADER = ("file", "line", "column", "reason", "number")


def write_rejects(path: Path, problems: Iterable[Problem]) -> None:
    """As they come: file by file, line by line. Written beside and then put in place, so nobody reads half of it."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for problem in problems:
            cells = (problem.file, problem.line, problem.column, problem.reason, problem.number)
            writer.writerow([_harmless(str(cell)) for cell in cells])
    os.replace(unfinished, path)


def _harmless(cell: str) -> str:
    """A spreadsheet would take a cell that begins so for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
