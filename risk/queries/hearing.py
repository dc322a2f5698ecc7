"""The person's time to answer a notice, for the pages and the letter."""

from dataclasses import dataclass
from datetime import date

from icm.core.dates import day
from risk.models import SupervisionReview
from risk.policy.hearing import DAYS_TO_ANSWER, last_day, why_local


@dataclass(frozen=True)
class Hearing:
    """How long the person has to answer the notice, and why that is a local default."""

    days: int
    given: str  # empty until it is handed over
    until: str  # counted from the day it was handed over, else from today
    today: str
    local: str


def hearing(row: SupervisionReview, on: date) -> Hearing:
    """For the pages and the letter: whatever they say of the time to answer comes from here."""
    counted = row.notice_on or on
    return Hearing(
        days=DAYS_TO_ANSWER.at(counted),
        given=day(row.notice_on) if row.notice_on else "",
        until=day(last_day(counted)),
        today=day(on),
        local=why_local(counted),
    )
