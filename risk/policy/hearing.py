"""How long the person has to answer a notice under rule 21: a default of this system's own, shown as one."""

from datetime import date

from icm.policy.calendar import add_days
from icm.policy.dated import Dated, Since, Source
from risk.policy.reviews import RULES_2011

DAYS_TO_ANSWER = Dated(
    "PSS-NOTICE-UP",
    "Days to make representations after the notice",
    Since(
        RULES_2011,
        7,
        Source.local(
            "Rule 21 has the notice say how to make written representations, and has them considered"
            " before the decision. Its end was not read, and no source found says how long the person"
            " has: the days are this system's own, until the prison sets others."
        ),
    ),
    unit="days",
)


def last_day(given: date) -> date:
    """The last day for the person's views on a notice handed over on that day."""
    return add_days(given, DAYS_TO_ANSWER.at(given))


def why_local(given: date) -> str:
    """Why this number of days is a default of this system and no national policy."""
    return DAYS_TO_ANSWER.source(given).section
