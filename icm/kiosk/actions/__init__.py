"""What can be done with terminals, accounts and visits."""

from icm.kiosk.actions.accounts import choose_pin, give_pin, prefer, speak
from icm.kiosk.actions.terminals import (
    Code,
    add_terminal,
    new_code,
    register,
    retire,
)
from icm.kiosk.actions.visits import (
    NOT_RIGHT,
    cover,
    end,
    end_at,
    here,
    sign_in,
    uncover,
)

__all__ = [
    "NOT_RIGHT",
    "Code",
    "add_terminal",
    "choose_pin",
    "cover",
    "end",
    "end_at",
    "give_pin",
    "here",
    "new_code",
    "prefer",
    "register",
    "retire",
    "sign_in",
    "speak",
    "uncover",
]
