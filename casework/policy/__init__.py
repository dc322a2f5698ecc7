"""The rules of the Core Screen, of case conferences and of the record behind them.

`RULES` are the rules the clocks ask; the rest are values pages and acts of casework show.
"""

from casework.policy import conferences, core_screen, plan
from casework.policy.conferences import initial_due, preprogression_due

__all__ = ["RULES", "initial_due", "preprogression_due"]

RULES = core_screen.RULES + conferences.RULES + plan.RULES
