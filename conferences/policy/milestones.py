"""The conferences that go with the stages of a sentence: Initial, Pre-Progression and Pre-Release."""

from dataclasses import dataclass
from datetime import date

from conferences.policy.scope import FIRST_DAY, ICM_BEGAN, TARGETED_FROM, release_of, scope
from icm.people.policy import CriticalDate, Custody, DateKind
from icm.people.policy.scope import DAY_OF_SENTENCE, begun
from icm.policy.calendar import add_days, add_months, in_words
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import FAMILIES_ICM, TARGETED, THEMATIC
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

MOVED_ON = frozenset({"nte", "ciu", "open", "ccu"})
PROGRESSION_DATE = "A progression date set by the RMT or ICM team."
EARLIEST = Source.local(
    "The guidance counts from the scheduled progression; while none is scheduled, the earliest day"
    " for progression stands in."
)

INITIAL_MONTHS = Dated(
    "CC-INITIAL-6M",
    "Months from sentence to the Initial case conference",
    Since(ICM_BEGAN, 6, Source(THEMATIC, f"§13; {FIRST_DAY}", Standing.PARTLY_STATED)),
    unit="months",
)
PREPROGRESSION_MONTHS = Dated(
    "CC-PREPROG-12M",
    "Months from the Pre-Progression conference to progression",
    Since(TARGETED_FROM, 12, Source(TARGETED, "§6, Pre-Progression Case Conference")),
    unit="months",
)
PRERELEASE_MONTHS = Dated(
    "CC-PRERELEASE",
    "Months from the Pre-Release conference to release",
    Since(
        ICM_BEGAN,
        3,
        Source(FAMILIES_ICM, "about three months; undated, no SPS text", Standing.PARTLY_STATED),
    ),
    unit="months",
)
INITIAL = Duty(
    "CC-INITIAL-6M",
    "Initial case conference",
    Role.ICM_CASE_CO_ORDINATOR,
    "hold your first plan meeting",
    "held your first plan meeting",
    means="In a plan meeting you and staff talk about your plan. Letters call it a case conference.",
)
PREPROGRESSION = Duty(
    "CC-PREPROG-12M",
    "Pre-Progression case conference",
    Role.ICM_CO_ORDINATOR,
    "meet you {by} to talk about whether you could move on",
    "met you {by} to talk about whether you could move on",
)
PRERELEASE = Duty(
    "CC-PRERELEASE",
    "Pre-Release case conference",
    Role.ICM_CO_ORDINATOR,
    "meet you {by} to plan your release",
    "met you {by} to plan your release",
)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A progression somebody scheduled, told apart from one that only may be considered."""

    on: date
    basis_kind: str = "scheduled"
    because: str = ""
    settle: str = ""


def initial_due(sentenced_on: date, on: date) -> date:
    """The last day for the Initial conference, counted from sentence."""
    return add_months(sentenced_on, INITIAL_MONTHS.at(on))


def preprogression_due(progression_on: date, on: date) -> date:
    """The last day for the Pre-Progression conference before progression on a day."""
    return add_months(progression_on, -PREPROGRESSION_MONTHS.at(on))


def _initial(facts: Facts, on: date) -> Outcome:
    """Counted from sentence; the count from admission, which some sources have, stands beside it."""
    version = INITIAL_MONTHS.version(on)
    person, ground, told = scope(INITIAL, version, facts, on)
    if told is not None:
        return told
    if person.route.recalled:
        because = "Recalled: a recall conference is due, for which an Initial is no substitute."
        return INITIAL.outside(because, ground)
    since, admitted = person.route.since, person.admitted_on
    if since is None:
        because = "The day of sentence is not recorded."
        return INITIAL.unknown(because, DAY_OF_SENTENCE, ground)
    basis = f"Within {version.value} months of sentence, {in_words(since)}"
    if admitted is None:
        basis += "; the day of admission is not recorded."
    else:
        other = in_words(add_months(admitted, version.value))
        basis += f". Counted from admission, {in_words(admitted)}, it would be {other}."
    ground = ground.on_local(_FROM_SENTENCE)
    done = facts.first_since(EventKind.CC_INITIAL, min(since, admitted or since))
    return INITIAL.timed(When(initial_due(since, on)), When.of(done), on, basis, ground)


def _preprogression(facts: Facts, on: date) -> Outcome:
    """Twelve months before progression as scheduled; while none is, before the earliest day on
    which it may be considered, which is a choice made here."""
    version = PREPROGRESSION_MONTHS.version(on)
    person, ground, told = scope(PREPROGRESSION, version, facts, on)
    if told is not None:
        return told
    if facts.location in MOVED_ON:
        because = "The person is at National Top End, a CIU or CCU, or the Open Estate already."
        return PREPROGRESSION.outside(because, ground, _MOVED_ON)
    progression, from_what = _progression(person)
    if progression is None:
        because = "The sentence is too short for progression to be considered."
        return PREPROGRESSION.outside(because, ground)
    scheduled = isinstance(progression, _Planned)
    if not scheduled:
        ground = ground._replace(sources=(*ground.sources, EARLIEST)).on_local(EARLIEST.section)
    if progression.on is None:
        return PREPROGRESSION.unknown(progression.because, progression.settle, ground)
    ground = ground.using({from_what: f"{in_words(progression.on)} ({progression.basis_kind})"})
    basis = f"{version.value} months before {from_what}, {in_words(progression.on)}."
    return _before_progression(person, progression.on, basis, on, ground, scheduled=scheduled)


def _before_progression(
    person: Custody, day: date, basis: str, on: date, ground: Ground, *, scheduled: bool
) -> Outcome:
    """Where nothing is scheduled, a day that has passed is one nobody can be late for."""
    due = preprogression_due(day, on)
    done = person.facts.first_since(EventKind.CC_PREPROG, begun(person))
    if done is None:
        barred = _not_possible(person, day, due, on)
        if barred is not None:
            return PREPROGRESSION.barred(*barred, ground, basis)
        if not scheduled and day < on:
            because = f"Progression could be looked at from {in_words(day)}; none is scheduled."
            return PREPROGRESSION.unknown(because, PROGRESSION_DATE, ground)
        if not scheduled:
            ground = ground.shifting(add_days(day, 1))
    return PREPROGRESSION.timed(When(due), When.of(done), on, basis, ground)


def _not_possible(
    person: Custody, progression: date, due: date, on: date
) -> tuple[str, str] | None:
    """Why the conference cannot be held in time, for staff and for the person; None where it can.

    A breach is not reported for a day that came before the conference could have been held.
    """
    since = person.route.since
    released = release_of(person)
    if since is not None and due < initial_due(since, on):
        first = in_words(initial_due(since, on))
        why = (
            f"its day, {in_words(due)}, comes before the Initial conference is due ({first});"
            " it is folded into the Initial."
        )
        return why, "Staff will talk about your next move at your first plan meeting."
    if due < TARGETED_FROM:
        why = f"its day, {in_words(due)}, came before the guidance of 24 June 2024 asked for it."
        return (
            why,
            "The day for this came before the rule began. You can ask for a meeting about your plan.",
        )
    if released is not None and released.on is not None and released.on <= progression:
        why = f"release on {in_words(released.on)} comes before progression could."
        return why, "You will be let out of prison before this could take place."
    return None


def _progression(person: Custody) -> tuple[CriticalDate | _Planned | None, str]:
    """The progression date the conference counts back from, and what it is called."""
    planned = person.facts.all(EventKind.PROGRESSION_SCHEDULED)
    if planned:
        last = max(planned, key=lambda event: (event.recorded_on or date.min, event.on))
        return _Planned(last.on), "the scheduled progression"
    return person.dates.get(DateKind.PROGRESSION_EARLIEST), "the earliest progression"


def _prerelease(facts: Facts, on: date) -> Outcome:
    """Somebody released only by the Parole Board has no release date to count back from."""
    version = PRERELEASE_MONTHS.version(on)
    person, ground, told = scope(PRERELEASE, version, facts, on)
    if told is not None:
        return told
    release = release_of(person)
    if release is None:
        because = "No release date until the Parole Board directs release."
        return PRERELEASE.not_yet(because, ground)
    if release.on is None:
        return PRERELEASE.unknown(release.because, release.settle, ground)
    day, since = release.on, person.route.since
    due = add_months(day, -version.value)
    basis = f"{version.value} months before release, {in_words(day)} ({release.basis_kind})."
    ground = ground.using({"release": f"{in_words(day)} ({release.basis_kind})"})
    done = facts.first_since(EventKind.CC_PRERELEASE, begun(person))
    if done is None and since is not None and due < since:
        why = (
            f"release on {in_words(day)} comes less than {version.value} months after sentence on"
            f" {in_words(since)}; hold it as soon as it can be."
        )
        words = "You will be let out soon. Staff must meet you as soon as they can."
        return PRERELEASE.barred(why, words, ground, basis)
    return PRERELEASE.timed(When(due), When.of(done), on, basis, ground)


_MOVED_ON = "You have moved on already. Staff do not have to meet you about that."
_FROM_SENTENCE = "From sentence, as one source has it; others count from admission."

RULES = (
    INITIAL.rule(Since(ICM_BEGAN, _initial, INITIAL_MONTHS.history[0].source)),
    PREPROGRESSION.rule(
        Since(TARGETED_FROM, _preprogression, PREPROGRESSION_MONTHS.history[0].source)
    ),
    PRERELEASE.rule(Since(ICM_BEGAN, _prerelease, PRERELEASE_MONTHS.history[0].source)),
)
