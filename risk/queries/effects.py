"""What a level does besides how closely somebody is supervised, for the pages of a decision."""

from datetime import date

from icm.core.screen import Fact
from icm.policy.checks import Answer, Check
from icm.policy.facts import Level
from risk.models import SupervisionReview
from risk.policy import release
from risk.queries.facts import facts_of

_SAID = {Answer.MET: "Yes.", Answer.NOT_MET: "No.", Answer.UNKNOWN: "Not known."}
# Which level above Low it is makes no difference to temporary release.
_NOT_LOW = Level.MEDIUM


def effects(row: SupervisionReview, level: Level, on: date) -> tuple[Fact, ...]:
    """For temporary release, of this level on that day; nothing for Low."""
    checks = release.effects(facts_of(row.person_id, on=on), level, on)
    return tuple(_fact(check) for check in checks)


def effects_unless_low(row: SupervisionReview, on: date) -> tuple[Fact, ...]:
    """The same before a level is chosen."""
    return effects(row, _NOT_LOW, on)


def _fact(check: Check) -> Fact:
    return Fact(
        check.question,
        f"{_SAID[check.answer]} {check.because}",
        note=str(check.source),
        unknown=check.answer is Answer.UNKNOWN,
    )
