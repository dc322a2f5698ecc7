"""The actions of a plan: added, changed, removed and put in order in a draft; carried out in the plan in force."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from casework import access
from casework.actions.plan_standing import (
    current,
    drafted,
    of_service,
    require_cleared,
    today,
)
from casework.models import ActionPlan, PlanAction, Referral
from casework.queries.action_plan import rows_of
from casework.queries.plan_words import action_in_words, progress_in_words
from casework.workflow import Planning
from icm.core.access import Principals
from icm.core.disclosure import Audience, Disclosure
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.core.wording import for_others
from icm.policy.wording import why_not_in_words

Status = PlanAction.Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One action as it is typed: for which need, what, by whom, when, and who may read it."""

    domain: str
    what: str
    risk_factor: str = ""
    theirs: bool = False
    owner_id: int | None = None
    provider_id: int | None = None
    start_on: date | None = None
    target_on: date | None = None
    review_on: date | None = None
    disclosure: str = Disclosure.PERSON.value
    gist: str = ""
    ground: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How an action stands; ``version`` is the page's."""

    status: str
    evidence: str = ""
    not_done_why: str = ""
    done_on: date | None = None
    version: int


@transaction.atomic
def add_action(
    plan: ActionPlan, line: Line, *, reference: str, principals: Principals, at: datetime
) -> PlanAction:
    """One more action, at the end. The same reference a second time is the same action."""
    row = drafted(plan, principals)
    _refuse_unreadable(row, line.disclosure, principals)
    before = PlanAction.objects.filter(plan=row, reference=reference).first()
    if before:
        if _columns(before) != line.columns:
            raise SentBefore
        return before
    if reason := _why_not(line):
        raise Refused(reason)
    last = PlanAction.objects.filter(plan__person=row.person).aggregate(line=Max("line"))["line"]
    order = row.actions.aggregate(last=Max("sequence"))["last"]
    return PlanAction.objects.create(
        plan=row,
        reference=reference,
        line=(last or 0) + 1,
        sequence=(order or 0) + 1,
        **line.columns,
    )


@transaction.atomic
def change_action(
    action: PlanAction, line: Line, *, version: int, principals: Principals, at: datetime
) -> PlanAction:
    """An action of the draft, as it is now to read."""
    row = _in_draft(action, principals)
    _refuse_unreadable(row.plan, line.disclosure, principals)
    if _columns(row) == line.columns:
        return row
    if row.version != version:
        audience = access.audience_of(row.plan.person, principals)
        raise Stale(current=action_in_words(row, audience), version=row.version)
    if reason := _why_not(line):
        raise Refused(reason)
    for name, value in line.columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*line.columns, "version"])
    return row


@transaction.atomic
def remove_action(
    action: PlanAction, *, version: int, principals: Principals, at: datetime
) -> ActionPlan:
    """Out of the draft. It stays in the versions before, and in the history."""
    plan = drafted(action.plan, principals)
    row = PlanAction.objects.filter(pk=action.pk).first()
    if row is None:
        return plan
    row.plan = plan
    _refuse_unreadable(plan, row.disclosure, principals)
    if row.version != version:
        audience = access.audience_of(plan.person, principals)
        raise Stale(current=action_in_words(row, audience), version=row.version)
    row.delete()
    return plan


@transaction.atomic
def reorder(
    plan: ActionPlan, lines: Sequence[int], *, principals: Principals, at: datetime
) -> ActionPlan:
    """The actions of the draft in this order, by their lines."""
    row = drafted(plan, principals)
    standing = {action.line: action for action in rows_of(row)}
    if sorted(lines) != sorted(standing):
        raise Refused("Actions were added or removed meanwhile. Open the page anew.")
    for place, line in enumerate(lines, 1):
        action = standing[line]
        if action.sequence != place:
            action.sequence = place
            action.save(update_fields=["sequence"])
    return row


@transaction.atomic
def record_progress(
    action: PlanAction, progress: Progress, *, principals: Principals, at: datetime
) -> PlanAction:
    """How an action of the plan in force stands. A draft being made takes it over, so that it loses nothing."""
    plan = current(action.plan, principals)
    audience = access.audience_of(plan.person, principals)
    row = PlanAction.objects.get(pk=action.pk)
    return _record(row, plan, progress, audience, today(at))


@transaction.atomic
def record_own_progress(
    action: PlanAction,
    progress: Progress,
    *,
    referral: Referral,
    principals: Principals,
    at: datetime,
) -> PlanAction:
    """How an action stands that a service does: said by the service itself, of its own part and no other."""
    plan = of_service(action.plan, referral, principals)
    row = PlanAction.objects.get(pk=action.pk)
    if row.provider_id != referral.provider_id:
        raise NotAllowed("This action is done by others.")
    return _record(row, plan, progress, Audience.PROVIDER, today(at))


def _record(
    row: PlanAction, plan: ActionPlan, progress: Progress, audience: Audience, on: date
) -> PlanAction:
    row.plan = plan
    if plan.state != Planning.AGREED:
        raise Refused("Progress is recorded on the plan in force.")
    sent = _progress(progress)
    if all(getattr(row, name) == value for name, value in sent.items()):
        return row
    if row.version != progress.version:
        raise Stale(current=progress_in_words(row, audience), version=row.version)
    if reason := _why_not_progress(progress, on):
        raise Refused(reason)
    _store(row, sent)
    return row


def _store(row: PlanAction, sent: dict[str, Any]) -> None:
    for name, value in sent.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*sent, "version"])
    same_line = PlanAction.objects.filter(plan__person=row.plan.person_id, line=row.line)
    same_line.filter(plan__state=Planning.DRAFT).update(**sent)


def _progress(progress: Progress) -> dict[str, Any]:
    """The columns; a reason stands only beside what was not done, a day only beside what was."""
    sent = asdict(progress)
    del sent["version"]
    if progress.status != Status.NOT_DONE:
        sent["not_done_why"] = ""
    if progress.status != Status.DONE:
        sent["done_on"] = None
    return sent


def _in_draft(action: PlanAction, principals: Principals) -> PlanAction:
    plan = drafted(action.plan, principals)
    row = PlanAction.objects.select_related("owner", "provider").filter(pk=action.pk).first()
    if row is None:
        raise Refused("This action was removed from the draft meanwhile.")
    row.plan = plan
    _refuse_unreadable(plan, row.disclosure, principals)
    return row


def _refuse_unreadable(plan: ActionPlan, disclosure: str, principals: Principals) -> None:
    require_cleared(disclosure, access.audience_of(plan.person, principals))


def _columns(row: PlanAction) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Line.__dataclass_fields__}


def _why_not(line: Line) -> str:
    if not line.what.strip():
        return "Say what is to be done."
    if line.start_on and line.target_on and line.target_on < line.start_on:
        return "The target date is before the start."
    withheld = Disclosure(line.disclosure) not in (Disclosure.OPEN, Disclosure.PERSON)
    if withheld and not line.ground.strip():
        return "Say why it is withheld from the person."
    return why_not_in_words(*for_others(line.disclosure, line.what), line.risk_factor, line.gist)


def _why_not_progress(progress: Progress, on: date) -> str:
    if progress.status not in Status.values:
        return "Say how it stands."
    if progress.status == Status.NOT_DONE and not progress.not_done_why.strip():
        return "Say why it was not done."
    if progress.status == Status.DONE and progress.done_on is None:
        return "Say on which day it was done."
    if progress.status == Status.DONE and progress.done_on and progress.done_on > on:
        return "That day is in the future."
    return why_not_in_words(progress.evidence, progress.not_done_why)
