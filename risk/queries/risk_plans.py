"""The risk management plan as somebody may read it: one version part by part, what is empty, every version."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse

from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.screen import Fact
from icm.core.tables import Column, Table
from icm.people.models import Person
from risk import access
from risk.models import RiskPlan
from risk.policy import managing
from risk.workflow import Managing

EMPTY = "Nothing is written here."
NOT_SET = "Not set"
_COLUMNS = (
    Column.of("Version", "link", header=True, text="title", href="url"),
    Column.of("State", "text", text="state"),
    Column.of("In force from", "date", text="since", note="by"),
)
_APPROVED = Column.of("Approved by the RMA", "date", text="approved")


@dataclass(frozen=True)
class PartShown:
    """One part in words, as the reader may read it; ``warning`` says why it must not stay empty."""

    field: str
    title: str
    asks: str
    text: str
    empty: bool
    warning: str


@dataclass(frozen=True)
class RiskPlanPage:
    """One version: what it says of itself, its parts, and those with nothing in them."""

    number: int
    title: str
    draft: bool
    facts: tuple[Fact, ...]
    parts: tuple[PartShown, ...]
    empty: tuple[PartShown, ...]
    review: str
    review_late: bool


def risk_plan_url(name: str, person: int, *more: object) -> str:
    return reverse(f"risk:{name}", args=[person, *more])


def plan_in(person: Person, state: Managing) -> RiskPlan | None:
    """The draft, or the one in force; there is at most one of each."""
    rows = RiskPlan.objects.filter(person=person, state=state)
    return rows.select_related("drafted_by", "agreed_by").first()


def numbered(person: Person, number: int) -> RiskPlan:
    """One version of the person's plan; 404 where there is none."""
    rows = RiskPlan.objects.filter(person=person, number=number)
    found = rows.select_related("drafted_by", "agreed_by").first()
    if found is None:
        raise Http404
    return found


def risk_plan_page(plan: RiskPlan, audiences: Collection[Audience], on: date) -> RiskPlanPage:
    """One version, its parts as these audiences may read them."""
    parts = tuple(_part(plan, part, audiences) for part in managing.parts(on))
    in_force = plan.state == Managing.IN_FORCE
    return RiskPlanPage(
        number=plan.number,
        title=f"Version {plan.number}: {plan.get_state_display().lower()}",
        draft=plan.state == Managing.DRAFT,
        facts=_facts(plan),
        parts=parts,
        empty=tuple(part for part in parts if part.empty),
        review=day(plan.review_on) if plan.review_on else "",
        review_late=bool(in_force and plan.review_on and plan.review_on < on),
    )


def versions(person: Person, *, under_order: bool) -> Table:
    """Every version, the newest first; under an Order for Lifelong Restriction with its approval."""
    rows = RiskPlan.objects.filter(person=person).select_related("agreed_by").order_by("-number")
    return Table(
        "Every version",
        (*_COLUMNS, _APPROVED) if under_order else _COLUMNS,
        [
            {
                "title": f"Version {row.number}",
                "url": risk_plan_url("risk_plan_version", person.pk, row.number),
                "state": row.get_state_display(),
                "since": day(row.in_force_on) if row.in_force_on else "Not yet",
                "by": f"by {row.agreed_by.display_name()}" if row.agreed_by else "",
                "approved": day(row.rma_approved_on) if row.rma_approved_on else "Not recorded",
            }
            for row in rows
        ],
        empty="No version is on record.",
    )


def _part(plan: RiskPlan, part: managing.Part, audiences: Collection[Audience]) -> PartShown:
    text = access.shown(plan, part.field, *audiences).strip()
    return PartShown(part.field, part.title, part.asks, text or EMPTY, not text, part.warning)


def _facts(plan: RiskPlan) -> tuple[Fact, ...]:
    agreed = (
        Fact(
            "In force from",
            day(plan.in_force_on),
            note=f"by {plan.agreed_by.display_name()}" if plan.agreed_by else "",
        ),
    )
    return (
        Fact("Drafted", moment(plan.drafted_at), note=f"by {plan.drafted_by.display_name()}"),
        *(agreed if plan.in_force_on else ()),
    )
