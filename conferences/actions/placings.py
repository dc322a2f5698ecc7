"""What somebody does with a placing: pins it, refuses it, puts it elsewhere by hand, and fixes the dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from conferences import access
from conferences.actions.arranging import Sitting, fix
from conferences.models import Conference, Placing, Room
from conferences.models.placings import STANDING
from conferences.queries.estate import TO_PLACE
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused
from icm.people.models import Establishment
from icm.policy.calendar import in_scotland


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A room and a time."""

    room: Room
    starts_at: datetime
    minutes: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@transaction.atomic
def pin(placing: Placing, *, by: User, principals: Principals, at: datetime) -> Placing:
    """It stays where it is, whatever the next search finds. Pinning twice is pinning once."""
    row = _open(placing, principals)
    if row.standing == Placing.Standing.PROPOSED:
        _stand(row, Placing.Standing.PINNED, by=by, at=at)
    return row


@transaction.atomic
def unpin(placing: Placing, *, by: User, principals: Principals, at: datetime) -> Placing:
    """The next search may move it again."""
    row = _open(placing, principals)
    if row.standing == Placing.Standing.PINNED:
        _stand(row, Placing.Standing.PROPOSED, by=by, at=at)
    return row


@transaction.atomic
def refuse(
    placing: Placing, why: str, *, by: User, principals: Principals, at: datetime
) -> Placing:
    """Not then. No search places this conference at that time again, and the reason is on record."""
    if not why.strip():
        raise Refused("Say why this time does not do.")
    row = _open(placing, principals)
    row.why = why.strip()
    _stand(row, Placing.Standing.REFUSED, by=by, at=at)
    return row


@transaction.atomic
def place_by_hand(
    conference: Conference, spot: Spot, *, by: User, principals: Principals, at: datetime
) -> Placing:
    """Where somebody puts it, it is pinned. The same sent twice is the same placing."""
    here = _to_place(conference, principals)
    before = Placing.objects.filter(conference=here, standing__in=STANDING).first()
    if before and _is_at(before, spot) and before.standing == Placing.Standing.PINNED:
        return before
    _make_room(here, spot, at)
    if before:
        before.delete()
    return Placing.objects.create(
        conference=here,
        room=spot.room,
        starts_at=spot.starts_at,
        ends_at=spot.ends_at,
        standing=Placing.Standing.PINNED,
        at=at,
        by=by,
    )


@dataclass(frozen=True, slots=True)
class Fixing:
    """What became of fixing several dates: those that are fixed, and those that are not, each with its reason."""

    fixed: tuple[Conference, ...]
    left: tuple[tuple[Placing, str], ...]


def fix_dates(
    placings: Sequence[Placing], *, by: User, principals: Principals, at: datetime
) -> Fixing:
    """Turn these placings into fixed conferences, each by itself: what cannot be stays as it is, with the reason."""
    fixed, left = [], []
    for placing in sorted(placings, key=lambda one: (one.starts_at, one.pk)):
        try:
            fixed.append(_fix(placing, by=by, principals=principals, at=at))
        except Refused as refusal:
            left.append((placing, str(refusal)))
    return Fixing(tuple(fixed), tuple(left))


@transaction.atomic
def _fix(placing: Placing, *, by: User, principals: Principals, at: datetime) -> Conference:
    row = _open(placing, principals)
    here = row.conference
    sitting = Sitting(
        starts_at=row.starts_at,
        minutes=here.minutes,
        place=row.room.name,
        by_video=here.by_video,
        chair=here.chair,
    )
    done = fix(here, sitting, version=here.version, by=by, principals=principals, at=at)
    _stand(row, Placing.Standing.FIXED, by=by, at=at)
    return done


def _is_at(row: Placing, spot: Spot) -> bool:
    return (row.room_id, row.starts_at, row.ends_at) == (
        spot.room.pk,
        spot.starts_at,
        spot.ends_at,
    )


def _stand(row: Placing, standing: Placing.Standing, *, by: User, at: datetime) -> None:
    row.standing, row.by, row.at = standing, by, at
    row.save(update_fields=["standing", "why", "by", "at"])


def _open(placing: Placing, principals: Principals) -> Placing:
    """The placing as it is now, locked. Refuses one that a later search, or somebody, has replaced."""
    rows = Placing.objects.select_for_update(of=("self",)).select_related(
        "conference__person__establishment",
        "conference__person__transfer_to",
        "conference__chair",
        "room__establishment",
    )
    row = rows.filter(pk=placing.pk).first()
    if row is None or row.standing not in STANDING:
        raise Refused("This placing stands no more. Look at the schedule as it is now.")
    access.require(row.conference.person, principals, access.ARRANGE)
    if row.room.establishment_id != row.conference.person.establishment_id:
        raise Refused(f"They are not at {row.room.establishment.name} any more.")
    return row


def _to_place(conference: Conference, principals: Principals) -> Conference:
    rows = Conference.objects.select_for_update(of=("self",)).select_related(
        "person__establishment", "person__transfer_to"
    )
    here = rows.get(pk=conference.pk)
    access.require(here.person, principals, access.ARRANGE)
    if here.state not in TO_PLACE:
        raise Refused("Its date is fixed, or it is over: move the conference itself.")
    return here


def _make_room(here: Conference, spot: Spot, at: datetime) -> None:
    """What nobody may pass over by hand either; all else is theirs to judge, and the next search says it."""
    if spot.room.establishment_id != here.person.establishment_id:
        raise Refused("That room is not where they are.")
    if spot.starts_at <= at:
        raise Refused("That is past. Choose a day and time to come.")
    if spot.minutes < here.minutes:
        raise Refused(f"It takes {here.minutes} minutes: choose a longer time.")
    Establishment.objects.select_for_update().get(pk=spot.room.establishment_id)
    placed = Placing.objects.filter(
        room=spot.room, starts_at__lt=spot.ends_at, ends_at__gt=spot.starts_at
    ).exclude(conference=here)
    pinned = placed.filter(standing=Placing.Standing.PINNED).exists()
    if pinned or _is_fixed_there(here, spot):
        raise Refused(f"{spot.room.name} is taken then. Choose another room or time.")
    # A mere proposal gives way: the next search finds another place for it.
    placed.filter(standing=Placing.Standing.PROPOSED).delete()


def _is_fixed_there(here: Conference, spot: Spot) -> bool:
    fixed = Conference.objects.filter(
        establishment=spot.room.establishment_id,
        place=spot.room.name,
        state=Conference.State.SET,
        starts_at__date=in_scotland(spot.starts_at).date(),
    ).exclude(pk=here.pk)
    times = ((row.starts_at, row.minutes) for row in fixed)
    return any(
        start is not None
        and start < spot.ends_at
        and spot.starts_at < start + timedelta(minutes=minutes)
        for start, minutes in times
    )
