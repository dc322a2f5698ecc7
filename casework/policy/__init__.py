"""The rules of the Core Screen, of the plan and of the record behind them.

`RULES` are the rules the clocks ask; the rest are values pages and acts of casework show.
"""

from casework.policy import core_screen, plan, record

__all__ = ["RULES"]

RULES = core_screen.RULES + record.RULES + plan.RULES
