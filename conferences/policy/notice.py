"""How long before a conference everybody is invited (CC-INVITE-4W)."""

from datetime import date

from icm.policy.calendar import add_days
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import THEMATIC

INVITE_WEEKS = Dated(
    "CC-INVITE-4W",
    "Least number of weeks from the invitations to a case conference",
    Since(
        date(2006, 6, 1),
        4,
        Source(
            THEMATIC, "§16; first day in force assumed: the start of ICM", Standing.PARTLY_STATED
        ),
    ),
    unit="weeks",
)


def first_day(invited_on: date) -> date:
    """The first day for a conference to which people are invited on a day."""
    return add_days(invited_on, 7 * INVITE_WEEKS.at(invited_on))


def is_short(invited_on: date, held_on: date) -> bool:
    """Whether people would have less notice than they should."""
    return held_on < first_day(invited_on)
