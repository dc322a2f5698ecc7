"""Acts on case conferences: one function an act, one module a subject."""

from conferences.actions.arranging import (
    Plan,
    Sitting,
    cancel,
    fix,
    move,
    plan_conference,
    postpone,
)
from conferences.actions.chasing import chase
from conferences.actions.contributing import contribute
from conferences.actions.holding import Holding, adjourn, hold
from conferences.actions.inviting import (
    Answer,
    Guest,
    answer,
    excuse,
    invite,
    look,
    uninvite,
)
from conferences.actions.scheduling import order_schedules

__all__ = [
    "Answer",
    "Guest",
    "Holding",
    "Plan",
    "Sitting",
    "adjourn",
    "answer",
    "cancel",
    "chase",
    "contribute",
    "excuse",
    "fix",
    "hold",
    "invite",
    "look",
    "move",
    "order_schedules",
    "plan_conference",
    "postpone",
    "uninvite",
]
