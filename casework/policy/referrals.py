"""How long a referral may stand without an answer, when it is asked about next, and how waits are counted.

No source gives any of these days. The review found referrals made and forgotten (HMIPS §11), so each referral has
somebody who chases it and a day on which they do.
"""

from collections.abc import Mapping
from datetime import date, datetime

from casework.policy.areas import ICM_BEGAN, Agency, Domain, Urgency
from icm.policy.calendar import add_days, add_months, in_scotland
from icm.policy.dated import Dated, Since, Source

ANSWER_DAYS: Dated[Mapping[str, int]] = Dated(
    "CSA-REFER",
    "Days in which a provider answers a referral, by urgency",
    Since(
        ICM_BEGAN,
        {Urgency.TODAY: 1, Urgency.DAYS: 3, Urgency.LATER: 14, "": 14},
        Source.local("No source says how soon a provider must answer a referral."),
    ),
    unit="days",
)
CHASE_DAYS = Dated(
    "CSA-REFER",
    "Days after which an accepted referral that has not started is asked about",
    Since(
        ICM_BEGAN,
        28,
        Source.local("No source says how often a referral that was accepted is asked about."),
    ),
    unit="days",
)
WAIT_MONTHS = Dated(
    "CSA-REFER",
    "Months back over which the average wait for a provider is counted",
    Since(
        ICM_BEGAN,
        12,
        Source.local("No source says how waits are counted: a year evens out the seasons."),
    ),
    unit="months",
)
FEWEST = Dated(
    "CSA-REFER",
    "Fewest referrals from which an average wait is shown",
    Since(
        ICM_BEGAN,
        5,
        Source.local("An average over fewer could tell how long one person waited."),
    ),
    unit="referrals",
)
SEEN_DAYS = Dated(
    "CSA-REFER",
    "Days for which a provider still sees a referral that has ended",
    Since(
        ICM_BEGAN,
        28,
        Source.local("A provider knows of nobody longer than its work with them needs."),
    ),
    unit="days",
)


# What is decided on by social work's risk assessment: a place on a programme (HMIPS §18), and by a local default, since
# no source draws the line, help with the conduct itself, whichever service gives it.
_PROGRAMMES = frozenset({Agency.INTERVENTIONS.value})
_CONDUCT = frozenset(
    {Domain.VIOLENCE.value, Domain.SEXUAL_CONDUCT.value, Domain.OTHER_OFFENDING.value}
)


def rests_on_risk(agency: str, domain: str) -> bool:
    """Whether a referral to such a service for this rests on what was assessed of the person."""
    return agency in _PROGRAMMES or domain in _CONDUCT


def answer_due(made_on: date, urgency: str) -> date:
    """The last day on which the answer is in time, by the days that held when it was asked."""
    return add_days(made_on, ANSWER_DAYS.at(made_on)[urgency])


def next_chase(on: date, expected_on: date | None) -> date:
    """When somebody asks next after the provider took it on: when it said it would start, or after the usual days."""
    if expected_on is not None and expected_on > on:
        return expected_on
    return add_days(on, CHASE_DAYS.at(on))


def asked_again(on: date, unanswered: bool, urgency: str, expected_on: date | None) -> date:
    """When somebody asks next after asking today: without an answer as soon as one was due at first."""
    return answer_due(on, urgency) if unanswered else next_chase(on, expected_on)


def counted_from(on: date) -> date:
    """The first day whose waits count towards the average on that day."""
    return add_months(on, -WAIT_MONTHS.at(on))


def seen_from(on: date) -> date:
    """The earliest end of a referral that its provider still sees on that day."""
    return add_days(on, -SEEN_DAYS.at(on))


def average(days: float | None, count: int, on: date) -> int | None:
    """An average in whole days; not known where too few stand behind it."""
    if days is None or count < FEWEST.at(on):
        return None
    return round(days)


def made_on(made_at: datetime) -> date:
    """The day a referral was made, in Scotland."""
    return in_scotland(made_at).date()
