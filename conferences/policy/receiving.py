"""How somebody receives a minute, and the day their time to check it begins."""

from datetime import date

from icm.policy.named import Named


class How(Named):
    OPENED = "opened", "Opened"
    HANDED = "handed", "Handed over on paper"


def received_on(issued_on: date, handed_on: date | None) -> date:
    """On paper the day it was handed over; whoever signs in can read it from the day it is issued."""
    return max(issued_on, handed_on) if handed_on else issued_on
