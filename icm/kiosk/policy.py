"""How guessing at PINs is slowed down, and how soon a terminal forgets who stood before it. Pure.

Source.local("Kiosk rules of this installation; WCAG 2.2 (2.2.1) and ASVS 5.0 V6 set the aims, not the numbers").
"""

from datetime import timedelta
from itertools import pairwise

PIN_DIGITS = 6
# What follows each wrong try of one account at one terminal; the last stands for all after it.
WAITS = (
    timedelta(0),
    timedelta(0),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(minutes=60),
)
# Of one account at all terminals together. More than the waits leave to any single terminal in an hour: whoever
# guesses at one cannot keep the account's owner out at another.
ACCOUNT_TRIES = 10
ACCOUNT_FORGIVES_ONE_EVERY = timedelta(minutes=6)
FORGOTTEN_AFTER = timedelta(hours=24)
STAFF_TOLD_AT = 5
IDLE, WARNING = timedelta(seconds=90), timedelta(seconds=30)
LONGEST_VISIT = timedelta(hours=1)
CODE_LASTS = timedelta(minutes=15)
# No 0, O, 1, I or L: the code is read off one screen and typed in at another.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10


def wait_after(failures: int) -> timedelta:
    """How long one terminal makes one account wait after so many wrong tries in a row."""
    return WAITS[min(failures, len(WAITS)) - 1] if failures else timedelta(0)


def left_of(tries: int, since: timedelta) -> int:
    """How many of an account's wrong tries still count ``since`` the moment up to which they were counted."""
    return max(tries - max(since, timedelta(0)) // ACCOUNT_FORGIVES_ONE_EVERY, 0)


def too_plain(pin: str, number: str) -> str:
    """Why a PIN is the first that somebody else would try; empty where it is not."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(set(pin)) < 3:
        return "Use at least three different digits."
    if steps in ({1}, {9}):
        return "Do not use digits that follow each other, like 123456."
    if pin in number or pin[::-1] in number:
        return "Do not use your prisoner number."
    return ""
