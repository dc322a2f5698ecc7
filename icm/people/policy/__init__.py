"""Sentence dates, the ICM route and the parole clocks: what the law says of one person's sentences.

`critical_dates` and `route` are what pages and actions ask; `RULES` are the rules the clocks ask.
"""

from datetime import date

from icm.people.policy.custody import Custody, custody
from icm.people.policy.findings import BasisKind, CriticalDate, DateKind
from icm.people.policy.routes import Route
from icm.people.policy.rules import RULES
from icm.policy.facts import Facts

__all__ = [
    "RULES",
    "BasisKind",
    "CriticalDate",
    "Custody",
    "DateKind",
    "Route",
    "critical_dates",
    "custody",
    "route",
]

ORDER = {kind.value: place for place, kind in enumerate(DateKind)}


def critical_dates(facts: Facts, on: date) -> tuple[CriticalDate, ...]:
    """Every critical date that applies, in a fixed order, with its basis; never raises."""
    found = custody(facts, on).dates.values()
    return tuple(sorted(found, key=lambda one: (ORDER.get(one.kind, len(ORDER)), one.kind)))


def route(facts: Facts, on: date) -> Route:
    """Enhanced, Standard, none or unknown, with one check for each sentence in force."""
    return custody(facts, on).route
