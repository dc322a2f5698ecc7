"""CC-PREPAROLE: the conference before the Parole Board looks at somebody's case."""

from datetime import date

from conferences.policy.scope import TARGETED_FROM, scope
from icm.people.policy import CriticalDate, Custody, DateKind
from icm.people.policy.scope import begun
from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import TARGETED
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

SOURCE = Source(TARGETED, "§6: a pre-set case conference; no day is stated")
PREPAROLE_WEEKS = Dated(
    "CC-PREPAROLE",
    "Weeks from the Pre-Parole conference to the parole qualifying date",
    Since(
        TARGETED_FROM,
        12,
        Source.local(
            "No source states a day. Twelve weeks before, when the reports for parole are asked for, so that they can"
            " draw on what the conference said."
        ),
    ),
    unit="weeks",
)
PREPAROLE = Duty(
    "CC-PREPAROLE",
    "Pre-Parole case conference",
    Role.ICM_CO_ORDINATOR,
    "meet you {by} to talk about parole",
    "met you {by} to talk about parole",
)


def _preparole(facts: Facts, on: date) -> Outcome:
    """Before the parole qualifying date; for a life sentence before the punishment part ends. A day that has passed
    without one is late for nothing: the Board's next review counts, whose day nobody can work out."""
    version = PREPAROLE_WEEKS.version(on)
    person, ground, told = scope(PREPAROLE, Since(TARGETED_FROM, None, SOURCE), facts, on)
    if told is not None:
        return told
    parole = _parole(person)
    ground = ground._replace(sources=(SOURCE, version.source)).on_local(version.source.section)
    if parole is None:
        because = "No parole qualifying date or punishment part goes with this sentence."
        return PREPAROLE.outside(because, ground)
    if parole.on is None:
        return PREPAROLE.unknown(parole.because, parole.settle, ground)
    day = parole.on
    ground = ground.using({"parole": f"{in_words(day)} ({parole.basis_kind})"})
    return _before(person, day, version.value, on, ground)


def _before(person: Custody, day: date, weeks: int, on: date, ground: Ground) -> Outcome:
    since, due = person.route.since, add_days(day, -7 * weeks)
    basis = (
        f"{weeks} weeks before {in_words(day)}, when the Parole Board can first look at the case."
    )
    done = person.facts.first_since(EventKind.CC_PREPAROLE, begun(person))
    if done is None and day < on:
        because = f"The Board could first look at the case on {in_words(day)}; no later review is on record."
        return PREPAROLE.unknown(because, _REVIEW, ground, _NEXT_TIME)
    if done is None and since is not None and due < since:
        why = f"{in_words(day)} comes less than {weeks} weeks after sentence on {in_words(since)}."
        words = "Your day for parole comes soon. Staff must meet you as soon as they can."
        return PREPAROLE.barred(why, words, ground, basis)
    if done is None:
        ground = ground.shifting(add_days(day, 1))
    return PREPAROLE.timed(When(due), When.of(done), on, basis, ground)


def _parole(person: Custody) -> CriticalDate | None:
    return person.dates.get(DateKind.PQD) or person.dates.get(DateKind.PUNISHMENT_PART_END)


_REVIEW = "The day of the Board's next review, entered in the place of the date that is past."
_NEXT_TIME = "Staff must meet you before the next time your parole is looked at."

RULES = (PREPAROLE.rule(Since(TARGETED_FROM, _preparole, SOURCE)),)
