"""The action plan: drafted, put in force in place of the one before, and what the person says of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from casework import access
from casework.actions.plan_standing import (
    NO_DRAFT,
    current,
    drafted,
    planning,
    stamp,
    today,
)
from casework.models import ActionPlan, PlanAction
from casework.policy import action_plan as policy
from casework.queries.action_plan import plan_url, rows_of
from casework.queries.plan_words import action_facts, plan_facts, said_of
from casework.workflow import PLANNING, Planning
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.outbox import Letter, post
from icm.core.refusals import Refused, Stale
from icm.core.wording import refuse_figures
from icm.people import actions as people
from icm.people.models import Allocation, Person
from icm.policy.facts import EventKind
from icm.policy.wording import why_not_in_words

View = ActionPlan.View
# What a new version takes over of each action. The reference belongs to the page it was added from.
_NOT_COPIED = {"id", "plan", "reference", "version"}
COPIED = [
    field.attname for field in PlanAction._meta.concrete_fields if field.name not in _NOT_COPIED
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """The plan's own texts; ``version`` is the page's."""

    aims: str
    family_help: str
    review_on: date | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person says of the plan, and when; where they could not answer, the day on which somebody goes back."""

    view: str
    words: str
    on: date
    ask_again_on: date | None
    version: int


@transaction.atomic
def draft_plan(person: Person, *, by: User, principals: Principals, at: datetime) -> ActionPlan:
    """A new version, with the aims and the actions of the one in force. The draft there is, where there is one."""
    row = planning(person.pk, principals)
    standing = ActionPlan.objects.filter(person=row, state=Planning.DRAFT).first()
    if standing:
        return standing
    last = ActionPlan.objects.filter(person=row).aggregate(number=Max("number"))["number"]
    before = ActionPlan.objects.filter(person=row, state=Planning.AGREED).first()
    made = ActionPlan.objects.create(
        person=row,
        number=(last or 0) + 1,
        aims=before.aims if before else "",
        family_help=before.family_help if before else "",
        review_on=_still_to_come(before, today(at)),
        drafted_at=at,
        drafted_by=by,
    )
    if before:
        PlanAction.objects.bulk_create(
            PlanAction(plan=made, **{name: getattr(action, name) for name in COPIED})
            for action in rows_of(before)
        )
    return made


@transaction.atomic
def write_aims(
    plan: ActionPlan, texts: Aims, *, principals: Principals, at: datetime
) -> ActionPlan:
    """The person's aims in their own words, how their family can help, and when the plan is looked at again."""
    row = drafted(plan, principals)
    sent = (texts.aims, texts.family_help, texts.review_on)
    if sent == (row.aims, row.family_help, row.review_on):
        return row
    if row.version != texts.version:
        raise Stale(current=_texts_in_words(row), version=row.version)
    if texts.review_on and texts.review_on < today(at):
        raise Refused("The day on which the plan is looked at again has passed.")
    refuse_figures(texts.aims, texts.family_help)
    row.aims, row.family_help, row.review_on = sent
    _next(row, "aims", "family_help", "review_on")
    return row


@transaction.atomic
def record_view(
    plan: ActionPlan, said: Said, *, principals: Principals, at: datetime
) -> ActionPlan:
    """What the person says of a draft, or of the plan in force. What they said before stays in the history.

    Staff record it for them, or they enter it themselves: that of the plan in force, and never that they were not able.
    """
    row = current(plan, principals, access.SAY)
    if row.state == Planning.SUPERSEDED:
        raise Refused("This version was replaced. Ask what they say of the one in force.")
    again = said.ask_again_on if said.view == View.NO_ANSWER else None
    own = principals.person is not None
    sent = (said.view, said.words, said.on, again, own)
    if sent == (row.view, row.view_words, row.view_on, row.ask_again_on, row.view_own):
        return row
    if row.version != said.version:
        raise Stale(current=said_of(row), version=row.version)
    if reason := _why_not_say(said, today(at)) or (own and _why_not_own(row, said)):
        raise Refused(reason)
    row.view, row.view_words, row.view_on, row.ask_again_on, row.view_own = sent
    _next(row, "view", "view_words", "view_on", "ask_again_on", "view_own")
    return row


@transaction.atomic
def put_in_force(
    plan: ActionPlan, *, seen: int, by: User, principals: Principals, at: datetime
) -> ActionPlan:
    """The draft takes the place of the plan before it, in one step. ``seen`` is the stamp of what was checked.

    The events say so to the rules, and what is due follows at once.
    """
    row = current(plan, principals)
    if row.state == Planning.AGREED:
        return row
    if row.state != Planning.DRAFT:
        raise Refused(NO_DRAFT)
    rows = rows_of(row)
    if stamp(row, rows) != seen:
        raise Stale(current="see the plan below.", version=stamp(row, rows))
    if reason := why_not_in_force(row, rows, today(at)):
        raise Refused(reason)
    held = access.held(row.person, principals)
    for before in ActionPlan.objects.filter(person=row.person, state=Planning.AGREED):
        PLANNING.apply(
            "supersede",
            before,
            held=held,
            until_on=today(at),
            superseded_at=at,
            version=before.version + 1,
        )
    made = PLANNING.apply(
        "agree",
        row,
        held=held,
        from_on=today(at),
        agreed_at=at,
        agreed_by=by,
        version=row.version + 1,
    )
    people.note_events(row.person, _happenings(made, at), by=by, at=at)
    post(_letters(made, rows, by), at=at)
    return made


def why_not_in_force(plan: ActionPlan, rows: list[PlanAction], on: date) -> str:
    """Why the draft cannot be put in force, in words; the page lists each gap with the way to mend it."""
    gaps = [
        check.because for check in policy.missing(policy.plan_checks(plan_facts(plan, rows), on))
    ]
    for place, row in enumerate(rows, 1):
        found = policy.missing(policy.action_checks(action_facts(row), on))
        gaps += [f"Action {place}: {check.because}" for check in found]
    return f"The plan cannot be put in force yet. {' '.join(gaps)}" if gaps else ""


def _happenings(plan: ActionPlan, at: datetime) -> list[people.Happening]:
    on = today(at)
    return [
        people.Happening(reference=f"plan-{plan.pk}", kind=EventKind.PLAN_AGREED, on=on, at=at),
        people.Happening(
            reference=f"plan-{plan.pk}-updated", kind=EventKind.PLAN_UPDATED, on=on, at=at
        ),
    ]


def _letters(plan: ActionPlan, rows: list[PlanAction], by: User) -> list[Letter]:
    """A line, naming nobody, to those who look after the person and to whoever an action names."""
    allocated = Allocation.objects.filter(person=plan.person, until_on__isnull=True)
    concerned = {row.owner_id for row in rows if row.owner_id}
    concerned |= set(allocated.values_list("user_id", flat=True))
    told = User.objects.filter(pk__in=concerned - {by.pk}, is_active=True).exclude(email="")
    address = f"{settings.BASE_URL}{plan_url('action_plan', plan.person_id)}"
    return [
        Letter.naming_nobody(
            key=f"plan:{plan.pk}:{user.pk}",
            recipient=user.pk,
            subject="ICM: an action plan was put in force",
            words=(
                "The action plan of somebody you work with was put in force. What is yours to do,"
                f" and by when, is at {address}"
            ),
        )
        for user in told.order_by("pk")
    ]


def _still_to_come(plan: ActionPlan | None, on: date) -> date | None:
    day_set = plan.review_on if plan else None
    return day_set if day_set and day_set > on else None


def _why_not_say(said: Said, on: date) -> str:
    if said.view not in (View.AGREED, View.DISAGREED, View.UNSURE, View.NO_ANSWER):
        return "Say whether they agree, disagree, are not sure or could not answer."
    if said.on > on:
        return "That day is in the future."
    if said.view == View.NO_ANSWER and said.ask_again_on is None:
        return "Say on which day somebody goes back to them."
    if said.view == View.NO_ANSWER and said.ask_again_on and said.ask_again_on < on:
        return "The day for going back to them has passed."
    return why_not_in_words(said.words)


def _why_not_own(plan: ActionPlan, said: Said) -> str:
    """A draft is read to them by staff; whoever answers is able to."""
    if plan.state != Planning.AGREED or said.view == View.NO_ANSWER:
        return "You can say if you agree, do not agree or are not sure of your plan."
    return ""


def _next(plan: ActionPlan, *fields: str) -> None:
    """Save these fields as the next version of the row."""
    plan.version += 1
    plan.save(update_fields=[*fields, "version"])


def _texts_in_words(plan: ActionPlan) -> str:
    return (
        f"Aims: {plan.aims or 'none'}. How family can help: {plan.family_help or 'nothing'}."
        f" Looked at again: {day(plan.review_on)}."
    )
