"""CC-PERIODIC: the conferences between the Initial and the Pre-Release.

Until 23 June 2024 no more than twelve months apart (CC-ANNUAL). From 24 June 2024 each conference decides when the
next one is, or what brings it about; the twelve months stay as something to look at, not as a limit.
"""

from datetime import date

from conferences.policy.scope import FIRST_DAY, ICM_BEGAN, TARGETED_FROM, scope
from icm.people.policy import Custody
from icm.people.policy.scope import begun
from icm.policy.calendar import add_days, add_months, in_words
from icm.policy.checks import Answer, Check
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import TARGETED, THEMATIC
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventFacts, EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

LONGEST_GAP = Dated(
    "CC-ANNUAL",
    "Most months between two case conferences, until the targeted approach",
    Since(
        ICM_BEGAN,
        12,
        Source(THEMATIC, f"§13, restating the manual of 2007; {FIRST_DAY}", Standing.PARTLY_STATED),
    ),
    ends=date(2024, 6, 23),
    unit="months",
)
LONG_GAP = Dated(
    "CC-PERIODIC",
    "Months without a case conference after which somebody looks why",
    Since(
        TARGETED_FROM,
        12,
        Source.local(
            "The guidance sets no interval. The twelve months of the older rule are kept to look at, as no limit."
        ),
    ),
    unit="months",
)
SOURCE = Source(TARGETED, "§6, Frequency of Periodic Case Conferences")
PERIODIC = Duty(
    "CC-PERIODIC",
    "Next case conference",
    Role.ICM_CO_ORDINATOR,
    "hold your next plan meeting",
    "held your next plan meeting",
)


def _annual(facts: Facts, on: date) -> Outcome:
    """The shape of the rule until 23 June 2024: counted from the last conference of whatever kind."""
    version = LONGEST_GAP.version(on)
    person, ground, told = scope(PERIODIC, version, facts, on)
    if told is not None:
        return told
    last = last_held(person)
    if last is None:
        return PERIODIC.not_yet(_FIRST_ONE, ground)
    basis = f"No more than {version.value} months after the last one, {in_words(last.on)}."
    due = When(add_months(last.on, version.value))
    return PERIODIC.timed(due, None, on, basis, ground)


def _targeted(facts: Facts, on: date) -> Outcome:
    """The shape from 24 June 2024. A date fixed comes before what was judged, that before what was decided: each was
    settled later than the one before."""
    person, ground, told = scope(PERIODIC, Since(TARGETED_FROM, None, SOURCE), facts, on)
    if told is not None:
        return told
    last = last_held(person)
    if last is None:
        return PERIODIC.not_yet(_FIRST_ONE, ground)
    if last.kind is EventKind.CC_PRERELEASE:
        because = (
            f"The Pre-Release conference of {in_words(last.on)} was the last one before release."
        )
        return PERIODIC.outside(because, ground)
    ground = _watched(last, on, ground)
    fixed = next_fixed(facts, on)
    if fixed is not None:
        basis = f"A date is fixed: {in_words(fixed)}."
        return PERIODIC.timed(When(fixed), None, on, basis, ground)
    return _as_decided(facts, last, on, ground)


def _as_decided(facts: Facts, last: EventFacts, on: date, ground: Ground) -> Outcome:
    judged = facts.judged
    if judged is not None and judged.judged_on >= last.on:
        said, day = f"judged on {in_words(judged.judged_on)}", judged.on
    else:
        deciding = [o for o in facts.conferences if o.decides and o.held_on == last.on]
        if not deciding:
            because = f"No decision on the next one is on record since that of {in_words(last.on)}."
            return PERIODIC.unknown(because, _SETTLE, ground, _NO_DAY)
        said, day = f"decided on {in_words(last.on)}", deciding[-1].next_on
    if day is None:
        basis = f"It waits for something to happen, as {said}."
        words = "Your next plan meeting waits for something. Ask staff what that is."
        return PERIODIC.holds(last.on, basis, basis, words, ground)
    return PERIODIC.timed(When(day), None, on, f"By the day {said}.", ground)


def last_held(person: Custody) -> EventFacts | None:
    """The last conference held in this stay, of whatever kind."""
    held = person.facts.held_since(begun(person))
    return held[-1] if held else None


def next_fixed(facts: Facts, on: date) -> date | None:
    """The next day fixed for a conference, whatever its kind."""
    days = [one.fixed_for for one in facts.conferences if one.stands and one.fixed_for]
    return min((day for day in days if day >= on), default=None)


def _watched(last: EventFacts, on: date, ground: Ground) -> Ground:
    version = LONG_GAP.version(on)
    until = add_months(last.on, version.value)
    answer, because = Answer.MET, f"The last one was on {in_words(last.on)}."
    if on > until:
        answer = Answer.NOT_MET
    else:
        ground = ground.shifting(add_days(until, 1))
    question = f"A case conference within the last {version.value} months?"
    return ground._replace(
        checks=(Check("CC-PERIODIC", question, answer, because, version.source),)
    )


_FIRST_ONE = "The first conference, Initial or recall, comes before it; none is recorded."
_SETTLE = (
    "The day, or what brings the next one about, as the conference decided or as judged since."
)
_NO_DAY = "Nobody has set a day for your next plan meeting yet. You can ask staff."

RULES = (
    PERIODIC.rule(
        Since(ICM_BEGAN, _annual, LONGEST_GAP.history[0].source),
        Since(TARGETED_FROM, _targeted, SOURCE),
    ),
)
