"""A Psychological Risk Assessment: the person is told when it starts and ends, and it is done by then (PRA-TIMESCALE).

No source says within how long psychology sets the dates, so until they are told nothing is late: it is not known. Once
a day of completion is promised, that day is the limit; nobody here sets another.
"""

from datetime import date

from icm.policy.calendar import in_words
from icm.policy.dated import Since, Source, Standing
from icm.policy.documents import OMBUDSMAN
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

DECIDED = date(2019, 10, 1)
_CASE = Source(
    OMBUDSMAN,
    "case 201807167 (October 2019): start and completion dates are set and told; the first day of"
    " that month is assumed",
    Standing.PARTLY_STATED,
)
OWN_PROMISE = (
    "No source sets a limit of time: the day of completion that psychology promised is it."
)

TIMESCALE = Duty(
    "PRA-TIMESCALE",
    "Psychological Risk Assessment by the dates told",
    Role.PSYCHOLOGY,
    "do a report on you",
    "done a report on you",
    who="A psychologist",
)


def _timescale(facts: Facts, on: date) -> Outcome:
    ground = Ground((_CASE,), DECIDED.isoformat())
    asked = facts.latest(EventKind.PRA_ASKED)
    if asked is None:
        words = "No one has asked a psychologist for a report on you."
        return TIMESCALE.outside("No Psychological Risk Assessment was asked for.", ground, words)
    ground = ground.using({"asked for": in_words(asked.on)})
    done = facts.first_since(EventKind.PRA_DONE, asked.on)
    told = [one for one in facts.all(EventKind.PRA_DATES_TOLD) if one.on >= asked.on]
    if not told:
        return _not_told(asked.on, When.of(done), ground)
    promised = _day(told[-1].value)
    ground = ground.using({**ground.inputs, "dates told": in_words(told[-1].on)})
    if promised is not None:
        basis = f"Promised for {in_words(promised)}, and told on {in_words(told[-1].on)}."
        ground = ground.on_local(OWN_PROMISE)
        return TIMESCALE.timed(When(promised), When.of(done), on, basis, ground)
    basis = f"Told on {in_words(told[-1].on)}; which day was promised is not recorded."
    words = f"A psychologist writes a report on you. They told you on {in_words(told[-1].on)} when it should be ready."
    return TIMESCALE.holds(told[-1].on, basis, basis, words, ground)


def _not_told(asked_on: date, done: When | None, ground: Ground) -> Outcome:
    asked = f"Asked for on {in_words(asked_on)}"
    if done is not None:
        because = f"{asked} and done on {done}; no record shows that any dates were told before."
        words = f"A psychologist has done a report on you. That was on {done}."
        return TIMESCALE.outside(because, ground, words)
    because = f"{asked}; no record shows that the person was told when it starts and ends."
    settle = "The start and completion dates, and the day on which the person was told of them."
    words = "A psychologist has been asked for a report on you. They must tell you when it will be done."
    return TIMESCALE.unknown(because, settle, ground, words)


def _day(value: str) -> date | None:
    """The promised day of completion; None where the event came without one."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


RULES = (TIMESCALE.rule(Since(DECIDED, _timescale, _CASE)),)
