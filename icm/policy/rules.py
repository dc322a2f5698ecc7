"""A rule, and what it says about one person on one day.

A rule of kind "clock" asks for something to be done by a day. A rule of kind "standing" holds every
day; its outcome reads: *met* the rule holds here and nothing is outstanding, `met_on` being the first
day of which that is known; *does not apply* this person is outside it; *unknown* the record does not
show it, and `settle` says what would; *not possible* what the rule governs is barred for this person,
and `why` says why. A duty without any stated time limit is of the standing kind: nobody here invents
a date for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from icm.policy.calendar import BeyondCalendar
from icm.policy.checks import Check
from icm.policy.dated import Dated, NotInForce, Since, Source
from icm.policy.documents import LEGISLATION
from icm.policy.facts import Facts
from icm.policy.roles import Role


class Status(StrEnum):
    DUE = "due"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met late"
    NOT_POSSIBLE = "not possible"
    WAIVED = "waived"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "does not apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Where one rule stands for one person. Its texts never depend on the day beyond the status."""

    rule: str
    title: str
    status: Status
    owner: Role | None
    due_on: date | None
    met_on: date | None
    basis: str
    sources: tuple[Source, ...]
    staff: str
    person: str
    next_change_on: date | None = None
    settle: str = ""
    why: str = ""
    checks: tuple[Check, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    law: str = ""
    stands_on: str = ""


Kind = Literal["clock", "standing"]
Evaluator = Callable[[Facts, date], Outcome]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the rulebook; `history` holds the function for each shape it has had."""

    id: str
    title: str
    owner: Role | None
    kind: Kind
    history: Dated[Evaluator]

    @property
    def statutory(self) -> bool:
        """Whether the law itself asks for this, by the documents the rule stands on."""
        return any(version.source.document in LEGISLATION for version in self.history)

    def evaluate(self, facts: Facts, on: date) -> Outcome:
        """The outcome by the shape in force on that day; *unknown* where a date cannot be told."""
        if not self.history.in_force(on):
            return self._not_in_force(on)
        version = self.history.version(on)
        try:
            return version.value(facts, on)
        except (BeyondCalendar, NotInForce) as beyond:
            return self._beyond(str(beyond), version)

    def _not_in_force(self, on: date) -> Outcome:
        first = self.history.history[0]
        return Outcome(
            rule=self.id,
            title=self.title,
            status=Status.NOT_APPLICABLE,
            owner=self.owner,
            due_on=None,
            met_on=None,
            basis="The rule is not in force on the day asked about.",
            sources=(first.source,),
            staff=f"{self.title}: the rule is not in force on this day.",
            person="There is no rule about this on this day.",
            next_change_on=first.start if on < first.start else None,
        )

    def _beyond(self, problem: str, version: Since[Evaluator]) -> Outcome:
        settle = "The dates recorded, checked against the warrant and the admission record."
        return Outcome(
            rule=self.id,
            title=self.title,
            status=Status.UNKNOWN,
            owner=self.owner,
            due_on=None,
            met_on=None,
            basis=problem,
            sources=(version.source,),
            staff=f"{self.title}: not known. {problem} To settle it: {settle}",
            person="We do not know this date yet. Staff must check your record first. You can ask them to.",
            settle=settle,
            law=version.start.isoformat(),
        )
