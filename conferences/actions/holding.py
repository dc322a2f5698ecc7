"""After the meeting: who was there, that it was held and what comes next, or that it was adjourned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from conferences import access
from conferences.actions.arranging import Plan, locked, note_step, planned
from conferences.actions.noting import forget_date
from conferences.models import Conference, Invitation
from conferences.policy.holding import Came, Next, Place, why_not_held
from conferences.policy.kinds import NOTED_AS, Kind, Party
from conferences.queries.invitations import standing
from conferences.workflow import CONFERRING, OPEN
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import Refused
from icm.people import actions as people
from icm.policy.calendar import in_scotland
from risk.queries import usable


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """That it took place: the day, who was there by invitation, and what it decided comes next."""

    on: date
    came: Mapping[int, Came]
    after: Next


@transaction.atomic
def hold(
    row: Conference,
    held: Holding,
    *,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> Conference:
    """It was held. The clocks learn of it, and the conference it decided on is to be arranged from now on."""
    here = locked(row, version)
    invited = list(standing(here))
    places = [
        Place(Party(one.party), held.came.get(one.pk), one.excused_at is not None)
        for one in invited
    ]
    assessed = usable(here.person_id).is_usable
    if reason := _why_not(here, held.on, at) or why_not_held(
        Kind(here.kind), held.on, places, held.after, assessed=assessed
    ):
        raise Refused(reason)
    done = _held(here, held, principals, assessed=assessed)
    for one in invited:
        one.came = held.came[one.pk].value
    Invitation.objects.bulk_update(invited, ["came"])
    note_step(done, "hold", "", here.starts_at, by, at)
    _follow(done, held.after, by, at)
    happened = people.Happening(
        reference=f"conference-{done.pk}", kind=NOTED_AS[Kind(done.kind)], on=held.on
    )
    people.note_events(done.person, [happened], by=by, at=at)
    return done


@transaction.atomic
def adjourn(
    row: Conference, *, why: str, version: int, by: User, principals: Principals, at: datetime
) -> Conference:
    """It was begun or opened and could not be finished: it goes on, on another day that is to be fixed."""
    here = locked(row, version)
    if not why:
        raise Refused("Say why it was adjourned: it is minuted.")
    if here.starts_at and here.starts_at > at:
        raise Refused("It has not begun yet. Postpone it instead.")
    held = access.held(here.person, principals)
    gone = CONFERRING.apply(
        "adjourn",
        here,
        held=held,
        version=here.version + 1,
        starts_at=None,
        fixed_at=None,
        establishment=None,
    )
    gone.person = here.person
    note_step(gone, "adjourn", why, here.starts_at, by, at)
    forget_date(here, why, at=at)
    return gone


def _held(row: Conference, held: Holding, principals: Principals, *, assessed: bool) -> Conference:
    after = held.after
    done = CONFERRING.apply(
        "hold",
        row,
        held=access.held(row.person, principals),
        version=row.version + 1,
        held_on=held.on,
        assessed=assessed,
        next_kind=after.kind.value if after.kind else "",
        next_on=after.on,
        next_when=after.when,
        next_why=after.why,
    )
    done.person = row.person
    return done


def _why_not(row: Conference, on: date, at: datetime) -> str:
    if row.starts_at is None:
        return ""  # the workflow says that it has no date
    today, begins = in_scotland(at).date(), in_scotland(row.starts_at).date()
    if on > today:
        return "That is in the future. Record it once it was held."
    if on < begins:
        return f"Its date is {day(begins)}. If it was held on another day, move it there first."
    return ""


def _follow(row: Conference, after: Next, by: User, at: datetime) -> None:
    """What comes next is to be arranged, unless one of the kind is being arranged already."""
    if after.kind is None or after.on is None:
        return
    same = Conference.objects.filter(person=row.person, kind=after.kind, state__in=OPEN)
    if same.exists():
        return
    wanted = Plan(reference=f"after-{row.pk}", kind=after.kind, why=after.why, due_on=after.on)
    planned(row.person, wanted, by, at)
