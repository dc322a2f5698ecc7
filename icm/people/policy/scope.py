"""What the rules of several apps ask alike: who is left out, and when a limit in hours ends."""

from datetime import date

from icm.people.policy.custody import Custody
from icm.policy.calendar import add_days, hours_after, in_scotland, in_words, moment_in_words
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import RouteSlug
from icm.policy.rules import Outcome

DAY_OF_SENTENCE = "The day of sentence, from the warrant."


def unless_enhanced(duty: Duty, person: Custody, ground: Ground) -> Outcome | None:
    """The outcome for somebody not, or not known to be, on the Enhanced route; else None."""
    route = person.route
    if route.slug is RouteSlug.ENHANCED:
        return None
    ground = ground._replace(checks=route.checks, until=person.changes_on)
    if route.slug is RouteSlug.UNKNOWN:
        return duty.unknown(route.because, route.settle, ground)
    return duty.outside(f"Enhanced ICM only. {route.because}", ground)


def begun(person: Custody) -> date:
    """The day from which what was done counts for this stay: the return, for somebody recalled."""
    days = [day for day in (person.route.since, person.admitted_on) if day]
    return (max if person.route.recalled else min)(days, default=date.min)


def hours_from_admission(person: Custody, hours: int) -> tuple[When | None, str]:
    """The last moment of a limit in hours from admission, and how it was reached.

    Counted in elapsed hours to the minute; with the day of admission alone, in whole days.
    """
    at, day = person.facts.admitted_at, person.admitted_on
    if day is None:
        return None, "not recorded"
    if at is None:
        basis = f"{hours} hours after admission on {in_words(day)}; the hour is not recorded."
        return When(add_days(day, hours // 24)), basis
    limit = hours_after(at, hours)
    basis = f"{hours} hours after admission on {moment_in_words(in_scotland(at))}."
    return When(limit.date(), limit), basis
