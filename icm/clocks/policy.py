"""Every rule the clocks ask, what they say of one person, and when to remind whom.

`RULES` names each rule by explicit import: there is no registry, so what is asked is what is read here.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import ModuleType

import casework.policy
import casework.policy.areas
import casework.policy.asks
import casework.policy.core_screen
import casework.policy.officers
import casework.policy.plan
import casework.policy.quality
import casework.policy.record
import casework.policy.route_slip
import casework.policy.safety
import casework.policy.screen_form
import conferences.policy
import conferences.policy.around
import conferences.policy.asking
import conferences.policy.followup
import conferences.policy.milestones
import conferences.policy.notice
import conferences.policy.paces
import conferences.policy.parole
import conferences.policy.periodic
import conferences.policy.recall
import conferences.policy.responding
import conferences.policy.targeting
import icm.people.policy
import icm.people.policy.law
import icm.people.policy.routes
import icm.people.policy.rules
import risk.policy
import risk.policy.changes
import risk.policy.conflicts
import risk.policy.definitions
import risk.policy.early
import risk.policy.explaining
import risk.policy.hearing
import risk.policy.integrity
import risk.policy.levels
import risk.policy.lifelong
import risk.policy.managing
import risk.policy.notices
import risk.policy.protection
import risk.policy.psychology
import risk.policy.release
import risk.policy.reviews
import risk.policy.serious_harm
import risk.policy.social_work
import risk.policy.standing
import risk.policy.supervision
from icm.policy.calendar import BeyondCalendar, add_days, add_months
from icm.policy.dated import Dated, Since, Source
from icm.policy.duty import OPEN, waived
from icm.policy.facts import Facts, WaiverFacts
from icm.policy.past import as_of
from icm.policy.roles import Role
from icm.policy.rules import Outcome, Rule, Status

RULES: tuple[Rule, ...] = (
    risk.policy.RULES + casework.policy.RULES + conferences.policy.RULES + icm.people.policy.RULES
)
BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Stage:
    """A reminder so many days after the due date (before it, where negative), and to whom; None is
    the owner of the rule."""

    days: int
    to: Role | None

    @property
    def slug(self) -> str:
        """What a reminder's unique key holds for the stage."""
        return f"{self.days:+d}" if self.days else "0"

    def __str__(self) -> str:
        return f"{self.slug} days: {self.to.label if self.to else 'the owner'}"


STAGES: Dated[tuple[Stage, ...]] = Dated(
    "REMINDERS",
    "Days from the due date at which reminders go out, and to whom",
    Since(
        date(2024, 6, 24),
        (
            Stage(-14, None),
            Stage(-7, None),
            Stage(-1, None),
            Stage(1, None),
            Stage(7, Role.FIRST_LINE_MANAGER),
            Stage(14, Role.ICM_CO_ORDINATOR),
        ),
        Source.local("No source sets reminders; the stages are this system's own."),
    ),
)


MOST_MONTHS_ASIDE = Dated(
    "WAIVERS",
    "Most months for which a duty without a date is set aside",
    Since(
        date(2024, 6, 24),
        6,
        Source.local(
            "A date that is not known never passes, so setting it aside has to end by itself. No source"
            " says when; the months are this system's own."
        ),
    ),
    unit="months",
)


def last_day_aside(on: date) -> date:
    """The last day until which something without a date can be set aside on that day."""
    return add_months(on, MOST_MONTHS_ASIDE.at(on))


def evaluate(facts: Facts, on: date) -> tuple[Outcome, ...]:
    """What every rule says of this person on that day, waivers applied; in the order of `RULES`.

    What happened after the day is left out first, so a past day reads as it stood. Never raises for
    any facts: what cannot be told is *unknown*.
    """
    facts = as_of(facts, on)
    outcomes = tuple(rule.evaluate(facts, on) for rule in RULES)
    if not facts.waivers:
        return outcomes
    return tuple(_with_waivers(outcome, facts.waivers, on) for outcome in outcomes)


def stages_reached(outcome: Outcome, on: date) -> tuple[Stage, ...]:
    """The reminder stages of an open deadline whose day has come, oldest first.

    A sender that was down, or meets an old deadline for the first time, sends the last of them: one
    reminder, to whoever should know by now.
    """
    due_on = outcome.due_on
    if due_on is None or outcome.status not in (Status.DUE, Status.OVERDUE):
        return ()
    return reached(due_on, STAGES.at(on) if STAGES.in_force(on) else (), on)


def reached(due_on: date, stages: Iterable[Stage], on: date) -> tuple[Stage, ...]:
    """Those of the stages whose day has come."""
    return tuple(stage for stage in stages if _has_come(due_on, stage, on))


def stages_of(text: str) -> tuple[Stage, ...]:
    """Stages as an installation writes them down: "-7, 1, 7 first-line-manager" (days, then to whom)."""
    found = [part.split() for part in text.split(",") if part.strip()]
    stages = (Stage(int(days), Role(to[0]) if to else None) for days, *to in found)
    return tuple(sorted(stages, key=lambda stage: stage.days))


def _has_come(due_on: date, stage: Stage, on: date) -> bool:
    try:
        return add_days(due_on, stage.days) <= on
    except BeyondCalendar:
        return stage.days < 0


def _with_waivers(outcome: Outcome, waivers: tuple[WaiverFacts, ...], on: date) -> Outcome:
    """A waiver sets aside one deadline, told by its rule and due date; a new due date is not it."""
    if outcome.status not in OPEN:
        return outcome
    for waiver in reversed(waivers):
        if waiver.rule == outcome.rule and waiver.due_on == outcome.due_on and _counts(waiver, on):
            return waived(outcome, waiver)
    return outcome


def _counts(waiver: WaiverFacts, on: date) -> bool:
    """From its day on; without a due date only until its last day, and never without one."""
    if waiver.due_on is not None:
        return waiver.on <= on
    return waiver.until_on is not None and waiver.on <= on <= waiver.until_on


POLICY_MODULES: tuple[ModuleType, ...] = (
    icm.people.policy.law,
    icm.people.policy.routes,
    icm.people.policy.rules,
    risk.policy.reviews,
    risk.policy.supervision,
    risk.policy.levels,
    risk.policy.early,
    risk.policy.standing,
    risk.policy.notices,
    risk.policy.hearing,
    risk.policy.release,
    risk.policy.social_work,
    risk.policy.definitions,
    risk.policy.explaining,
    risk.policy.serious_harm,
    risk.policy.changes,
    risk.policy.conflicts,
    risk.policy.integrity,
    risk.policy.psychology,
    risk.policy.lifelong,
    risk.policy.managing,
    risk.policy.protection,
    casework.policy.areas,
    casework.policy.asks,
    casework.policy.core_screen,
    casework.policy.screen_form,
    casework.policy.safety,
    casework.policy.route_slip,
    casework.policy.record,
    casework.policy.plan,
    casework.policy.officers,
    casework.policy.quality,
    conferences.policy.milestones,
    conferences.policy.followup,
    conferences.policy.recall,
    conferences.policy.periodic,
    conferences.policy.parole,
    conferences.policy.responding,
    conferences.policy.asking,
    conferences.policy.notice,
    conferences.policy.around,
    conferences.policy.paces,
    conferences.policy.targeting,
    sys.modules[__name__],
)
