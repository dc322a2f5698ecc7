"""What a rule asks of somebody, said twice: for staff, and in plain words for the person.

A `Duty` turns what a rule found into an `Outcome`. Its sentences depend on the status and the dates,
never on the day asked about, so that an unchanged person's outcome stays word for word the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from icm.policy.calendar import BeyondCalendar, add_days, in_scotland, in_words, moment_in_words
from icm.policy.checks import Check
from icm.policy.dated import Dated, Since, Source
from icm.policy.facts import EventFacts, WaiverFacts
from icm.policy.roles import Role
from icm.policy.rules import Evaluator, Kind, Outcome, Rule, Status

NOTHING: Mapping[str, str] = {}
_BY = "{by}"
OPEN = frozenset({Status.DUE, Status.OVERDUE, Status.UNKNOWN})


@dataclass(frozen=True, slots=True)
class When:
    """A day, with the moment where a rule counts hours and the record holds one."""

    on: date
    at: datetime | None = None

    @classmethod
    def of(cls, event: EventFacts | None) -> "When | None":
        return cls(event.on, event.at) if event is not None else None

    def is_after(self, limit: "When") -> bool:
        """By the day; on the same day by the hour, where both are recorded."""
        if self.on != limit.on or self.at is None or limit.at is None:
            return self.on > limit.on
        return in_scotland(self.at).time() > in_scotland(limit.at).time()

    def __str__(self) -> str:
        return in_words(self.on) if self.at is None else moment_in_words(in_scotland(self.at))


@cache
def iso(first_day: date) -> str:
    """A law's first day as it is stored; there are few, and the sweep asks for each very often."""
    return first_day.isoformat()


class Ground(NamedTuple):
    """What an outcome rests on: the authority, the law's first day, the facts used, a local choice,
    the day on which the ground itself shifts (a sentence ends), and the checks behind it."""

    sources: tuple[Source, ...]
    law: str = ""
    inputs: Mapping[str, str] = NOTHING
    stands_on: str = ""
    until: date | None = None
    checks: tuple[Check, ...] = ()

    @classmethod
    def of(cls, version: Since[Any], until: date | None = None) -> "Ground":
        return cls((version.source,), iso(version.start), until=until)

    def using(self, inputs: Mapping[str, str]) -> "Ground":
        """The same ground with the facts used, each in words."""
        return self._replace(inputs=inputs)

    def on_local(self, choice: str) -> "Ground":
        """The same ground, standing on a choice made here where the source is silent."""
        return self._replace(stands_on=choice)

    def shifting(self, day: date) -> "Ground":
        """The same ground, shifting on that day if nothing shifts it sooner."""
        if self.until is not None and self.until <= day:
            return self
        return self._replace(until=day)


@dataclass(frozen=True, slots=True)
class Duty:
    """A rule's title and owner with the words for it.

    `ask` and `done` complete "Staff must ..." and "Staff have ..." in the sentence for the person, and
    `{by}` in them is where the day is said, if not last: "meet you to plan your release by 1 March" is
    read as the day of release. `means` explains a word of theirs. `who` is said where the rule leaves
    no doubt who that is: one person, not "Staff".
    """

    id: str
    title: str
    owner: Role | None
    ask: str
    done: str
    kind: Kind = "clock"
    means: str = ""
    who: str = "Staff"

    def rule(self, *history: Since[Evaluator]) -> Rule:
        return Rule(
            self.id, self.title, self.owner, self.kind, Dated(self.id, self.title, *history)
        )

    def timed(self, due: When, done: When | None, on: date, basis: str, ground: Ground) -> Outcome:
        """Due, overdue, met or met late, by the last moment for it and when it was done.

        Due through the whole of the last day; a limit in hours tells only what was done late.
        """
        if done is None:
            return self._open(due, on, basis, ground)
        title, day = self.title, in_words(done.on)
        if done.is_after(due):
            status = Status.MET_LATE
            staff = f"{title}: done on {day}, after the last time for it, {due}."
            person = f"{self.has_done(done.on)} It was late."
        else:
            status = Status.MET
            staff = f"{title}: done on {day}; the last time for it was {due}."
            person = self.has_done(done.on)
        return self._outcome(status, basis, staff, person, ground, due_on=due.on, met_on=done.on)

    def holds(self, since: date, basis: str, staff: str, person: str, ground: Ground) -> Outcome:
        """Met, with no limit to measure against: from `since` on."""
        staff = f"{self.title}: {staff}"
        return self._outcome(Status.MET, basis, staff, person, ground, met_on=since)

    def unknown(self, because: str, settle: str, ground: Ground, person: str = "") -> Outcome:
        """Not known, and what evidence would settle it."""
        staff = f"{self.title}: not known. {because} To settle it: {settle}"
        person = person or f"{self.must} We do not know the date for this yet. You can ask staff."
        return self._outcome(Status.UNKNOWN, because, staff, person, ground, settle=settle)

    def outside(self, because: str, ground: Ground, person: str = "") -> Outcome:
        """Does not apply to this person, or not now."""
        staff = f"{self.title}: does not apply. {because}"
        person = person or f"{self.who} {self._does} not have to {_bare(self.ask)}."
        return self._outcome(Status.NOT_APPLICABLE, because, staff, person, ground)

    def not_yet(self, because: str, ground: Ground) -> Outcome:
        """Does not apply until something else has come first."""
        person = f"{self.who} {self._does} not yet have to {_bare(self.ask)}."
        return self.outside(because, ground, person)

    def barred(self, why: str, person: str, ground: Ground, basis: str = "") -> Outcome:
        """Not possible, because ..."""
        staff = f"{self.title}: not possible, because {why}"
        return self._outcome(Status.NOT_POSSIBLE, basis or why, staff, person, ground, why=why)

    @property
    def must(self) -> str:
        """For the person: what has to be done, without a day."""
        return f"{self.who} must {_bare(self.ask)}."

    def has_done(self, on: date | None = None) -> str:
        """For the person: that it is done, and when."""
        has = "have" if self._several else "has"
        said = f"{self.who} {has} {_bare(self.done)}."
        return said if on is None else f"{said} That was on {in_words(on)}."

    @property
    def _several(self) -> bool:
        return self.who == "Staff"

    @property
    def _does(self) -> str:
        return "do" if self._several else "does"

    def _open(self, due: When, on: date, basis: str, ground: Ground) -> Outcome:
        day, due_on = in_words(due.on), due.on
        if on <= due_on:
            staff = f"{self.title}: due by {due}."
            person = f"{self.who} must {_dated(self.ask, day)}."
            ground = ground.shifting(add_days(due_on, 1))
            return self._outcome(Status.DUE, basis, staff, person, ground, due_on=due_on)
        staff = f"{self.title}: was due by {due}; no record shows it done."
        person = f"{self.who} should have {_dated(self.done, day)}. This is late. You can ask why."
        return self._outcome(Status.OVERDUE, basis, staff, person, ground, due_on=due_on)

    def _outcome(  # noqa: PLR0913 - one place knows every field
        self,
        status: Status,
        basis: str,
        staff: str,
        person: str,
        ground: Ground,
        *,
        due_on: date | None = None,
        met_on: date | None = None,
        settle: str = "",
        why: str = "",
    ) -> Outcome:
        return Outcome(
            rule=self.id,
            title=self.title,
            status=status,
            owner=self.owner,
            due_on=due_on,
            met_on=met_on,
            basis=basis,
            sources=ground.sources,
            staff=staff,
            person=f"{person} {self.means}".strip(),
            next_change_on=ground.until,
            settle=settle,
            why=why,
            checks=ground.checks,
            inputs=ground.inputs,
            law=ground.law,
            stands_on=ground.stands_on,
        )


def _dated(words: str, day: str) -> str:
    by = f"by {day}"
    return words.replace(_BY, by) if _BY in words else f"{words} {by}"


def _bare(words: str) -> str:
    return words.replace(f" {_BY}", "")


def waived(outcome: Outcome, waiver: WaiverFacts) -> Outcome:
    """The same outcome set aside by somebody entitled to, with their reason."""
    why = f"{waiver.why.rstrip('.') or 'no reason is recorded'}."
    until = f" until {in_words(waiver.until_on)}" if waiver.until_on else ""
    who = f"Waived by {waiver.by or 'somebody not recorded'} on {in_words(waiver.on)}{until}"
    return replace(
        outcome,
        status=Status.WAIVED,
        staff=f"{outcome.title}: {who[:1].lower()}{who[1:]}: {why}",
        person=f"Staff have said that this does not count{until}. You can ask them why.",
        why=f"{who}: {why}",
        settle="",
        next_change_on=_ends(outcome, waiver),
    )


def _ends(outcome: Outcome, waiver: WaiverFacts) -> date | None:
    """What is set aside until a day shifts on the day after it, or when what is known shifts before that."""
    if waiver.until_on is None:
        return None
    try:
        after = add_days(waiver.until_on, 1)
    except BeyondCalendar:
        return outcome.next_change_on
    return min(after, outcome.next_change_on or after)
