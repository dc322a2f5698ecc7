"""How guessing at PINs is slowed down, how soon a terminal forgets who stood before it, and what is told there as
somebody's next step. Pure.

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
# By what each is called by those who speak it. A catalogue of its own holds the words: icm/kiosk/locale.
LANGUAGES = {"en": "English", "gd": "Gàidhlig", "pl": "Polski"}
# Drafted by a machine; whoever reads them is told so until somebody who speaks the language has looked.
UNCHECKED = frozenset({"gd", "pl"})
CODE_LASTS = timedelta(minutes=15)
# No 0, O, 1, I or L: the code is read off one screen and typed in at another.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10

# What somebody takes part in, is given or told, or has asked for themselves. All others are work among staff, or say
# the same twice; each rule stands in one of the two.
THEIR_STEPS = frozenset(
    {
        "PSS-72H",
        "PSS-6M",
        "PSS-12M",
        "PSS-NOTICE-DOWN",
        "PSS-NOTICE-UP",
        "PBSW-10WD",
        "LSCMI-6M",
        "LSCMI-REPEAT",
        "LSCMI-EXPLAIN",
        "RA-2W",
        "PRA-TIMESCALE",
        "CSA-72H",
        "CSA-REFER",
        "CSA-DISTRESS",
        "CIP-ALL",
        "PLAN-COPY",
        "PO-ALLOC",
        "PO-CONTINUITY",
        "CC-INITIAL-6M",
        "CC-PREPROG-12M",
        "CC-PRERELEASE",
        "CC-FOLLOWUP-LSCMI",
        "CC-RECALL-6W",
        "CC-PERIODIC",
        "CC-PREPAROLE",
        "CC-EVENT",
        "CC-RETURN",
        "CC-REQUEST",
        "CC-MINUTE-14D",
        "CC-COMMENT",
        "ROUTE-ENH",
        "ROUTE-STD",
        "ROUTE-CHANGE",
        "ROUTE-LEARNER",
        "PAROLE-6M",
    }
)
AMONG_STAFF = frozenset(
    {
        "PSS-RECEPTION",
        "PSS-ANY",
        "PSS-CRITERIA",
        "PSS-NOT-RISK",
        "PSS-TR-LINK",
        "DESIG-10WD",
        "LSCMI-BEFORE-INITIAL",
        "LSCMI-ROSH",
        "RA-UPDATE",
        "OLR-RMP",
        "OLR-9M",
        "OLR-AIR",
        "OLR-SIGCHANGE",
        "MAPPA-CAT1",
        "MAPPA-POLICE",
        "CSA-REUSE",
        "PR2-QUARTER",
        "STAFF-QUARTER",
        "CC-INVITE-4W",
        "PAROLE-TARL-12W",
    }
)
# What has no day waits already: it comes before whatever is due later than this.
WAITS_NOW = timedelta(days=28)
# A plan meeting so near comes before everything else: there is something to get ready for.
GET_READY = timedelta(days=14)


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
