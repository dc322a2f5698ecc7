"""The slip that tells somebody their route, in plain words.

It says nothing of what they answered: a slip of paper lies about where others read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from icm.policy.dated import Dated, Since, Source
from icm.policy.facts import RouteSlug


@dataclass(frozen=True, slots=True)
class Slip:
    """``heading`` in large letters; what it means; what happens next."""

    heading: str
    means: tuple[str, ...]
    next: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((f"{self.heading}.", *self.means, *self.next))


_TALK = "You told us what help you need. Staff call that talk the Core Screen."
_ASK = "If you do not know what this means, ask any officer."

SLIPS: Dated[Mapping[RouteSlug, Slip]] = Dated(
    "ROUTE-STD",
    "Words of the route slip",
    Since(
        date(2026, 1, 1),
        {
            RouteSlug.ENHANCED: Slip(
                "You are on the Enhanced route",
                (
                    "There is a plan for your time here and for when you leave.",
                    "When you leave prison, someone will check on you for some time.",
                    "Staff here and a social worker from outside will work with you on the plan.",
                ),
                (
                    _TALK,
                    "Your own officer will read it.",
                    "You will be asked to meetings about your plan. You can say what you think there.",
                    "You can ask for a copy of your plan.",
                    _ASK,
                ),
            ),
            RouteSlug.STANDARD: Slip(
                "You are on the Standard route",
                (
                    "There is a plan for your time here.",
                    "No one has to check on you when you leave prison.",
                    "You can still ask for help for when you leave.",
                ),
                (
                    _TALK,
                    "Your own officer will read it.",
                    "The people we asked to help you will come and see you, or write to you.",
                    "You can ask for a copy of your plan.",
                    _ASK,
                ),
            ),
            RouteSlug.NONE: Slip(
                "You do not have a route yet",
                (
                    "A route is for people who have been given a sentence.",
                    "You can get help now, while you wait for the court.",
                ),
                (
                    _TALK,
                    "If you are given a sentence, staff will tell you your route.",
                    _ASK,
                ),
            ),
            RouteSlug.UNKNOWN: Slip(
                "We do not know your route yet",
                ("We need the papers from the court first.", "You can get help now."),
                (_TALK, "Staff will tell you your route when they know it.", _ASK),
            ),
        },
        Source.local("No source gives words for telling somebody their route."),
    ),
)
