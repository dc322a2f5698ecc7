"""The risk management plan: drafted, written part by part, put in force in place of the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused, Stale
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.facts import EventKind
from risk import access
from risk.actions.standing import held_person, refuse_figures, today
from risk.models import RiskPlan
from risk.policy import managing
from risk.workflow import MANAGING, Managing

NO_DRAFT = "This version stands as it is. Begin a new draft to change the plan."
STANDS_BELOW = "see the parts below."


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The parts by their columns, and when the plan is looked at again; ``version`` is the page's."""

    texts: Mapping[str, str]
    review_on: date | None
    version: int


@transaction.atomic
def draft_risk_plan(person: Person, *, by: User, principals: Principals, at: datetime) -> RiskPlan:
    """A new version with the parts of the one in force. The draft there is, where there is one."""
    row = held_person(person.pk, principals, access.MANAGE)
    standing = RiskPlan.objects.filter(person=row, state=Managing.DRAFT).first()
    if standing:
        return standing
    last = RiskPlan.objects.filter(person=row).aggregate(number=Max("number"))["number"]
    before = RiskPlan.objects.filter(person=row, state=Managing.IN_FORCE).first()
    return RiskPlan.objects.create(
        person=row,
        number=(last or 0) + 1,
        drafted_at=at,
        drafted_by=by,
        **(texts_of(before, today(at)) if before else {}),
    )


@transaction.atomic
def write_risk_plan(
    plan: RiskPlan, written: Written, *, principals: Principals, at: datetime
) -> RiskPlan:
    """The parts of the draft. Whoever writes the plan may read all of it, victim safety among it."""
    row = current(plan, principals)
    if row.state != Managing.DRAFT:
        raise Refused(NO_DRAFT)
    sent = dict(written.texts) | {"review_on": written.review_on}
    if all(getattr(row, field) == value for field, value in sent.items()):
        return row
    if row.version != written.version:
        raise Stale(current=_in_words(row, today(at)), version=row.version)
    if written.review_on and written.review_on < today(at):
        raise Refused("The day on which the plan is looked at again has passed.")
    refuse_figures(*written.texts.values())
    return next_version(row, **sent)


@transaction.atomic
def put_in_force(
    plan: RiskPlan, *, version: int, by: User, principals: Principals, at: datetime
) -> RiskPlan:
    """The draft takes the place of the plan before it, in one step; parts that are empty stay empty."""
    row = current(plan, principals)
    if row.state == Managing.IN_FORCE:
        return row
    if row.version != version:
        raise Stale(current=STANDS_BELOW, version=row.version)
    if reason := managing.why_not(texts_of(row, today(at)), today(at)):
        raise Refused(reason)
    held = access.held(row.person, principals)
    for before in RiskPlan.objects.filter(person=row.person, state=Managing.IN_FORCE):
        MANAGING.apply("supersede", before, held=held, version=before.version + 1)
    made = MANAGING.apply(
        "agree",
        row,
        held=held,
        in_force_on=today(at),
        agreed_by=by,
        version=row.version + 1,
    )
    happening = people.Happening(
        reference=f"risk-plan-{made.pk}", kind=EventKind.RISK_PLAN, on=today(at), at=at
    )
    people.note_events(row.person, [happening], by=by, at=at)
    return made


def current(plan: RiskPlan, principals: Principals) -> RiskPlan:
    """The plan as it is now, with its person locked."""
    person = held_person(plan.person_id, principals, access.MANAGE)
    row = RiskPlan.objects.get(pk=plan.pk)
    row.person = person
    return row


def texts_of(plan: RiskPlan, on: date) -> dict[str, str]:
    """What stands in each part."""
    return {part.field: getattr(plan, part.field) for part in managing.parts(on)}


def next_version(plan: RiskPlan, **changes: object) -> RiskPlan:
    """Save these fields as the next version of the row."""
    for field, value in changes.items():
        setattr(plan, field, value)
    plan.version += 1
    plan.save(update_fields=[*changes, "version"])
    return plan


def _in_words(plan: RiskPlan, on: date) -> str:
    """What stands, for whoever wrote at the same time: all who write may read it."""
    found = texts_of(plan, on)
    return " ".join(
        f"{part.title}: {found[part.field].strip() or 'nothing'}." for part in managing.parts(on)
    )
