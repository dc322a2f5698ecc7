"""What the Risk Management Authority is sent about an Order for Lifelong Restriction, and what it answers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import Refused, SentBefore, Stale
from icm.people import actions as people
from icm.people.policy import custody
from icm.policy.facts import EventKind
from risk.actions.risk_plans import current, next_version
from risk.actions.standing import refuse_figures, refuse_future, today
from risk.models import ChangeNotice, RiskPlan, YearlyReport
from risk.policy import lifelong
from risk.queries import facts_of
from risk.workflow import Managing

NOT_UNDER = "This is for an Order for Lifelong Restriction. None is on record as in force."
NOT_IN_FORCE = "The Authority is sent the plan that is in force: put this one in force first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The Authority's letter; ``version`` is the page's."""

    on: date
    reference: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The Annual Implementation Report and what it says of progress. ``reference`` makes a second sending harmless."""

    reference: str
    sent_on: date
    progress: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A significant change, actual or potential; ``told_on`` is empty until the Authority was told."""

    reference: str
    on: date
    potential: bool
    what: str
    told_on: date | None = None


@transaction.atomic
def send_to_rma(
    plan: RiskPlan, *, on: date, version: int, principals: Principals, at: datetime
) -> RiskPlan:
    """The plan in force was sent to the Authority for approval."""
    row = _for_rma(plan, principals, at)
    if row.rma_sent_on == on:
        return row
    _unchanged(row, version)
    if row.rma_approved_on:
        raise Refused(f"The Authority approved it on {day(row.rma_approved_on)}.")
    _dated(row, on, at)
    return next_version(row, rma_sent_on=on)


@transaction.atomic
def record_approval(
    plan: RiskPlan, approval: Approval, *, by: User, principals: Principals, at: datetime
) -> RiskPlan:
    """The Authority approved the plan in force. Only then may progression follow (RMT-OLR-ORDER)."""
    row = _for_rma(plan, principals, at)
    sent = (approval.on, approval.reference)
    if sent == (row.rma_approved_on, row.rma_reference):
        return row
    _unchanged(row, approval.version)
    if row.rma_approved_on:
        raise Refused(f"An approval of {day(row.rma_approved_on)} is on record already.")
    _dated(row, approval.on, at)
    if row.rma_sent_on and approval.on < row.rma_sent_on:
        raise Refused("That is before the plan was sent to the Authority.")
    row = next_version(row, rma_approved_on=approval.on, rma_reference=approval.reference)
    _note(row, f"risk-plan-{row.pk}-rma", EventKind.RISK_PLAN_APPROVED, approval.on, by, at)
    return row


@transaction.atomic
def report_year(
    plan: RiskPlan, report: Report, *, by: User, principals: Principals, at: datetime
) -> YearlyReport:
    """The yearly report was sent, and whoever records it assures it (OLR-AIR). Kept with the day it was due."""
    row = _for_rma(plan, principals, at)
    before = YearlyReport.objects.filter(
        plan__person=row.person, reference=report.reference
    ).first()
    if before:
        if (before.sent_on, before.progress) != (report.sent_on, report.progress):
            raise SentBefore
        return before
    refuse_future(report.sent_on, at)
    refuse_figures(report.progress)
    due_on = lifelong.report_due(facts_of(row.person_id, on=report.sent_on), report.sent_on)
    if due_on is None:
        raise Refused(
            "The yearly report follows the Authority's approval of a plan; none is recorded."
        )
    made = YearlyReport.objects.create(
        plan=row,
        reference=report.reference,
        due_on=due_on,
        sent_on=report.sent_on,
        progress=report.progress,
        assured_by=by,
    )
    _note(row, f"olr-report-{made.pk}", EventKind.OLR_REPORT, report.sent_on, by, at)
    return made


@transaction.atomic
def notice_change(
    plan: RiskPlan, notice: Notice, *, by: User, principals: Principals, at: datetime
) -> ChangeNotice:
    """A change is noticed, and told to the Authority at once or later (OLR-SIGCHANGE)."""
    row = _for_rma(plan, principals, at)
    before = ChangeNotice.objects.filter(
        plan__person=row.person, reference=notice.reference
    ).first()
    if before:
        sent = (notice.on, notice.potential, notice.what)
        if sent != (before.on, before.potential, before.what):
            raise SentBefore
        return before
    if not notice.potential:
        refuse_future(notice.on, at)
    refuse_figures(notice.what)
    made = ChangeNotice.objects.create(
        plan=row,
        reference=notice.reference,
        on=notice.on,
        potential=notice.potential,
        what=notice.what,
        by=by,
    )
    if notice.told_on:
        return _tell(made, row, notice.told_on, by, at)
    return made


@transaction.atomic
def tell_rma(
    notice: ChangeNotice, *, on: date, by: User, principals: Principals, at: datetime
) -> ChangeNotice:
    """The Authority was told of the change."""
    row = _for_rma(notice.plan, principals, at, in_force=False)
    found = ChangeNotice.objects.get(pk=notice.pk)
    if found.told_on == on:
        return found
    if found.told_on:
        raise Refused(f"It is on record that the Authority was told on {day(found.told_on)}.")
    return _tell(found, row, on, by, at)


@transaction.atomic
def record_answer(
    notice: ChangeNotice, *, on: date, answer: str, principals: Principals, at: datetime
) -> ChangeNotice:
    """What the Authority answered."""
    _for_rma(notice.plan, principals, at, in_force=False)
    found = ChangeNotice.objects.get(pk=notice.pk)
    if (found.answered_on, found.answer) == (on, answer):
        return found
    if found.answered_on:
        raise Refused(f"An answer of {day(found.answered_on)} is on record already.")
    if found.told_on is None or on < found.told_on:
        raise Refused("That is before the Authority was told.")
    refuse_future(on, at)
    refuse_figures(answer)
    found.answered_on, found.answer = on, answer
    found.save(update_fields=["answered_on", "answer"])
    return found


def _tell(notice: ChangeNotice, plan: RiskPlan, on: date, by: User, at: datetime) -> ChangeNotice:
    refuse_future(on, at)
    if on < notice.on and not notice.potential:
        raise Refused("That is before the change.")
    notice.told_on = on
    notice.save(update_fields=["told_on"])
    _note(plan, f"rma-told-{notice.pk}", EventKind.RMA_TOLD, on, by, at)
    return notice


def _for_rma(
    plan: RiskPlan, principals: Principals, at: datetime, *, in_force: bool = True
) -> RiskPlan:
    """The plan as it is now, locked; refused where no order is in force, or not this plan."""
    row = current(plan, principals)
    if lifelong.lifelong(custody(facts_of(row.person_id, on=today(at)), today(at))) is not True:
        raise Refused(NOT_UNDER)
    if in_force and row.state != Managing.IN_FORCE:
        raise Refused(NOT_IN_FORCE)
    return row


def _unchanged(plan: RiskPlan, version: int) -> None:
    if plan.version != version:
        sent, approved = (day(on) for on in (plan.rma_sent_on, plan.rma_approved_on))
        raise Stale(current=f"Sent: {sent}. Approved: {approved}.", version=plan.version)


def _dated(plan: RiskPlan, on: date, at: datetime) -> None:
    refuse_future(on, at)
    if plan.in_force_on and on < plan.in_force_on:
        raise Refused(f"That is before the plan came into force, on {day(plan.in_force_on)}.")


def _note(
    plan: RiskPlan, reference: str, kind: EventKind, on: date, by: User, at: datetime
) -> None:
    happening = people.Happening(reference=reference, kind=kind, on=on)
    people.note_events(plan.person, [happening], by=by, at=at)
