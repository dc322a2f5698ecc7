"""Acts on clocks: work out what is due, set a deadline aside, remind."""

from icm.clocks.actions.reminders import Reminded, mark_read, remind
from icm.clocks.actions.standing import Busy, Swept, reevaluate, sweep
from icm.clocks.actions.waivers import Deadline, waive, withdraw_waiver

__all__ = [
    "Busy",
    "Deadline",
    "Reminded",
    "Swept",
    "mark_read",
    "reevaluate",
    "remind",
    "sweep",
    "waive",
    "withdraw_waiver",
]
