"""When whoever has not answered an invitation is asked again."""

from collections.abc import Iterable
from datetime import date, timedelta

from conferences.policy.scope import TARGETED_FROM
from icm.policy.dated import Dated, Since, Source

CHASE_STAGES: Dated[tuple[int, ...]] = Dated(
    "CHASERS",
    "Days before a case conference on which whoever has not answered is asked again",
    Since(
        TARGETED_FROM,
        (21, 14, 7, 2),
        Source.local(
            "The guidance asks for four weeks' notice and names no chaser; the days are this system's own: the first"
            " a week after invitations should have gone, the last while somebody else can still be asked."
        ),
    ),
)


def stage(held_on: date, asked_on: date, on: date) -> int | None:
    """The newest stage that has come since they were asked for this date; None before any, and once it is past."""
    if on > held_on:
        return None
    return _newest(CHASE_STAGES.at(on), held_on, asked_on, on)


def _newest(stages: Iterable[int], held_on: date, asked_on: date, on: date) -> int | None:
    come = (days for days in stages if asked_on < held_on - timedelta(days=days) <= on)
    return min(come, default=None)


def first_stage(on: date) -> int:
    """How many days before a conference the earliest chaser goes."""
    return max(CHASE_STAGES.at(on))
