"""When staff are there, and who stands in for them: kept by the First Line Manager of their establishment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.facts import facts_changed
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused
from icm.people import access
from icm.people.actions.settling import today
from icm.people.models import Absence, Allocation, ShiftPattern
from icm.people.queries.staffing import may_cover
from icm.policy.roles import Role

WEEK, LONGEST = 7, 8  # days; weeks that a pattern can have before it repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The first and the last day away, and who stands in; nobody yet, where nobody is found."""

    from_on: date
    until_on: date
    cover: User | None = None


@transaction.atomic
def record_shifts(
    member: User,
    shifts: Sequence[str],
    *,
    from_on: date,
    by: User,
    principals: Principals,
    at: datetime,
) -> ShiftPattern:
    """From that Monday on they work these weeks, over and over. The same sent twice is the same pattern."""
    _managed(member, principals)
    if from_on.weekday() != 0:
        raise Refused("A pattern begins on a Monday.")
    if not shifts or len(shifts) % WEEK or len(shifts) > WEEK * LONGEST:
        raise Refused(f"A pattern is one to {LONGEST} whole weeks.")
    _locked(member)
    standing = ShiftPattern.objects.filter(user=member, from_on=from_on).first()
    if standing is None:
        return ShiftPattern.objects.create(
            user=member, from_on=from_on, shifts=list(shifts), recorded_at=at, recorded_by=by
        )
    if standing.shifts != list(shifts):
        standing.shifts, standing.recorded_at, standing.recorded_by = list(shifts), at, by
        standing.save(update_fields=["shifts", "recorded_at", "recorded_by"])
    return standing


@transaction.atomic
def record_absence(
    member: User, leave: Leave, *, by: User, principals: Principals, at: datetime
) -> Absence:
    """They are away on these days. The same sent twice is the same absence."""
    _managed(member, principals)
    _locked(member)
    same = _standing(member).filter(from_on=leave.from_on, until_on=leave.until_on).first()
    if same and same.cover_id == (leave.cover.pk if leave.cover else None):
        return same
    if reason := _why_not_away(member, leave, today(at)):
        raise Refused(reason)
    if leave.cover:
        _fit(member, leave.cover, leave.from_on, leave.until_on)
    made = Absence.objects.create(
        user=member,
        from_on=leave.from_on,
        until_on=leave.until_on,
        cover=leave.cover,
        recorded_at=at,
        recorded_by=by,
    )
    _concerns(member, at)
    return made


@transaction.atomic
def change_cover(
    absence: Absence, cover: User | None, *, principals: Principals, at: datetime
) -> Absence:
    """Somebody else stands in for the days that are left, or nobody does. It counts from the next page on."""
    row = _open(absence, principals)
    if row.ended_at or row.until_on < today(at):
        raise Refused("That absence is over.")
    if cover:
        _fit(row.user, cover, max(row.from_on, today(at)), row.until_on)
    row.cover = cover
    row.save(update_fields=["cover"])
    _concerns(row.user, at)
    return row


@transaction.atomic
def end_absence(absence: Absence, *, principals: Principals, at: datetime) -> Absence:
    """They are back, or were never away: whoever stood in sees their people no more."""
    row = _open(absence, principals)
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        _concerns(row.user, at)
    return row


def _managed(member: User, principals: Principals) -> None:
    if not access.manages(member, principals):
        raise NotAllowed("The First Line Manager of their establishment keeps this.")


def _locked(member: User) -> None:
    """One after the other: two absences recorded at once must each see the other."""
    User.objects.select_for_update().get(pk=member.pk)


def _open(absence: Absence, principals: Principals) -> Absence:
    _managed(absence.user, principals)
    _locked(absence.user)
    rows = Absence.objects.select_related("user").select_for_update(of=("self",))
    return rows.get(pk=absence.pk)


def _concerns(member: User, at: datetime) -> None:
    """What is due for their people is worked out again: that their part is covered is a duty too (PO-CONTINUITY)."""
    theirs = Allocation.objects.filter(
        user=member, role=Role.PERSONAL_OFFICER, until_on__isnull=True
    )
    facts_changed(list(theirs.values_list("person_id", flat=True)), at=at)


def _standing(member: User) -> QuerySet[Absence]:
    return Absence.objects.filter(user=member, ended_at=None)


def _why_not_away(member: User, leave: Leave, on: date) -> str:
    if leave.until_on < leave.from_on:
        return "The last day is before the first."
    if leave.until_on < on:
        return "Those days are over."
    clash = _overlapping(member, leave.from_on, leave.until_on).first()
    if clash:
        return f"They are away already, {_days(clash)}. Change that absence, or end it first."
    return ""


def _fit(member: User, cover: User, from_on: date, until_on: date) -> None:
    """Refuse who may not stand in, or is away themselves on any of these days."""
    if not may_cover(member).filter(pk=cover.pk).exists():
        raise Refused(f"{cover.display_name()} holds no post from which to stand in there.")
    clash = _overlapping(cover, from_on, until_on).first()
    if clash:
        raise Refused(f"{cover.display_name()} is away too, {_days(clash)}.")


def _overlapping(member: User, from_on: date, until_on: date) -> QuerySet[Absence]:
    days = Q(from_on__lte=until_on, until_on__gte=from_on)
    return _standing(member).filter(days).order_by("from_on")


def _days(absence: Absence) -> str:
    return f"from {day(absence.from_on)} to {day(absence.until_on)}"
