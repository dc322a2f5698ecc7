"""Rooms and their hours, closed days, and the days on which social workers come: kept for an establishment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from conferences import access
from conferences.models import ClosedDay, Hour, Room, SocialWorkDay
from conferences.policy.hours import Span, in_words, overlap
from icm.core.access import Principals
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people.models import Establishment, LocalAuthority


@dataclass(frozen=True, slots=True, kw_only=True)
class Fittings:
    """What is kept of a room. From ``closed_from`` it cannot be used, for good where no last day is named."""

    name: str
    secure: bool = False
    video: bool = False
    closed_from: date | None = None
    closed_until: date | None = None


@transaction.atomic
def add_room(place: Establishment, fittings: Fittings, *, principals: Principals) -> Room:
    """One more room. The same sent twice is the same room."""
    _keeps(place, principals)
    _fit(fittings)
    Establishment.objects.select_for_update().get(pk=place.pk)
    before = Room.objects.filter(establishment=place, name=fittings.name).first()
    if before is None:
        return Room.objects.create(establishment=place, **_columns(fittings))
    if any(getattr(before, name) != value for name, value in _columns(fittings).items()):
        raise Refused(f"There is a room of this name already: {before.name}. Change that one.")
    return before


@transaction.atomic
def change_room(room: Room, fittings: Fittings, *, version: int, principals: Principals) -> Room:
    """Other particulars. What is fixed in it stays fixed: the schedule says where that no longer fits."""
    here = _held(room, version, principals, same=_columns(fittings))
    _fit(fittings)
    other = Room.objects.filter(establishment=here.establishment, name=fittings.name)
    if other.exclude(pk=here.pk).exists():
        raise Refused(f"There is another room of this name: {fittings.name}.")
    columns = _columns(fittings)
    for name, value in columns.items():
        setattr(here, name, value)
    here.version += 1
    here.save(update_fields=[*columns, "version"])
    return here


@transaction.atomic
def set_hours(room: Room, week: Collection[Span], *, version: int, principals: Principals) -> Room:
    """The hours of its week are these and no others. One conference fits into each."""
    here = _held(room, version, principals)
    if clash := overlap(week):
        raise Refused(f"Two hours overlap: {clash}.")
    standing = {_span(hour): hour for hour in here.hours.all()}
    wanted = set(week)
    if wanted == set(standing):
        return here
    gone = [hour.pk for span, hour in standing.items() if span not in wanted]
    Hour.objects.filter(pk__in=gone).delete()
    Hour.objects.bulk_create(
        Hour(room=here, weekday=span.weekday, start=span.start, minutes=span.minutes)
        for span in sorted(wanted - set(standing))
    )
    here.version += 1
    here.save(update_fields=["version"])
    return here


@transaction.atomic
def close_day(place: Establishment, on: date, why: str, *, principals: Principals) -> ClosedDay:
    """No conferences are held there on that day. Closing it again says the newer reason."""
    _keeps(place, principals)
    row, _ = ClosedDay.objects.update_or_create(
        establishment=place, on=on, defaults={"why": why.strip()}
    )
    return row


@transaction.atomic
def open_day(day: ClosedDay, *, principals: Principals) -> None:
    """It is a day like any other again. Opening it twice is opening it once."""
    _keeps(day.establishment, principals)
    ClosedDay.objects.filter(pk=day.pk).delete()


@transaction.atomic
def set_social_work_days(
    place: Establishment,
    authority: LocalAuthority | None,
    weekdays: Iterable[int],
    *,
    principals: Principals,
) -> None:
    """Those of this council (without one, the prison's own) come on these weekdays. None: their days are not known."""
    _keeps(place, principals)
    Establishment.objects.select_for_update().get(pk=place.pk)
    rows = SocialWorkDay.objects.filter(establishment=place, authority=authority)
    wanted, standing = set(weekdays), set(rows.values_list("weekday", flat=True))
    rows.filter(weekday__in=standing - wanted).delete()
    SocialWorkDay.objects.bulk_create(
        SocialWorkDay(establishment=place, authority=authority, weekday=weekday)
        for weekday in sorted(wanted - standing)
    )


def _keeps(place: Establishment, principals: Principals) -> None:
    if place.slug not in access.places_with(principals, access.CALENDAR):
        raise NotAllowed("The ICM team of the establishment keeps its rooms and hours.")


def _held(
    room: Room, version: int, principals: Principals, same: dict[str, object] | None = None
) -> Room:
    """The room as it is now, locked; refuses an edit made from an earlier version, unless it would change nothing."""
    _keeps(room.establishment, principals)
    rows = Room.objects.select_for_update(of=("self",)).select_related("establishment")
    here = rows.get(pk=room.pk)
    unchanged = same is not None and all(getattr(here, key) == same[key] for key in same)
    if here.version != version and not unchanged:
        raise Stale(current=_room_in_words(here), version=here.version)
    return here


def _room_in_words(room: Room) -> str:
    hours = in_words([_span(hour) for hour in room.hours.all()])
    return f"{room.name}; {hours or 'no hours'}."


def _fit(fittings: Fittings) -> None:
    if not fittings.name:
        raise Refused("Give the room a name.")
    until, since = fittings.closed_until, fittings.closed_from
    if until is not None and (since is None or until < since):
        raise Refused("The last day on which it is closed comes before the first.")


def _columns(fittings: Fittings) -> dict[str, object]:
    return {
        "name": fittings.name,
        "secure": fittings.secure,
        "video": fittings.video,
        "closed_from": fittings.closed_from,
        "closed_until": fittings.closed_until,
    }


def _span(hour: Hour) -> Span:
    return Span(hour.weekday, hour.start, hour.minutes)
