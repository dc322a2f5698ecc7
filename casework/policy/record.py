"""How often the record behind a case is to be brought up to date (PR2-QUARTER)."""

from datetime import date

from icm.people.policy import custody
from icm.people.policy.scope import DAY_OF_SENTENCE, begun, unless_enhanced
from icm.policy.calendar import add_months, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import TARGETED
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

TARGETED_FROM = date(2024, 6, 24)

RECORD_MONTHS = Dated(
    "PR2-QUARTER",
    "Most months between updates of the record",
    Since(TARGETED_FROM, 3, Source(TARGETED, "§9, Updating PR2 Records")),
    unit="months",
)

RECORD = Duty(
    "PR2-QUARTER",
    "Plan and record brought up to date",
    Role.ICM_CO_ORDINATOR,
    "bring your plan up to date",
    "brought your plan up to date",
)


def _record(facts: Facts, on: date) -> Outcome:
    """At least quarterly, for those the guidance is about: people on Enhanced ICM. Counts anew from each
    update since sentence; before the first, from sentence or from the day the guidance began."""
    version = RECORD_MONTHS.version(on)
    person = custody(facts, on)
    ground = Ground.of(version, person.changes_on)
    told = unless_enhanced(RECORD, person, ground)
    if told is not None:
        return told
    last = facts.latest(EventKind.PLAN_UPDATED)
    since = person.route.since
    if last is not None and last.on >= max(begun(person), since or date.min):
        start, what = last.on, "the last update"
    elif since is None:
        return RECORD.unknown("The day of sentence is not recorded.", DAY_OF_SENTENCE, ground)
    elif since < TARGETED_FROM:
        start, what = TARGETED_FROM, "the first day of the guidance"
    else:
        start, what = since, "sentence"
    ground = ground.using({"counted from": f"{what}, {in_words(start)}"})
    basis = f"{version.value} months after {what}, {in_words(start)}."
    return RECORD.timed(When(add_months(start, version.value)), None, on, basis, ground)


RULES = (RECORD.rule(Since(TARGETED_FROM, _record, RECORD_MONTHS.history[0].source)),)
