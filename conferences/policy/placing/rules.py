"""The numbers by which a schedule is made. No source gives any of them: each is a default of this system."""

from datetime import date

from icm.policy.dated import Dated, Since, Source
from icm.policy.facts import Band

TARGETED_FROM = date(2024, 6, 24)
UNKNOWN = ""  # a band nobody has assessed yet

WEEKS = Dated(
    "CC-SCHEDULE",
    "Weeks ahead for which conferences are placed",
    Since(TARGETED_FROM, 12, Source.local("No source says how far ahead; a quarter is usual.")),
    unit="weeks",
)
PRIORITY = Dated(
    "CC-SCHEDULE",
    "How much each week of lateness counts, by the level of the LS/CMI",
    Since(
        TARGETED_FROM,
        (
            (Band.VERY_LOW.value, 1),
            (Band.LOW.value, 1),
            (UNKNOWN, 3),
            (Band.MEDIUM.value, 3),
            (Band.HIGH.value, 5),
            (Band.VERY_HIGH.value, 7),
        ),
        Source.local(
            "The guidance gives priority to everybody assessed other than Low (§6) and no numbers."
            " Somebody not assessed yet counts as medium."
        ),
    ),
)
LATE_WEEK = Dated(
    "CC-SCHEDULE",
    "What each week after the day it is due counts, times its priority",
    Since(TARGETED_FROM, 4, Source.local("Lateness comes before every other wish.")),
)
EARLY_WEEKS = Dated(
    "CC-SCHEDULE",
    "Weeks before the day it is due from which a conference is early",
    Since(TARGETED_FROM, 4, Source.local("Held much earlier, it says less of the time since.")),
    unit="weeks",
)
OFFICER_AWAY = Dated(
    "CC-SCHEDULE",
    "What it counts that the personal officer is not on shift",
    Since(TARGETED_FROM, 6, Source.local("The officer is integral, though no core member (§6).")),
)
NOT_KNOWN = Dated(
    "CC-SCHEDULE",
    "What it counts that a member's days are not recorded",
    Since(TARGETED_FROM, 1, Source.local("A recorded day is surer than none.")),
)
MOVED = Dated(
    "CC-SCHEDULE",
    "What it counts that a conference is proposed for another time than before",
    Since(
        TARGETED_FROM,
        1,
        Source.local("Who looked at a schedule finds it again, unless something better is found."),
    ),
)
COUNCIL_DAY = Dated(
    "CC-SCHEDULE",
    "What each day counts on which social workers of a council have to come",
    Since(
        TARGETED_FROM, 5, Source.local("The date is to suit community social work (CC-CBSW-TIME).")
    ),
)
UNPLACED = Dated(
    "CC-SCHEDULE",
    "What it counts that a conference finds no place, times its priority",
    Since(TARGETED_FROM, 200, Source.local("More than any place could count.")),
)
SHIFT_HOURS = Dated(
    "CC-SCHEDULE",
    "From when until when each shift is there, in hours",
    Since(
        TARGETED_FROM,
        (("early", 7, 15), ("late", 13, 21), ("day", 8, 17)),
        Source.local("No source gives the hours of shifts; whoever is on nights is not asked."),
    ),
    unit="of the day",
)


def priority(band: str, on: date) -> int:
    """How much a week of lateness counts for somebody of this level."""
    return dict(PRIORITY.at(on))[band]


def hours_of(shift: str, on: date) -> tuple[int, int] | None:
    """The minutes of the day between which that shift is there; None for nights and rest days."""
    for name, start, end in SHIFT_HOURS.at(on):
        if name == shift:
            return start * 60, end * 60
    return None
