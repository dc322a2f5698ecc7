"""The supervision level's rules, kept apart from risk, and the social work clocks.

`RULES` are the rules the clocks ask; `needs_notice_before` and `reviews_of` serve the acts and pages
of a supervision level review.
"""

from risk.policy import (
    changes,
    explaining,
    lifelong,
    notices,
    protection,
    psychology,
    serious_harm,
    social_work,
    standing,
    supervision,
)
from risk.policy.notices import needs_notice_before
from risk.policy.reviews import Reviews, reviews_of

__all__ = ["RULES", "Reviews", "needs_notice_before", "reviews_of"]

RULES = (
    supervision.RULES
    + standing.RULES
    + notices.RULES
    + social_work.RULES
    + explaining.RULES
    + serious_harm.RULES
    + changes.RULES
    + psychology.RULES
    + lifelong.RULES
    + protection.RULES
)
