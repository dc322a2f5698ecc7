"""What befalls each invented conference, and which letters that ought to come to. Knows nothing of ICM."""

from collections import Counter

GUESTS = 3  # of each conference: those who sign in and have an address
# After the invitations: what is done, and to how many of the guests it is written.
STORIES = {
    "stands": {"chase": GUESTS},
    "answered": {"chase": GUESTS - 1},
    "moved": {"move": GUESTS},
    "postponed": {"postpone": GUESTS, "fix": GUESTS},
    "cancelled": {"cancel": GUESTS},
    "withdrawn": {"uninvite": 1},
    "held": {"minute": GUESTS},
}


def story(case: int) -> str:
    """They take turns."""
    return list(STORIES)[case % len(STORIES)]


def address(case: int, guest: int) -> str:
    return f"guest{case}-{guest}@example.test"


def wanted(cases: int) -> Counter[str]:
    """How many letters each reader is to get. Of what is written to some of the guests, to the last of them."""
    found: Counter[str] = Counter()
    for case in range(cases):
        for guest in range(GUESTS):
            written = STORIES[story(case)].values()
            found[address(case, guest)] = 1 + sum(guest >= GUESTS - some for some in written)
    return found


def chased(cases: int) -> int:
    """How many of the letters are chasers: those wait until the night's task looks."""
    return sum(STORIES[story(case)].get("chase", 0) for case in range(cases))
