"""What is read of clocks: the facts the rules look at, and where things stand."""

from icm.clocks.queries.due import (
    HISTORY,
    OPEN,
    explain,
    open_dues,
    person_numbered,
    subject_of,
)
from icm.clocks.queries.facts import facts_of
from icm.clocks.queries.reminders import reminder_page, unread
from icm.clocks.queries.telling import (
    deadlines_left_out,
    dues_left_out,
    overdue_persons,
    rules_left_out,
    tellable,
    told,
    told_dues,
    untellable,
    untold_dues,
)

__all__ = [
    "HISTORY",
    "OPEN",
    "deadlines_left_out",
    "dues_left_out",
    "explain",
    "facts_of",
    "open_dues",
    "overdue_persons",
    "person_numbered",
    "reminder_page",
    "rules_left_out",
    "subject_of",
    "tellable",
    "told",
    "told_dues",
    "unread",
    "untellable",
    "untold_dues",
]
