"""A social work team's assessments: why one is late, as far as the record tells, and how long what waits will take.

A reason is read from what is on record; nobody is asked for one, so that none is made up. Where several apply, the
first of the list counts: it is the one that has to end before the others can.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from icm.policy.dated import Dated, Since, Source
from icm.policy.named import Named

SHORT_NOTICE = Dated(
    "LSCMI-LATE",
    "Days before an LS/CMI is due within which somebody who came, or was allocated, came on short notice",
    Since(
        date(2024, 6, 24),
        56,
        Source.local(
            "No source says how long an LS/CMI takes. Eight weeks, which is two weeks more than the six in"
            " which a conference is arranged, are this system's own."
        ),
    ),
    unit="days",
)
PACE_WEEKS = Dated(
    "LSCMI-PACE",
    "Weeks looked back for how many LS/CMIs a team does, and ahead for how many fall due",
    Since(
        date(2024, 6, 24),
        12,
        Source.local(
            "No source says how a team's capacity is told: twelve weeks are this system's own."
        ),
    ),
    unit="weeks",
)


class Late(Named):
    """Why an LS/CMI is late, in the order in which reasons count."""

    STOPPED = "stopped", "Done, but its figures contradict each other"
    NOBODY = "nobody", "No social worker is allocated"
    AWAY = "away", "The social worker is away"
    CAME_LATE = "came-late", "Came here when it was late already"
    CAME_SHORTLY = "came-shortly", "Came here shortly before it was due"
    NEW_WORKER = "new-worker", "The social worker was allocated shortly before it was due, or later"
    ASKED = "asked", "Asked for, and not done yet"
    NOT_KNOWN = "not-known", "The record shows no reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is known of one LS/CMI that is late. None is *not known*."""

    due_on: date
    arrived_on: date | None = None
    worker: bool = False
    worker_since: date | None = None
    worker_away: bool = False
    asked_on: date | None = None
    stopped: bool = False


def why_late(waiting: Waiting, on: date) -> Late:
    """The first reason that applies."""
    near = waiting.due_on - timedelta(days=SHORT_NOTICE.at(on))
    came, since = waiting.arrived_on, waiting.worker_since
    applies = {
        Late.STOPPED: waiting.stopped,
        Late.NOBODY: not waiting.worker,
        Late.AWAY: waiting.worker_away,
        Late.CAME_LATE: came is not None and came > waiting.due_on,
        Late.CAME_SHORTLY: came is not None and near < came <= waiting.due_on,
        Late.NEW_WORKER: since is not None and since > near,
        Late.ASKED: waiting.asked_on is not None,
    }
    return next((reason for reason, true in applies.items() if true), Late.NOT_KNOWN)


def weeks_to_do(waiting: int, done: int, on: date) -> int | None:
    """How many weeks it takes to do so many, at the pace at which so many were done; None where none were."""
    return ceil(waiting * PACE_WEEKS.at(on) / done) if done else None
