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
from icm.clocks.queries.own import Standing, standings_of
from icm.clocks.queries.reminders import reminder_page, unread
from icm.clocks.queries.telling import (
    Telling,
    deadlines_left_out,
    rules_left_out,
    telling,
    told,
)

__all__ = [
    "HISTORY",
    "OPEN",
    "Standing",
    "Telling",
    "deadlines_left_out",
    "explain",
    "facts_of",
    "open_dues",
    "person_numbered",
    "reminder_page",
    "rules_left_out",
    "standings_of",
    "subject_of",
    "telling",
    "told",
    "unread",
]
