"""Deciding on a risk of serious harm assessment: done, not needed, or still to do (LSCMI-ROSH)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import Refused
from icm.people import actions as people
from icm.policy.facts import EventKind
from risk import access
from risk.actions.standing import refuse_future
from risk.actions.words import kept, locked_words, refuse_stale
from risk.models import Assessment, Formulation
from risk.policy.assessments import RoshChoice, Seriousness
from risk.policy.wording import why_not_in_words
from risk.queries.assessments import counts_for_the_clocks
from risk.workflow import Assessing

_SETTLED = frozenset({RoshChoice.DONE.value, RoshChoice.NOT_NEEDED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmDecision:
    """What was decided and on which day; the level of one that is done, the reason for one that is not needed."""

    choice: RoshChoice
    on: date
    level: Seriousness | None = None
    why: str = ""


@transaction.atomic
def decide_serious_harm(
    assessment: Assessment,
    decision: HarmDecision,
    *,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> Formulation:
    """The decision, with who took it. "Needed, not yet done" leaves the clock open."""
    access.require_on(assessment, principals, access.ASSESS)
    here, row = locked_words(assessment)
    before = _noted(assessment, row)
    columns = {
        "rosh": decision.choice.value,
        "rosh_level": decision.level.value if decision.level else "",
        "rosh_on": decision.on,
        "rosh_why": decision.why,
    }
    sent = row is not None and all(getattr(row, name) == said for name, said in columns.items())
    if row is not None and row.version != version and sent and row.rosh_by_id == by.pk:
        return row  # sent twice
    refuse_stale(row, version)
    refuse_future(decision.on, at)
    if reason := _why_not(here, decision):
        raise Refused(reason)
    made = kept(assessment, row, columns | {"rosh_by": by}, by, at)
    after = _noted(assessment, made)
    if before and before != after:
        people.retract_events(assessment.person, [before], why="Decided anew.", at=at)
    if after and before != after:
        noted = people.Happening(reference=after, kind=EventKind.ROSH_DECIDED, on=decision.on)
        people.note_events(assessment.person, [noted], by=by, at=at)
    return made


def _noted(assessment: Assessment, row: Formulation | None) -> str:
    """The event that stands for the decision, if one is to stand."""
    if row is None or row.rosh not in _SETTLED or not counts_for_the_clocks(assessment):
        return ""
    return f"rosh-{assessment.pk}-{row.rosh_on}"


def _why_not(row: Assessment, decision: HarmDecision) -> str:
    if row.state != Assessing.DONE or row.done_on is None:
        return "The assessment is not done yet: decide on it afterwards."
    if decision.on < row.done_on:
        return f"That is before the assessment was done, on {day(row.done_on)}."
    if decision.choice is RoshChoice.NOT_NEEDED and not decision.why:
        return "Say why it is not needed: that none was done is a decision too."
    if decision.choice is RoshChoice.DONE and decision.level is None:
        return "Say which level it ended in."
    if decision.choice is not RoshChoice.DONE and decision.level is not None:
        return "Only one that is done ends in a level."
    return why_not_in_words(decision.why)
