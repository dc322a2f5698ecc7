"""The plan in force as the person reads it themselves: every text already rendered for them, every day as a day."""

from dataclasses import dataclass
from datetime import date

from casework.access import classed, shown
from casework.models import ActionPlan, ActionSay, PlanAction
from casework.policy import action_plan as policy
from casework.policy.areas import Domain
from casework.policy.copies import PLAIN
from casework.queries.copies import reading
from casework.queries.says import says_of
from icm.core.disclosure import Audience
from icm.people.models import Person
from icm.policy.calendar import in_scotland

FOR = Audience.PERSON
Status = PlanAction.Status


@dataclass(frozen=True, slots=True)
class Said:
    """What they said of an action or of the plan, in their words, when, and the version an answer is given to."""

    view: str = ""
    words: str = ""
    on: date | None = None
    version: int = 0
    own: bool = True  # they entered it themselves


@dataclass(frozen=True, slots=True)
class OwnAction:
    """One action; ``helpers`` are all who do it but the person."""

    row: PlanAction
    line: int
    what: str
    theirs: bool
    helpers: tuple[str, ...]
    about: str
    factor: str
    start_on: date | None
    target_on: date | None
    status: str
    done_on: date | None
    why_not: str
    proof: str
    said: Said

    @property
    def is_done(self) -> bool:
        return self.status == Status.DONE

    def is_late(self, on: date) -> bool:
        return policy.is_late(self.target_on, self.status, on)


@dataclass(frozen=True, slots=True)
class OwnPlan:
    row: ActionPlan
    aims: str
    from_on: date | None
    review_on: date | None
    ask_again_on: date | None
    said: Said
    actions: tuple[OwnAction, ...]

    @property
    def done(self) -> int:
        return sum(action.is_done for action in self.actions)

    def action(self, line: int) -> OwnAction | None:
        return next((one for one in self.actions if one.line == line), None)


def own_plan(person: Person) -> OwnPlan | None:
    """Three queries, whatever there is to tell; None where no plan is in force."""
    plan = reading.plan_in_force(person)
    if plan is None:
        return None
    says = says_of(person.pk)
    return OwnPlan(
        row=plan,
        aims=shown(plan, "aims", FOR),
        from_on=plan.from_on,
        review_on=plan.review_on,
        ask_again_on=plan.ask_again_on if plan.view == ActionPlan.View.NO_ANSWER else None,
        said=Said(
            plan.view, shown(plan, "view_words", FOR), plan.view_on, plan.version, plan.view_own
        ),
        actions=tuple(_action(row, plan, says.get(row.line)) for row in reading.actions_of(plan)),
    )


def _action(row: PlanAction, plan: ActionPlan, say: ActionSay | None) -> OwnAction:
    row.plan = plan
    helpers = (
        row.owner.display_name() if row.owner else "",
        row.provider.name if row.provider else "",
    )
    return OwnAction(
        row=row,
        line=row.line,
        what=classed(row, FOR),
        theirs=row.theirs,
        helpers=tuple(name for name in helpers if name),
        about=PLAIN[Domain(row.domain)],
        factor=shown(row, "risk_factor", FOR),
        start_on=row.start_on,
        target_on=row.target_on,
        status=row.status,
        done_on=row.done_on,
        why_not=shown(row, "not_done_why", FOR),
        proof=shown(row, "evidence", FOR),
        said=_said(say),
    )


def _said(say: ActionSay | None) -> Said:
    if say is None:
        return Said()
    on = in_scotland(say.said_at).date()
    return Said(say.view, shown(say, "words", FOR), on, say.version)
