"""Why this date? Every rule's outcome for one person on one day, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from icm.clocks import queries as clocks
from icm.clocks.access import verb_to_waive
from icm.clocks.policy import evaluate
from icm.core.dates import day
from icm.core.screen import Basis, Fact, Link
from icm.pages.queries.acts import Acts
from icm.pages.queries.person import basis_of
from icm.people import policy
from icm.policy.rules import Outcome, Status

_ORDER = {
    Status.OVERDUE: 0,
    Status.DUE: 1,
    Status.UNKNOWN: 2,
    Status.NOT_POSSIBLE: 3,
    Status.WAIVED: 4,
    Status.MET_LATE: 5,
    Status.MET: 6,
    Status.NOT_APPLICABLE: 7,
}


@dataclass(frozen=True)
class ExplainedDate:
    """One critical date, and where it can be entered or changed."""

    kind: str
    basis: Basis
    change: str


@dataclass(frozen=True)
class WhyPage:
    """From one reading of the facts: the dates, the rules that ask for something, and the rest."""

    dates: tuple[ExplainedDate, ...]
    asking: tuple["Explained", ...]
    settled: tuple["Explained", ...]
    left_out: str = ""  # how many rules are not shown


def why_page(pk: int, acts: Acts, *, on: date) -> WhyPage:
    """Empty where the person was not in custody on that day: nothing was due then."""
    subject = clocks.subject_of(pk, on=on)
    if subject is None or not subject.in_custody:
        return WhyPage((), (), ())
    facts = subject.facts
    outcomes = evaluate(facts, on)
    rules = explained(clocks.told(outcomes, acts.held), acts)
    return WhyPage(
        dates=tuple(
            ExplainedDate(
                found.kind,
                basis_of(found, pk, link=False),
                reverse("people:enter_date", args=[pk, found.kind]),
            )
            for found in policy.critical_dates(facts, on)
        ),
        asking=tuple(rule for rule in rules if rule.asks),
        settled=tuple(rule for rule in rules if not rule.asks),
        left_out=clocks.rules_left_out(outcomes, acts.held),
    )


@dataclass(frozen=True)
class Explained:
    """One rule on the page: the answer first, then what it rests on."""

    rule: str
    title: str
    status: str
    state: str
    staff: str
    person: str
    facts: tuple[Fact, ...]
    checks: tuple[Any, ...]
    local: str
    asks: bool
    act: Link | None
    waiving: str  # what setting it aside needs


def explained(outcomes: tuple[Outcome, ...], acts: Acts) -> tuple[Explained, ...]:
    ordered = sorted(
        outcomes, key=lambda found: (_ORDER[found.status], found.due_on or date.max, found.rule)
    )
    return tuple(_explained(outcome, acts) for outcome in ordered)


def _explained(outcome: Outcome, acts: Acts) -> Explained:
    facts = [
        Fact("By", day(outcome.due_on)) if outcome.due_on else None,
        Fact("Done", day(outcome.met_on)) if outcome.met_on else None,
        Fact("How the date was reached", outcome.basis) if outcome.basis else None,
        Fact("What would settle it", outcome.settle) if outcome.settle else None,
        Fact("Why", outcome.why) if outcome.why else None,
        Fact("Who must act", outcome.owner.label) if outcome.owner else None,
        Fact("Changes next on", day(outcome.next_change_on)) if outcome.next_change_on else None,
        *(
            Fact(name.replace("_", " ").capitalize(), value)
            for name, value in outcome.inputs.items()
        ),
        Fact("Source", "; ".join(str(source) for source in outcome.sources if not source.is_local))
        if any(not source.is_local for source in outcome.sources)
        else None,
    ]
    return Explained(
        rule=outcome.rule,
        title=outcome.title,
        status=outcome.status.value,
        state=outcome.status.value.capitalize(),
        staff=outcome.staff,
        person=outcome.person,
        facts=tuple(fact for fact in facts if fact),
        checks=outcome.checks,
        local=outcome.stands_on
        or next((source.section for source in outcome.sources if source.is_local), ""),
        asks=outcome.status in clocks.OPEN,
        act=acts.for_rule(outcome) if outcome.status in clocks.OPEN else None,
        waiving=verb_to_waive(outcome.rule),
    )
