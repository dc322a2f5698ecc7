"""What every rule about conferences asks first: whom it is for, and from which day what was done counts."""

from datetime import date
from typing import Any

from icm.people.policy import CriticalDate, Custody, DateKind, custody
from icm.people.policy.scope import unless_enhanced
from icm.policy.dated import Since
from icm.policy.duty import Duty, Ground
from icm.policy.facts import Facts
from icm.policy.rules import Outcome

ICM_BEGAN = date(2006, 6, 1)
TARGETED_FROM = date(2024, 6, 24)
FIRST_DAY = "first day in force assumed: the start of ICM"


def release_of(person: Custody) -> CriticalDate | None:
    """Release as computed or entered; for a long-term sentence without an earlier one, the EDL."""
    return person.dates.get(DateKind.RELEASE) or person.dates.get(DateKind.EDL)


def scope(
    duty: Duty, version: Since[Any], facts: Facts, on: date
) -> tuple[Custody, Ground, Outcome | None]:
    person = custody(facts, on)
    ground = Ground.of(version, person.changes_on)
    return person, ground, unless_enhanced(duty, person, ground)
