"""What kinds of case conference there are, and the rules about them.

`RULES` are the rules the clocks ask; the rest are values pages and acts of conferences show.
"""

from conferences.policy import (
    around,
    asking,
    correcting,
    followup,
    milestones,
    parole,
    periodic,
    recall,
    responding,
)
from conferences.policy.milestones import initial_due, preprogression_due

__all__ = ["RULES", "initial_due", "preprogression_due"]

RULES = (
    milestones.RULES
    + followup.RULES
    + recall.RULES
    + periodic.RULES
    + parole.RULES
    + responding.RULES
    + asking.RULES
    + around.RULES
    + correcting.RULES
)
