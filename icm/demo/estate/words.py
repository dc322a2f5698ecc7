"""What staff, services and people say, put together from the sentences in `texts/`; no two of one person share any."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

Lines = Mapping[str, tuple[str, ...]]
_HE = {"he": "he", "him": "him", "his": "his", "himself": "himself"}
_SHE = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
_KIN = ("mum", "sister", "brother", "partner", "dad", "gran", "aunt", "oldest")
_PARTIES = ("the joiners' shop", "the laundry", "the cookhouse", "the gardens", "the print shop")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def _read(name: str) -> Lines:
    """A heading in brackets, then its lines, one sentence or text each."""
    found: dict[str, tuple[str, ...]] = {}
    heading = ""
    for line in (Path(__file__).parent / "texts" / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line:
            found[heading] = (*found.get(heading, ()), line)
    return found


FILES = (
    "residential",
    "thin",
    "edits",
    "withheld",
    "social",
    "services",
    "own",
    "plan",
    "talks",
    "risk",
    "conference",
    "asks",
    "minutes",
)
_LINES = {name: _read(name) for name in FILES}


def lines(name: str, heading: str) -> tuple[str, ...]:
    return _LINES[name].get(heading, ())


def headings(name: str) -> tuple[str, ...]:
    return tuple(_LINES[name])


class Words:
    """Draws what is said of one person, each line once while there are others."""

    def __init__(self, draw: Random, *, woman: bool) -> None:
        self.draw = draw
        he = _SHE if woman else _HE
        self._he = he | {name.capitalize(): word.capitalize() for name, word in he.items()}
        self._kin = draw.choice(_KIN)
        self._used: set[str] = set()

    def say(self, name: str, heading: str, on: date, *, ahead: bool = False) -> str:
        """One line of that heading, as on that day; ``ahead`` where it speaks of what is to come. Empty without any."""
        found = lines(name, heading)
        if not found:
            return ""
        left = [line for line in found if line not in self._used] or found
        line = self.draw.choice(left)
        self._used.add(line)
        return self.filled(line, on, ahead=ahead)

    def triple(self, name: str, heading: str, on: date) -> tuple[str, str, str]:
        """A text kept from the person, what may be said instead, and why it is kept from them."""
        body, gist, ground = self.say(name, heading, on).split("|")
        return body, gist, ground

    def filled(self, line: str, on: date, *, ahead: bool = False) -> str:
        if "{" not in line:
            return line
        month = on + timedelta(days=self.draw.randint(20, 75) * (1 if ahead else -1))
        number = self.draw.randint(2, 5)
        return line.format(
            **self._he,
            kin=self._kin,
            party=self.draw.choice(_PARTIES),
            day=self.draw.choice(_DAYS),
            month=f"{month:%B}",
            n=number,
            more=number + self.draw.randint(2, 6),
        )


def thin(author: int, turn: int) -> str:
    """The one thin line of many an entry; an author comes to the same one only after hundreds."""
    first, second = lines("thin", "first"), lines("thin", "second")
    place = (author * 37 + turn * 101) % (len(first) * len(second))
    return f"{first[place % len(first)]} {second[place // len(first)]}"


def likeness(one: str, other: str) -> float:
    """How like two texts are, as the database tells it: the share of three-letter pieces they have in common."""
    mine, theirs = _pieces(one), _pieces(other)
    return len(mine & theirs) / len(mine | theirs)


def _pieces(text: str) -> set[str]:
    kept = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    padded = (f"  {word} " for word in kept.split())
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}
