"""Conferences that answer something: a significant change (CC-EVENT), a return to closed conditions (CC-RETURN).

No source states within how many days. The days here are this system's own, and whoever judges otherwise after the
change says so with a reason: what was judged then takes their place.
"""

from datetime import date

from conferences.policy.scope import TARGETED_FROM, scope
from icm.people.policy.scope import begun
from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import TARGETED
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventFacts, EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome
from risk.policy.changes import Happened, named, significant

CHANGES = Source(TARGETED, "§6, the list of events that call for a conference; no day is stated")
RETURNS = Source(TARGETED, "§6, Prisoners Returning from Less Secure Conditions; no day is stated")
EVENT_DAYS = Dated(
    "CC-EVENT",
    "Days from a significant change to the conference about it",
    Since(
        TARGETED_FROM,
        42,
        Source.local(
            "No source says within how many days. Six weeks, as after a recall: four of notice and two to find a day."
        ),
    ),
    unit="days",
)
RETURN_DAYS = Dated(
    "CC-RETURN",
    "Days from the return to closed conditions to the conference about it",
    Since(
        TARGETED_FROM,
        42,
        Source.local(
            "The plan is to be looked at with priority; no source says within how many days. Six weeks, as after a"
            " recall."
        ),
    ),
    unit="days",
)
EVENT = Duty(
    "CC-EVENT",
    "Case conference after a significant change",
    Role.ICM_CO_ORDINATOR,
    "meet you {by} to talk about what has changed",
    "met you {by} to talk about what has changed",
)
RETURN = Duty(
    "CC-RETURN",
    "Case conference after a return to closed conditions",
    Role.ICM_CO_ORDINATOR,
    "meet you {by} to talk about your move back",
    "met you {by} to talk about your move back",
)


def _event(facts: Facts, on: date) -> Outcome:
    """The soonest change nobody has met about. Changes before the first conference of the stay are for that one."""
    version = EVENT_DAYS.version(on)
    person, ground, told = scope(EVENT, version, facts, on)
    if told is not None:
        return told
    ground = ground._replace(sources=(CHANGES, version.source)).on_local(version.source.section)
    held = facts.held_since(begun(person))
    changes = [
        one for one in significant(facts) if held and one.on >= max(held[0].on, version.start)
    ]
    if not changes:
        because = "No significant change is recorded since the first conference of the stay."
        return EVENT.outside(because, ground, _NO_CHANGE)
    waiting = [one for one in changes if one.on > held[-1].on]
    if waiting:
        return _waiting(facts, waiting, version.value, on, ground)
    last = changes[-1]
    met = next(one for one in held if one.on >= last.on)
    ground = ground.using({"significant change": named(last)})
    basis = _within(version.value, last)
    due = When(add_days(last.known_on, version.value))
    return EVENT.timed(due, When.of(met), on, basis, ground)


def _waiting(facts: Facts, waiting: list[Happened], days: int, on: date, ground: Ground) -> Outcome:
    ground = ground.using({"significant changes": "; ".join(named(one) for one in waiting)})
    judged = _judged(EVENT, facts, waiting[-1].known_on, on, ground)
    if judged is not None:
        return judged
    basis = _within(days, waiting[0])
    return EVENT.timed(When(add_days(waiting[0].known_on, days)), None, on, basis, ground)


def _within(days: int, change: Happened) -> str:
    return f"Within {days} days of {in_words(change.known_on)}: {named(change)}."


def _returned(facts: Facts, on: date) -> Outcome:
    """Any conference since the return counts: the plan is looked at there."""
    version = RETURN_DAYS.version(on)
    person, ground, told = scope(RETURN, version, facts, on)
    if told is not None:
        return told
    ground = ground._replace(sources=(RETURNS, version.source)).on_local(version.source.section)
    back = facts.latest(EventKind.BACK_IN_CLOSED)
    if back is None or back.on < max(begun(person), version.start):
        because = "No return from less secure conditions is recorded."
        return RETURN.outside(because, ground, "You have not moved back.")
    ground = ground.using({"return to closed conditions": in_words(back.on)})
    done = next(iter(facts.held_since(back.on)), None)
    if done is None:
        judged = _judged(RETURN, facts, _known(back), on, ground)
        if judged is not None:
            return judged
    basis = f"Within {version.value} days of the return to closed conditions, {in_words(back.on)}."
    due = When(add_days(back.on, version.value))
    return RETURN.timed(due, When.of(done), on, basis, ground)


def _known(event: EventFacts) -> date:
    return max(event.on, event.recorded_on or event.on)


def _judged(duty: Duty, facts: Facts, known_on: date, on: date, ground: Ground) -> Outcome | None:
    """What was judged once it was known takes the place of the days of this system."""
    judged = facts.judged
    if judged is None or judged.judged_on < known_on:
        return None
    ground = ground.on_local(_JUDGED)
    said = in_words(judged.judged_on)
    if judged.on is not None:
        basis = f"By the day judged right on {said}, when it was known."
        return duty.timed(When(judged.on), None, on, basis, ground)
    because = f"It was judged on {said}, when it was known, that the next conference waits for something else."
    return duty.outside(because, ground)


_NO_CHANGE = "Staff must meet you if a lot changes for you."
_JUDGED = (
    "Professional judgement, with its reason on record, in the place of the days of this system."
)

RULES = (
    EVENT.rule(Since(TARGETED_FROM, _event, CHANGES)),
    RETURN.rule(Since(TARGETED_FROM, _returned, RETURNS)),
)
