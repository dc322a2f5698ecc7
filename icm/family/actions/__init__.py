"""What can be done with windows, codes and visits."""

from icm.family.actions.codes import NOT_RIGHT, Mailed, ask_code, enter_code
from icm.family.actions.visits import Begun, choose, confirm, end, here
from icm.family.actions.windows import letter_code, open_window

__all__ = [
    "NOT_RIGHT",
    "Begun",
    "Mailed",
    "ask_code",
    "choose",
    "confirm",
    "end",
    "enter_code",
    "here",
    "letter_code",
    "open_window",
]
