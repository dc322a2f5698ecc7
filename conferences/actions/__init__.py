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
from conferences.actions.inviting import Answer, Guest, answer, excuse, invite, uninvite

__all__ = [
    "Answer",
    "Guest",
    "Plan",
    "Sitting",
    "answer",
    "cancel",
    "excuse",
    "fix",
    "invite",
    "move",
    "plan_conference",
    "postpone",
    "uninvite",
]
