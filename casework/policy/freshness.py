"""How old what stands in one domain of the plan may be (PR2-QUARTER, domain by domain)."""

from dataclasses import dataclass
from datetime import date

from casework.policy.record import RECORD_MONTHS
from icm.policy.calendar import BeyondCalendar, add_months, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.facts import RouteSlug

BY_DOMAIN: Dated[str] = Dated(
    "PR2-QUARTER",
    "Which domains of the plan go stale",
    Since(
        RECORD_MONTHS.history[0].start,
        "those with anything in them, unless rated as no need",
        Source.local(
            "The guidance asks for the record as a whole. It is counted here for each domain, so that one that is kept"
            " up does not hide ten that are not; a domain where no need was found is left in peace, so that nobody"
            " writes to fill it."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Freshness:
    """``stale`` is None where it cannot be told; ``due_on`` is the last day for the next update, where one is asked."""

    stale: bool | None
    because: str
    due_on: date | None = None


def freshness(
    updated_on: date | None, on: date, *, route: RouteSlug, no_need: bool = False
) -> Freshness:
    """Whether a domain last written in on that day is stale on this one, and why."""
    if updated_on is None:
        return Freshness(None, "Nothing is written here yet, so nothing is known.")
    if route is RouteSlug.UNKNOWN:
        return Freshness(None, "The route is not known, so neither is how often to write.")
    if route is not RouteSlug.ENHANCED:
        return Freshness(False, "No time limit on this route.")
    if no_need:
        return Freshness(False, "Rated as no need: not asked for every quarter.")
    if not RECORD_MONTHS.in_force(on):
        return Freshness(False, "The rule was not in force yet.")
    months = RECORD_MONTHS.at(on)
    try:
        due_on = add_months(updated_on, months)
    except BeyondCalendar:
        return Freshness(None, "The day of the last update cannot be right.")
    if on <= due_on:
        return Freshness(False, f"To be written again by {in_words(due_on)}.", due_on)
    because = f"More than {months} months old: it was to be written again by {in_words(due_on)}."
    return Freshness(True, because, due_on)
