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

__all__ = ["Plan", "Sitting", "cancel", "fix", "move", "plan_conference", "postpone"]
