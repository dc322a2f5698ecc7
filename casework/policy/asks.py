"""What a person asks for at a terminal: by when it is answered, and who is told when it is not.

The guidance has a clock for one request alone, that for a case conference (CC-REQUEST). The days for all others are
this system's own; the law on personal data gives a month for a copy and for a correction, and stays the outer limit.
"""

from collections.abc import Mapping
from datetime import date

from casework.policy.officers import BEGAN, RULE
from icm.policy.calendar import working_days_after
from icm.policy.dated import Dated, Since, Source
from icm.policy.named import Named
from icm.policy.roles import Role


class Wanted(Named):
    """What is asked for."""

    TALK = "talk", "A talk with their officer"
    COPY = "copy", "A copy of their plan"
    CORRECTION = "correction", "Something to be put right"


class Part(Named):
    """What is wrong, by the page on which the person read it."""

    DETAILS = "details", "Their name or other details"
    DATES = "dates", "Their dates"
    PLAN = "plan", "Their plan"
    ASSESSMENT = "assessment", "What was found in the assessment"
    PEOPLE = "people", "Who works with them"
    OTHER = "other", "Something else"


# Of which no more than one waits for an answer: asking again brings no second one.
ONE_AT_A_TIME = frozenset({Wanted.TALK, Wanted.COPY})

ANSWER_DAYS: Dated[Mapping[str, int]] = Dated(
    RULE,
    "Working days in which what a person asks for is answered",
    Since(
        BEGAN,
        {Wanted.TALK: 3, Wanted.COPY: 5, Wanted.CORRECTION: 10},
        Source.local("No source says how soon a person is answered who asks for something."),
    ),
    unit="working days",
)
ESCALATE_TO: Dated[Role] = Dated(
    RULE,
    "Who is told of an answer that is overdue",
    Since(
        BEGAN,
        Role.FIRST_LINE_MANAGER,
        Source.local("No source says who is told; the personal officer's manager is."),
    ),
)
HOW_TO_CHALLENGE: Dated[tuple[str, ...]] = Dated(
    RULE,
    "How somebody challenges a no to what they asked for",
    Since(
        BEGAN,
        (
            "Ask your officer to go over it with you.",
            "You can ask to see the boss of your officer.",
            "You can make a complaint. Staff must give you the form.",
        ),
        Source.local("The guidance names no way to challenge such a no; this one is ours."),
    ),
)


def answer_by(wanted: Wanted, asked_on: date) -> date:
    """The last day for an answer, by the rule of the day on which it was asked for."""
    return working_days_after(asked_on, ANSWER_DAYS.at(asked_on)[wanted])


def is_late(by: date, on: date) -> bool:
    """From the day after the last day on, its manager is told."""
    return on > by
