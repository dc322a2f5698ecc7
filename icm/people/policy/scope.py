"""Whom a rule for people on Enhanced ICM leaves out, and why."""

from dataclasses import replace
from datetime import date

from icm.people.policy.custody import Custody
from icm.policy.duty import Duty, Ground
from icm.policy.facts import RouteSlug
from icm.policy.rules import Outcome

DAY_OF_SENTENCE = "The day of sentence, from the warrant."


def unless_enhanced(duty: Duty, person: Custody, ground: Ground) -> Outcome | None:
    """The outcome for somebody not, or not known to be, on the Enhanced route; else None."""
    route = person.route
    if route.slug is RouteSlug.ENHANCED:
        return None
    ground = replace(ground, checks=route.checks, until=person.changes_on)
    if route.slug is RouteSlug.UNKNOWN:
        return duty.unknown(route.because, route.settle, ground)
    return duty.outside(f"Enhanced ICM only. {route.because}", ground)


def sentence_day(person: Custody) -> date | None:
    """The day of the first sentence that put the person on the Enhanced route."""
    return person.route.since
