"""Acts on clocks: work out what is due, set a deadline aside, remind."""

from icm.clocks.actions.standing import Busy, Swept, reevaluate, sweep

__all__ = ["Busy", "Swept", "reevaluate", "sweep"]
