"""One cell of an extract. Empty is not known; what cannot be read is refused with a sentence, never guessed at."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any

from icm.policy.calendar import LONDON

Reader = Callable[[str], Any]

FIRST_YEAR, LAST_YEAR = 1900, 2150
MOST_SMALL, MOST = 32_767, 2_147_483_647  # what the columns hold
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_NUMBER = re.compile(r"[0-9]{1,12}")
_YES_NO = {"yes": True, "no": False}


class Unreadable(ValueError):
    """Why a cell cannot be read, as a sentence."""


def text(most: int, *, lines: bool = False) -> Reader:
    """Words, with a limit on their number of characters."""

    def read(cell: str) -> str:
        if len(cell) > most:
            raise Unreadable(f"too long: {len(cell)} characters, at most {most} fit")
        if not lines and ("\n" in cell or "\t" in cell):
            raise Unreadable("has a line break or tab in it")
        return cell

    return read


def day(cell: str) -> date:
    if not _DAY.fullmatch(cell):
        raise Unreadable(f"{quoted(cell)} is not a date: write year-month-day, like 2026-02-28")
    try:
        found = date.fromisoformat(cell)
    except ValueError:
        raise Unreadable(f"{quoted(cell)} is no day of the calendar") from None
    return _plausible(found)


def moment(cell: str) -> datetime:
    """By the clock in Scotland, unless an offset says otherwise; in UTC, where every moment compares."""
    if not _MOMENT.fullmatch(cell):
        raise Unreadable(f"{quoted(cell)} is not a day with a time: write it like 2026-02-28T14:05")
    try:
        found = datetime.fromisoformat(cell)
    except ValueError:
        raise Unreadable(f"{quoted(cell)} is no moment of the calendar") from None
    _plausible(found.date())
    return (found if found.tzinfo else _in_scotland(found, cell)).astimezone(UTC)


def number(most: int = MOST_SMALL) -> Reader:
    def read(cell: str) -> int:
        if cell.startswith("-") and _NUMBER.fullmatch(cell[1:]):
            raise Unreadable(f"{quoted(cell)} is negative")
        if not _NUMBER.fullmatch(cell):
            raise Unreadable(f"{quoted(cell)} is not a whole number")
        if int(cell) > most:
            raise Unreadable(f"{quoted(cell)} is more than {most}")
        return int(cell)

    return read


def yes_no(cell: str) -> bool:
    try:
        return _YES_NO[cell.casefold()]
    except KeyError:
        raise Unreadable(f"{quoted(cell)} is neither yes nor no") from None


def one_of(words: Iterable[str]) -> Reader:
    return named({word: word for word in words}, "one of")


def named(known: Mapping[str, Any], what: str) -> Reader:
    """Something with a name in this system; a near miss is offered, not taken."""

    def read(cell: str) -> Any:
        if cell in known:
            return known[cell]
        near = get_close_matches(cell.casefold(), known, n=1)
        if near:
            raise Unreadable(f"{quoted(cell)} is not known; is {near[0]} meant?")
        listed = f": {', '.join(known)}" if len(known) <= 12 else ""
        raise Unreadable(f"{quoted(cell)} is not {what}{listed}")

    return read


def cleaned(cell: str) -> str:
    """Without spaces around it. Refuses what no text holds."""
    if "\0" in cell:
        raise Unreadable("has a NUL character in it")
    if any("\udc80" <= letter <= "\udcff" for letter in cell):
        raise Unreadable("has bytes that are not UTF-8: save the file as UTF-8")
    return cell.strip()


def quoted(cell: str) -> str:
    """The cell as a message may show it: short, and without anything that moves a cursor."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in cell)
    return f"“{shown[:40]}{'…' if len(shown) > 40 else ''}”"


def _plausible(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable(f"the year {found.year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return found


def _in_scotland(naive: datetime, cell: str) -> datetime:
    """The hour that is skipped in March does not exist, the one repeated in October is two moments."""
    found = naive.replace(tzinfo=LONDON)
    if found.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != naive:
        raise Unreadable(f"{quoted(cell)} does not exist: the clocks went forward")
    if found.utcoffset() != found.replace(fold=1).utcoffset():
        raise Unreadable(
            f"{quoted(cell)} was twice, because the clocks went back: add +01:00 or +00:00"
        )
    return found
