"""What is read of clocks: the facts the rules look at, and where things stand."""

from icm.clocks.queries.due import explain, open_dues, overdue_persons
from icm.clocks.queries.facts import facts_now, facts_of

__all__ = ["explain", "facts_now", "facts_of", "open_dues", "overdue_persons"]
