"""Common Scottish names, shuffled. Whoever bears a combination that comes out of it is not meant."""

from pathlib import Path
from random import Random


def _read() -> dict[str, list[str]]:
    """Each block of the file is a heading and the names under it."""
    blocks = Path(__file__).with_name("names.txt").read_text(encoding="utf-8").split("\n\n")
    return {heading: found for heading, *found in map(str.split, blocks)}


_NAMES = _read()


def number(index: int) -> str:
    """A prisoner number nobody could take for a real one."""
    return f"DEMO-{index:06}"


def given(draw: Random, *, woman: bool) -> str:
    """One name, for one person in six two."""
    names = _NAMES["women" if woman else "men"]
    first = draw.choice(names)
    second = draw.choice(names)
    return f"{first} {second}" if draw.random() < 1 / 6 and second != first else first


def family(draw: Random) -> str:
    """One in fifty bears two names, as a search must cope with."""
    first, second = draw.choice(_NAMES["families"]), draw.choice(_NAMES["families"])
    return f"{first}-{second}" if draw.random() < 0.02 and second != first else first
