"""The action plan as somebody may read it: one version with its actions, in words for one audience.

Whatever shows a plan reads it here: the pages, the plan of a past day, the copies. A row may be one that stands now or
one rebuilt from the history.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from casework import access
from casework.models import ActionPlan, PlanAction
from casework.policy import action_plan as policy
from casework.queries.plan_words import NOBODY, Names, doers, names_here
from casework.queries.says import Says, said_for, says_of
from casework.workflow import Planning
from icm.core.dates import day
from icm.core.disclosure import CLEARED, Audience, Disclosure
from icm.core.screen import Fact
from icm.people.models import Allocation
from icm.policy.roles import Role

UNKNOWN = "Not known"
NOT_SET = "Not set"
NOT_ALOUD = "The line above is withheld from them: do not read it out."
View = ActionPlan.View


@dataclass(frozen=True)
class ActionRow:
    """One action in words. ``cleared`` says that the reader may read, and so change, its full text."""

    line: int
    place: int
    what: str
    domain: str
    risk_factor: str
    who: str
    start: str
    target: str
    review: str
    status: str
    late: bool
    evidence: str
    not_done_why: str
    done: str
    referral: int | None
    referred: str
    cleared: bool
    instead: str  # what the person reads, of an action that is not for them
    to_refer: bool
    note: str = ""  # what was learnt only later, where a past day is shown
    view: str = ""  # what the person says of it
    view_words: str = ""
    view_on: str = ""

    @property
    def progress_words(self) -> str:
        return f"Record how action {self.place} stands"

    @property
    def refer_words(self) -> str:
        return f"Refer them to the provider of action {self.place}"

    @property
    def change_words(self) -> str:
        return f"Change action {self.place}"

    @property
    def remove_words(self) -> str:
        return f"Remove action {self.place}"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Its lines on the page; what is empty and keeps the plan from nothing is left out."""
        late = "The target date has passed." if self.late else ""
        rows = (
            Fact("The person reads", self.instead, note=self.instead and NOT_ALOUD),
            Fact("Who does it", self.who, unknown=self.who == NOBODY),
            Fact("For", self.domain, note=self.risk_factor and f"Addresses: {self.risk_factor}"),
            Fact("Referral", self.referred),
            Fact("Start", self.start),
            Fact("Target date", self.target or NOT_SET, note=late, unknown=not self.target),
            Fact("Done", self.done, note=self.note),
            Fact("Evidence", self.evidence),
            Fact("Why not", self.not_done_why),
            Fact("Looked at again", self.review),
            Fact("What they say of it", self.view, note=self.view_on),
            Fact("Their words", self.view_words),
        )
        return tuple(fact for fact in rows if fact.value)


@dataclass(frozen=True)
class PlanPage:
    """One version in words. ``ask_again`` is the day for going back to somebody who could not answer."""

    pk: int
    number: int
    state: str
    title: str
    drafting: bool
    by: str
    aims: str
    family_help: str
    view: str
    view_words: str
    view_on: str
    view_own: bool
    ask_again: str
    ask_again_late: bool
    review: str
    review_late: bool
    actions: tuple[ActionRow, ...]

    @property
    def late(self) -> int:
        return sum(action.late for action in self.actions)

    @property
    def view_facts(self) -> tuple[Fact, ...]:
        rows = (
            Fact("Answer", self.view, note=self._asked),
            Fact("Their words", self.view_words),
            Fact("Ask again", self.ask_again),
        )
        return tuple(fact for fact in rows if fact.value)

    @property
    def _asked(self) -> str:
        if not self.view_on:
            return ""
        return f"{'Entered by themselves' if self.view_own else 'Asked'} on {self.view_on}"


@dataclass(frozen=True)
class Standing:
    """The version in force and the one being drafted, where there are any."""

    in_force: ActionPlan | None
    draft: ActionPlan | None


def _instead(row: PlanAction, audience: Audience) -> str:
    """What the person reads of an action that this reader reads whole and they do not."""
    kind = Disclosure(row.disclosure)
    if kind in CLEARED[Audience.PERSON] or kind not in CLEARED[audience]:
        return ""
    return access.classed(row, Audience.PERSON)


def standing_plans(person: int) -> Standing:
    """Both in one query."""
    found = {plan.state: plan for plan in _plans(person).exclude(state=Planning.SUPERSEDED)}
    return Standing(found.get(Planning.AGREED), found.get(Planning.DRAFT))


def plan_in_force(person: int) -> ActionPlan | None:
    return standing_plans(person).in_force


def plan_draft(person: int) -> ActionPlan | None:
    return standing_plans(person).draft


def plan_numbered(person: int, number: int) -> ActionPlan | None:
    """A version that was not replaced."""
    return _plans(person).exclude(state=Planning.SUPERSEDED).filter(number=number).first()


def rows_of(plan: ActionPlan) -> list[PlanAction]:
    """The actions of one version, in their order. One query."""
    rows = plan.actions.select_related("owner", "provider", "referral")
    return list(rows.order_by("sequence", "line"))


def plan_page(plan: ActionPlan, audience: Audience, on: date) -> PlanPage:
    """A version that stands in the tables now. Two queries beside the plan's own."""
    return page_of(plan, rows_of(plan), audience, on)


def page_of(plan: ActionPlan, rows: Sequence[PlanAction], audience: Audience, on: date) -> PlanPage:
    """The same, of rows that are loaded."""
    by = plan.agreed_by or plan.drafted_by
    page = in_words(plan, rows, names_here(rows), audience, on, by.display_name())
    return replace(page, actions=with_says(page.actions, says_of(plan.person_id), plan, audience))


def with_says(
    rows: Sequence[ActionRow], says: Says, plan: ActionPlan, audience: Audience
) -> tuple[ActionRow, ...]:
    """Each with what the person says of it."""
    return tuple(
        replace(row, **said_for(says[row.line], plan, audience)) if row.line in says else row
        for row in rows
    )


def one_action(row: PlanAction, audience: Audience, on: date) -> ActionRow:
    """One action by itself."""
    return action_row(row, 0, names_here([row]), audience, on)


def in_words(
    plan: ActionPlan,
    rows: Sequence[PlanAction],
    names: Names,
    audience: Audience,
    on: date,
    by: str,
) -> PlanPage:
    """A version and its rows, as this audience may read them on that day."""
    open_version = plan.state != Planning.SUPERSEDED
    again = plan.ask_again_on if plan.view == View.NO_ANSWER and open_version else None
    return PlanPage(
        pk=plan.pk,
        number=plan.number,
        state=plan.state,
        title=_title(plan),
        drafting=plan.state == Planning.DRAFT,
        by=by,
        aims=access.shown(plan, "aims", audience),
        family_help=access.shown(plan, "family_help", audience),
        view=View(plan.view).label if plan.view else "",
        view_words=access.shown(plan, "view_words", audience),
        view_on=day(plan.view_on) if plan.view_on else "",
        view_own=plan.view_own,
        ask_again=day(again) if again else "",
        ask_again_late=bool(again and again < on),
        review=day(plan.review_on) if plan.review_on else "",
        review_late=bool(plan.review_on and plan.review_on < on and open_version),
        actions=tuple(
            action_row(row, place, names, audience, on) for place, row in enumerate(rows, 1)
        ),
    )


def action_row(
    row: PlanAction, place: int, names: Names, audience: Audience, on: date, note: str = ""
) -> ActionRow:
    """One action in words. A status that is not known on a past day stays so."""
    return ActionRow(
        line=row.line,
        place=place,
        what=access.classed(row, audience),
        domain=row.get_domain_display(),
        risk_factor=access.shown(row, "risk_factor", audience),
        who=doers(row, names),
        start=day(row.start_on) if row.start_on else "",
        target=day(row.target_on) if row.target_on else "",
        review=day(row.review_on) if row.review_on else "",
        status=PlanAction.Status(row.status).label if row.status else UNKNOWN,
        late=policy.is_late(row.target_on, row.status, on),
        evidence=access.shown(row, "evidence", audience),
        not_done_why=access.shown(row, "not_done_why", audience),
        done=day(row.done_on) if row.done_on else "",
        referral=row.referral_id,
        referred=names.referrals.get(row.referral_id or 0, ""),
        cleared=Disclosure(row.disclosure) in CLEARED[audience],
        instead=_instead(row, audience),
        to_refer=row.provider_id is not None
        and row.referral_id is None
        and row.status not in policy.FINISHED,
        note=note,
    )


def plan_url(name: str, person: int, *args: int) -> str:
    return reverse(f"casework:{name}", args=[person, *args])


def _plans(person: int) -> QuerySet[ActionPlan]:
    return ActionPlan.objects.filter(person=person).select_related("drafted_by", "agreed_by")


def _title(plan: ActionPlan) -> str:
    if plan.state == Planning.DRAFT:
        return f"Version {plan.number}, a draft since {day(plan.drafted_at)}"
    if plan.state == Planning.AGREED:
        return f"Version {plan.number}, in force since {day(plan.from_on)}"
    return f"Version {plan.number}, in force from {day(plan.from_on)} until {day(plan.until_on)}"


def told(person: int) -> tuple[str, ...]:
    """Who looks after the person, for saying who hears of a new plan."""
    rows = Allocation.objects.filter(person=person, until_on__isnull=True).select_related("user")
    return tuple(
        f"{row.user.display_name()}, {Role(row.role).label}" for row in rows.order_by("role", "pk")
    )
