"""Planning a case conference, fixing its date, moving, postponing and cancelling it: each with its reason on record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from conferences import access
from conferences.actions.letters import tell
from conferences.actions.noting import forget_date, forget_scheduling, note_date
from conferences.models import Conference, Step
from conferences.policy.arranging import why_not
from conferences.policy.kinds import Kind
from conferences.policy.notice import INVITE_WEEKS, first_day, is_short
from conferences.queries.invitations import standing
from conferences.workflow import CONFERRING, OPEN, Conferring
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.models import User
from icm.core.refusals import Refused, Stale, same
from icm.people.models import Person
from icm.policy.calendar import in_scotland, is_working_day
from risk.queries import facts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A conference that is needed. ``reference`` names it for this person, so that sending it twice is harmless."""

    reference: str
    kind: Kind
    why: str
    due_on: date | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """When, how long and where. ``why`` is asked for where people have less than four weeks' notice, or it is moved."""

    starts_at: datetime
    minutes: int
    place: str
    by_video: bool = False
    chair: User | None = None
    why: str = ""


@transaction.atomic
def plan_conference(
    person: Person, plan: Plan, *, by: User | None, principals: Principals, at: datetime
) -> Conference:
    """A conference is to be arranged; the same reference a second time is the same conference."""
    access.require(person, principals, access.ARRANGE)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if before := _same(row, plan):
        return before
    reason = why_not(plan.kind, facts_of(row.pk, on=_today(at)), _today(at)) or _open(row, plan)
    if reason:
        raise Refused(reason)
    return planned(row, plan, by, at)


@transaction.atomic
def fix(
    row: Conference,
    sitting: Sitting,
    *,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> Conference:
    """Its date is fixed, where the person is now. From here on people can be invited.

    Whoever was invited to a date before, which was postponed or adjourned, learns of this one.
    """
    here = locked(row, version)
    _refuse(here, sitting, at)
    fixed = _apply("fix", here, principals, **_columns(here, sitting, at))
    note_step(fixed, "fix", sitting.why, here.starts_at, by, at)
    tell(fixed, "fix", standing(fixed), at=at)
    note_date(fixed, sitting.starts_at, by=by, at=at)
    return fixed


@transaction.atomic
def move(
    row: Conference,
    sitting: Sitting,
    *,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> Conference:
    """Another date, time or place. Whoever was invited has to be told: the invitations count from this date."""
    here = _with_reason(row, sitting.why, version)
    _refuse(here, sitting, at)
    moved = _apply("move", here, principals, **_columns(here, sitting, at))
    note_step(moved, "move", sitting.why, here.starts_at, by, at)
    tell(moved, "move", standing(moved), at=at)
    forget_date(here, sitting.why, at=at)
    note_date(moved, sitting.starts_at, by=by, at=at)
    return moved


@transaction.atomic
def postpone(
    row: Conference, *, why: str, version: int, by: User, principals: Principals, at: datetime
) -> Conference:
    """It does not take place then, and has no other date yet: it is to be arranged again."""
    here = _with_reason(row, why, version)
    return _let_go("postpone", here, why, principals, by=by, at=at)


@transaction.atomic
def cancel(
    row: Conference, *, why: str, version: int, by: User, principals: Principals, at: datetime
) -> Conference:
    """It is not needed any more. What made it due may ask for another."""
    here = _with_reason(row, why, version)
    return _let_go("cancel", here, why, principals, by=by, at=at)


def planned(person: Person, plan: Plan, by: User | None, at: datetime) -> Conference:
    """The row of a conference that is needed, as part of an act that has asked for its own permission."""
    made = Conference.objects.create(
        person=person,
        reference=plan.reference,
        kind=plan.kind,
        why=plan.why,
        rule=plan.rule,
        due_on=plan.due_on,
        made_at=at,
        made_by=by,
    )
    note_step(made, "plan", plan.why, None, by, at)
    return made


def locked(row: Conference, version: int) -> Conference:
    """The row as it is now, locked, with its person. Refuses a step made from an earlier version."""
    rows = Conference.objects.select_for_update(of=("self",))
    here = rows.select_related("person__establishment").get(pk=row.pk)
    if here.version != version:
        raise Stale(current=in_words(here), version=here.version)
    return here


def in_words(row: Conference) -> str:
    """How it stands, as a sentence."""
    said = f"{row}: {Conferring(row.state).label.lower()}"
    if row.state == Conferring.SET:
        return f"{said}, {moment(row.starts_at)}, {row.place}."
    return f"{said}." if row.held_on is None else f"{said} on {day(row.held_on)}."


def _with_reason(row: Conference, why: str, version: int) -> Conference:
    here = locked(row, version)
    if not why:
        raise Refused("Say why: whoever was invited will ask.")
    return here


def _let_go(
    what: str, here: Conference, why: str, principals: Principals, *, by: User, at: datetime
) -> Conference:
    gone = _apply(what, here, principals, starts_at=None, fixed_at=None, establishment=None)
    note_step(gone, what, why, here.starts_at, by, at)
    tell(gone, what, standing(gone), at=at)
    forget_scheduling(here, why, at=at)
    return gone


def _apply(what: str, row: Conference, principals: Principals, **changes: Any) -> Conference:
    held = access.held(row.person, principals)
    moved = CONFERRING.apply(what, row, held=held, version=row.version + 1, **changes)
    moved.person = row.person
    return moved


def _columns(row: Conference, sitting: Sitting, at: datetime) -> dict[str, Any]:
    return {
        "starts_at": sitting.starts_at,
        "minutes": sitting.minutes,
        "place": sitting.place,
        "by_video": sitting.by_video,
        "chair": sitting.chair,
        "establishment_id": row.person.establishment_id,
        "fixed_at": at,
    }


def _refuse(row: Conference, sitting: Sitting, at: datetime) -> None:
    on = in_scotland(sitting.starts_at).date()
    if row.person.establishment_id is None:
        raise Refused("They are in no establishment at present: a date cannot be fixed.")
    if sitting.starts_at <= at:
        raise Refused("That is past. Choose a day and time to come.")
    if is_short(_today(at), on) and not sitting.why:
        weeks, first = INVITE_WEEKS.at(_today(at)), day(first_day(_today(at)))
        raise Refused(
            f"That is less than {weeks} weeks from now: invitations go out {weeks} weeks before, which"
            f" would be {first} at the earliest. Choose a later day, or say why it cannot wait."
        )
    if not is_working_day(on) and not sitting.why:
        raise Refused(
            f"{day(on)} is at a weekend or a public holiday. Choose another day, or say why it is then."
        )
    if taken := _taken(row, sitting):
        raise Refused(taken)


def _taken(row: Conference, sitting: Sitting) -> str:
    """Whether the person or the chair is at another conference then."""
    around = Conference.objects.filter(
        state=Conferring.SET, starts_at__date=in_scotland(sitting.starts_at).date()
    ).exclude(pk=row.pk)
    theirs = around.filter(person=row.person_id)
    if any(_meets(other, sitting) for other in theirs):
        return "They have another case conference at that time."
    chaired = around.filter(chair=sitting.chair) if sitting.chair else around.none()
    if sitting.chair and any(_meets(other, sitting) for other in chaired):
        return f"{sitting.chair.display_name()} chairs another conference at that time."
    return ""


def _meets(other: Conference, sitting: Sitting) -> bool:
    if other.starts_at is None:
        return False
    first, second = sorted(
        [(other.starts_at, other.minutes), (sitting.starts_at, sitting.minutes)],
        key=lambda one: one[0],
    )
    return (second[0] - first[0]).total_seconds() < first[1] * 60


def note_step(
    row: Conference, what: str, why: str, before: datetime | None, by: User | None, at: datetime
) -> None:
    Step.objects.create(
        conference=row,
        reference=f"{what}-{row.version}",
        move=what,
        why=why,
        starts_before=before,
        starts_after=row.starts_at,
        at=at,
        by=by,
    )


def _same(person: Person, plan: Plan) -> Conference | None:
    before = Conference.objects.filter(person=person, reference=plan.reference).first()
    sent = {"kind": plan.kind, "why": plan.why, "due_on": plan.due_on}
    return None if before is None else same(before, sent)


def _open(person: Person, plan: Plan) -> str:
    before = Conference.objects.filter(person=person, kind=plan.kind, state__in=OPEN).first()
    if before is None:
        return ""
    return f"One of this kind is being arranged already: {in_words(before)} Go on with that one."


def _today(at: datetime) -> date:
    return in_scotland(at).date()
