"""How long the codes of a relative count, and how soon a browser forgets who read in it. Pure.

Source.local("Family rules of this installation; ASVS 5.0 V6, V7 and WCAG 2.2 (2.2.1) set the aims, not the numbers").
"""

from datetime import timedelta

# Eight digits, five tries each: of all that can be asked for in a year, no guess comes near.
CODE_DIGITS = 8
CODE_TRIES = 5
CODE_LASTS = timedelta(minutes=15)
# Long enough for the post, and for somebody to sit down with it.
LETTER_LASTS = timedelta(days=28)
# No 0, O, 1, I or L: the code is read off paper.
LETTER_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LETTER_LENGTH = 10
IDLE, WARNING = timedelta(minutes=20), timedelta(minutes=2)
LONGEST_VISIT = timedelta(hours=4)


def as_typed(code: str) -> str:
    """A code in one spelling, however it was spaced."""
    return "".join(code.split()).replace("-", "").upper()


def in_groups(code: str) -> str:
    """As it is read out: in groups of four or five."""
    size = 4 if len(code) % 4 == 0 else 5
    return " ".join(code[at : at + size] for at in range(0, len(code), size))
