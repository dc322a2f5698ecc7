"""The plan in force as a relative reads it, where the person agreed to that: the steps that are open to family, each
with who does it, by when and how far it is; of all others that there are some.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access import classed, cleared, shown
from casework.models import ActionPlan, PlanAction
from casework.policy.action_plan import is_late
from casework.queries.copies import reading
from conferences.models import FamilyConsent
from icm.core.disclosure import Audience
from icm.core.screen import Fact, Step
from icm.kiosk.queries.words import in_full
from icm.people.models import Person

_FOR = Audience.FAMILY
Status = PlanAction.Status


@dataclass(frozen=True, slots=True)
class PlanStep:
    what: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """``since`` is empty where nobody wrote down from when; ``kept_back`` says how many steps are not shared."""

    since: str
    aims: str
    help: str
    steps: tuple[PlanStep, ...]
    kept_back: str
    review: str


def family_plan(person: Person, on: date) -> FamilyPlan | None:
    """Two queries; None where no plan is in force."""
    plan = reading.plan_in_force(person)
    if plan is None:
        return None
    rows = list(reading.actions_of(plan))
    shared = [row for row in rows if cleared(row, _FOR)]
    return FamilyPlan(
        since=in_full(plan.from_on) if plan.from_on else "",
        aims=shown(plan, "aims", _FOR),
        help=shown(plan, "family_help", _FOR),
        steps=tuple(_step(row, person.given_names, on) for row in shared),
        kept_back=_kept_back(len(rows) - len(shared), shared=len(shared)),
        review=_review(plan, on),
    )


def step(consent: FamilyConsent, at: datetime) -> Step:
    """The line of the first page; whether there is a plan at all is said on the page itself."""
    title = _("The plan of %(name)s") % {"name": consent.person.given_names}
    what = _("What they want, and who does what for it.")
    return Step(title, "", reverse("family:plan"), summary=what)


def _step(row: PlanAction, name: str, on: date) -> PlanStep:
    facts = [Fact(_("Who does it"), _who(row, name)), Fact(_("How far it is"), _state(row))]
    if row.status not in (Status.DONE, Status.NOT_DONE):
        facts.insert(1, Fact(_("By when"), " ".join(_when(row, on))))
    return PlanStep(classed(row, _FOR), tuple(facts))


def _who(row: PlanAction, name: str) -> str:
    """By part alone: the names of those who work in prisons are not told here."""
    helped = row.owner_id is not None or row.provider_id is not None
    if row.theirs and helped:
        return _("%(name)s, with help") % {"name": name}
    if row.theirs:
        return name
    return _("People who work with %(name)s") % {"name": name} if helped else _("Not known yet")


def _when(row: PlanAction, on: date) -> Iterator[str]:
    if row.target_on is None:
        yield _("No day is set yet.")
    elif is_late(row.target_on, row.status, on):
        yield _("It should have been done by %(day)s.") % {"day": in_full(row.target_on)}
    else:
        yield in_full(row.target_on)


def _state(row: PlanAction) -> str:
    match row.status:
        case Status.DONE if row.done_on:
            return _("Done on %(day)s") % {"day": in_full(row.done_on)}
        case Status.DONE:
            return _("Done")
        case Status.NOT_DONE:
            return _("Not done")
        case Status.UNDER_WAY:
            return _("It has started")
        case _unstarted:
            return _("It has not started yet")


def _kept_back(number: int, *, shared: int) -> str:
    if not number:
        return "" if shared else _("There are no steps in the plan yet.")
    if not shared:
        return _("The steps of the plan are not shared with family.")
    return ngettext(
        "There is %(number)d more step that is not shared with family.",
        "There are %(number)d more steps that are not shared with family.",
        number,
    ) % {"number": number}


def _review(plan: ActionPlan, on: date) -> str:
    if plan.review_on is None:
        return _("No day is set yet to look at the plan again.")
    day = {"day": in_full(plan.review_on)}
    if plan.review_on < on:
        return _("Staff should have looked at the plan again by %(day)s.") % day
    return _("Staff will look at the plan again by %(day)s.") % day
