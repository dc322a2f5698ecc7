"""What the clocks learn of a date that is fixed, moved or let go."""

from datetime import datetime

from conferences.models import Conference
from conferences.policy.kinds import Kind
from icm.core.models import User
from icm.people import actions as people
from icm.people.models import Event
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind


def note_date(row: Conference, starts_at: datetime, *, by: User, at: datetime) -> None:
    """For which day it is planned; of an Initial also that it is scheduled now (LSCMI-BEFORE-INITIAL)."""
    on = in_scotland(starts_at).date()
    noted = [people.Happening(reference=_planned(row), kind=EventKind.CC_PLANNED, on=on)]
    scheduled = Event.objects.filter(person=row.person, reference=_scheduled(row))
    if row.kind == Kind.INITIAL and not scheduled.exists():
        kind, today = EventKind.CC_SCHEDULED_INITIAL, in_scotland(at).date()
        noted.append(people.Happening(reference=_scheduled(row), kind=kind, on=today))
    people.note_events(row.person, noted, by=by, at=at)


def forget_date(row: Conference, why: str, *, at: datetime) -> None:
    """It is not planned for the day of this version of the row any more."""
    if row.starts_at is not None:
        people.retract_events(row.person, [_planned(row)], why=why, at=at)


def forget_scheduling(row: Conference, why: str, *, at: datetime) -> None:
    """It has no date at all any more: of an Initial, nothing is scheduled again."""
    names = [_planned(row), _scheduled(row)]
    if row.starts_at is not None:
        people.retract_events(row.person, names, why=why, at=at)


def _planned(row: Conference) -> str:
    """The name of the event that says for which day this version of the row is planned."""
    return f"conference-{row.pk}-planned-{row.version}"


def _scheduled(row: Conference) -> str:
    return f"conference-{row.pk}-scheduled"
