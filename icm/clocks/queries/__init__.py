"""What is read of clocks: the facts the rules look at, and where things stand."""

from icm.clocks.queries.due import (
    HISTORY,
    OPEN,
    explain,
    open_dues,
    overdue_persons,
    person_numbered,
    subject_of,
)
from icm.clocks.queries.facts import facts_of
from icm.clocks.queries.reminders import reminder_page, unread

__all__ = [
    "HISTORY",
    "OPEN",
    "explain",
    "facts_of",
    "open_dues",
    "overdue_persons",
    "person_numbered",
    "reminder_page",
    "subject_of",
    "unread",
]
