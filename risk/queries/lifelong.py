"""What the Risk Management Authority was sent and answered about an Order for Lifelong Restriction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Fact, Link
from icm.core.tables import Column, Table
from icm.people.models import Person
from icm.people.policy import custody
from icm.policy.facts import Facts
from icm.policy.rules import Rule
from risk import access
from risk.models import ChangeNotice, RiskPlan, YearlyReport
from risk.policy import lifelong
from risk.queries.facts import facts_of
from risk.queries.risk_plans import risk_plan_url
from risk.workflow import Managing

NEWEST = 50  # more is read in the history, not on a page
_COLUMNS = (
    Column.of("What is asked", "text", header=True, text="title", note="source"),
    Column.of("Where it stands", "text", text="staff", note="local"),
    Column.of("State", "status", status="status"),
)


@dataclass(frozen=True)
class LifelongPart:
    """``approved`` is the newest approved version; ``stands`` says whether that is the one in force."""

    facts: tuple[Fact, ...]
    rules: Table
    reports: tuple[Entry, ...]
    notices: tuple[Entry, ...]
    approved: int | None
    stands: bool


def lifelong_part(
    person: Person, held: Collection[str], audiences: Collection[Audience], on: date
) -> LifelongPart | None:
    """For somebody under an order; None for everybody else."""
    facts = facts_of(person.pk, on=on)
    if lifelong.lifelong(custody(facts, on)) is not True:
        return None
    rows = list(RiskPlan.objects.filter(person=person).order_by("-number"))
    standing = next((row for row in rows if row.state == Managing.IN_FORCE), None)
    approved = next((row for row in rows if row.rma_approved_on), None)
    return LifelongPart(
        facts=_facts(standing),
        rules=rules_table(lifelong.RULES, facts, on),
        reports=_reports(person, audiences),
        notices=_notices(person, access.MANAGE in held, audiences),
        approved=approved.number if approved else None,
        stands=approved is not None and approved == standing,
    )


def rules_table(rules: Iterable[Rule], facts: Facts, on: date) -> Table:
    """What these rules say of the person on that day."""
    outcomes = [rule.evaluate(facts, on) for rule in rules]
    return Table(
        "What the rules ask",
        _COLUMNS,
        [
            {
                "title": one.title,
                "source": str(one.sources[0]),
                "staff": _said(one.title, one.staff),
                "local": f"Local default: {one.stands_on}" if one.stands_on else "",
                "status": one.status.value,
            }
            for one in outcomes
        ],
    )


def _said(title: str, staff: str) -> str:
    """The rule's sentence without its title, which stands beside it."""
    sentence = staff.removeprefix(f"{title}: ")
    return f"{sentence[:1].upper()}{sentence[1:]}"


def under_order(person: Person, on: date) -> bool:
    """Whether an Order for Lifelong Restriction is on record as in force."""
    return lifelong.lifelong(custody(facts_of(person.pk, on=on), on)) is True


def notice(person: Person, pk: int) -> ChangeNotice:
    """One notice about this person; 404 where there is none."""
    rows = ChangeNotice.objects.filter(plan__person=person, pk=pk).select_related("plan")
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _facts(plan: RiskPlan | None) -> tuple[Fact, ...]:
    if plan is None:
        return ()
    reference = f"reference {plan.rma_reference}" if plan.rma_reference else ""
    return (
        Fact("Version in force", f"Version {plan.number}"),
        _on("Sent to the RMA", plan.rma_sent_on),
        _on("Approved by the RMA", plan.rma_approved_on, reference),
    )


def _on(title: str, on: date | None, note: str = "", next_: tuple[Link, ...] = ()) -> Fact:
    said = day(on) if on else "Not recorded"
    return Fact(title, said, note=note, actions=next_, unknown=on is None)


def _reports(person: Person, audiences: Collection[Audience]) -> tuple[Entry, ...]:
    rows = YearlyReport.objects.filter(plan__person=person).select_related("assured_by", "plan")
    return tuple(
        Entry(
            title=f"Report of {day(row.sent_on)}",
            when=day(row.sent_on),
            text=access.shown(row, "progress", *audiences),
            facts=(
                Fact("Due by", day(row.due_on), note=_late(row)),
                Fact("Of the plan", f"Version {row.plan.number}"),
                Fact("Assured by", row.assured_by.display_name()),
            ),
        )
        for row in rows.order_by("-sent_on", "-pk")[:NEWEST]
    )


def _late(row: YearlyReport) -> str:
    days = (row.sent_on - row.due_on).days
    return f"{days} {'day' if days == 1 else 'days'} late" if days > 0 else ""


def _notices(person: Person, may: bool, audiences: Collection[Audience]) -> tuple[Entry, ...]:
    rows = ChangeNotice.objects.filter(plan__person=person).select_related("by", "plan")
    return tuple(
        Entry(
            title="A change that may come" if row.potential else "A change",
            when=day(row.on),
            by=row.by.display_name(),
            text=access.shown(row, "what", *audiences),
            facts=(
                _on("Told to the RMA", row.told_on, next_=_tell(row, person.pk) if may else ()),
                *(_answer(row, person.pk, may, audiences) if row.told_on else ()),
            ),
        )
        for row in rows.order_by("-on", "-pk")[:NEWEST]
    )


def _tell(row: ChangeNotice, person: int) -> tuple[Link, ...]:
    """The way on for whoever makes the plan, while the RMA was not told."""
    if row.told_on is not None:
        return ()
    text = f"Record that the RMA was told of the change of {day(row.on)}"
    return (Link(text, risk_plan_url("rma_told", person, row.pk)),)


def _answer(
    row: ChangeNotice, person: int, may: bool, audiences: Collection[Audience]
) -> tuple[Fact, ...]:
    answer = access.shown(row, "answer", *audiences)
    text = f"Record the answer on the change of {day(row.on)}"
    link = Link(text, risk_plan_url("rma_answer", person, row.pk))
    waits = may and row.answered_on is None
    found = (Fact("What the RMA answered", answer),) if answer else ()
    return (_on("Answered by the RMA", row.answered_on, next_=(link,) if waits else ()), *found)
