"""The facts a schedule of one establishment is made from: rooms, diaries, and the conferences that need a date."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from conferences.models import Conference, Engagement, Hour, Placing, Room
from conferences.models.placings import STANDING
from conferences.policy.hours import Span
from conferences.policy.kinds import Party
from conferences.policy.notice import first_day
from conferences.policy.placing import Case, Estate, Pin, Stood, Taken, Time, rules
from conferences.policy.placing import Room as PlacingRoom
from conferences.queries.diaries import Diaries, time_of
from conferences.workflow import Conferring
from icm.core.models import User
from icm.core.models.users import team_name
from icm.people.models import Allocation, Establishment, Event
from icm.policy.facts import EventKind, Level
from icm.policy.roles import Role

TO_PLACE = (Conferring.PLANNED.value, Conferring.ADJOURNED.value)
CHAIRING = (Role.ICM_CASE_CO_ORDINATOR, Role.ICM_CO_ORDINATOR)
_CORE = {Role.PBSW: Party.PBSW, Role.CBSW: Party.CBSW}
_PARTIES = _CORE | {Role.PERSONAL_OFFICER: Party.OFFICER}


def to_place(place: Establishment, *, until: date) -> QuerySet[Conference]:
    """What is to be arranged for the people held there and due by a day, or by no day; soonest due first."""
    rows = Conference.objects.filter(
        Q(due_on__lte=until) | Q(due_on=None),
        state__in=TO_PLACE,
        person__establishment=place,
        person__released_on=None,
    )
    return rows.order_by("due_on", "pk")


def last_day(on: date) -> date:
    """The last day a schedule made today looks at."""
    return on + timedelta(weeks=rules.WEEKS.at(on)) - timedelta(days=1)


def estate_of(place: Establishment, *, on: date) -> Estate:
    """Everything as it stands. The number of queries is the same however many people are held there."""
    rows = list(
        to_place(place, until=last_day(on)).select_related(
            "person__supervising_authority", "person__residence"
        )
    )
    people = [row.person_id for row in rows]
    allocated = _allocated(people)
    chairs = _chairs(place)
    members = {user for roles in allocated.values() for user in roles.values()}
    diaries = Diaries.read(place, members | set(chairs), on=on)
    fixed = list(_fixed(place, members, on))
    asked = _Asked(
        on=on,
        allocated=allocated,
        bands=_bands(people),
        busy=_busy(people, fixed, on),
        placings=_placings(place, rows),
        councils=diaries.councils,
    )
    roles = _roles(allocated)
    return Estate(
        on=on,
        weeks=rules.WEEKS.at(on),
        first_on=first_day(on),
        rooms=tuple(_room(room) for room in place.rooms.prefetch_related("hours").order_by("pk")),
        members={
            user: diaries.member(user, _PARTIES[roles[user]], _times_of(user, fixed))
            for user in sorted(members)
        },
        cases=tuple(_case(row, asked) for row in rows),
        chairs=tuple(diaries.member(user, Party.CASE_CO_ORDINATOR, ()) for user in chairs),
        closed=frozenset(place.closed_days.filter(on__gte=on).values_list("on", flat=True)),
        taken=tuple(_taken(place, fixed)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is known beside the rows themselves."""

    on: date
    allocated: Mapping[int, Mapping[Role, int]]  # by person
    bands: Mapping[int, str]
    busy: Mapping[int, list[Time]]
    placings: Mapping[int, list[Placing]]  # by conference: what stands, and refusals
    councils: Mapping[int, str]  # by community social worker


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A conference that has its date, or a placing of another establishment: who is busy with it."""

    time: Time
    person: int
    place: int | None  # the establishment
    room: str
    members: frozenset[int]


def _case(row: Conference, asked: _Asked) -> Case:
    person, roles = row.person, asked.allocated.get(row.person_id, {})
    placings = asked.placings.get(row.pk, [])
    pins = _standing_as(placings, Placing.Standing.PINNED)
    stood = _standing_as(placings, Placing.Standing.PROPOSED)
    refused = _standing_as(placings, Placing.Standing.REFUSED)
    worker = roles.get(Role.CBSW)
    council = person.supervising_authority or person.residence
    return Case(
        key=row.pk,
        person=row.person_id,
        minutes=row.minutes,
        due_on=row.due_on,
        weight=rules.priority(asked.bands.get(row.person_id, rules.UNKNOWN), asked.on),
        secure=person.supervision_level == Level.HIGH,
        video=row.by_video,
        council=asked.councils.get(worker or 0, council.slug if council else ""),
        core=tuple(roles[role] for role in _CORE if role in roles),
        officer=roles.get(Role.PERSONAL_OFFICER),
        missing=tuple(party.label for role, party in _CORE.items() if role not in roles),
        busy=tuple(asked.busy.get(row.person_id, ())),
        pin=Pin(*pins[0]) if pins else None,
        stood=Stood(*stood[0]) if stood else None,
        refused=frozenset((time.on, time.start) for time, _ in refused),
    )


def _standing_as(placings: Iterable[Placing], standing: Placing.Standing) -> list[tuple[Time, int]]:
    return [
        (time_of(one.starts_at, one.ends_at), one.room_id)
        for one in placings
        if one.standing == standing
    ]


def _allocated(people: Collection[int]) -> dict[int, dict[Role, int]]:
    found: dict[int, dict[Role, int]] = defaultdict(dict)
    rows = Allocation.objects.filter(person__in=people, until_on=None, role__in=list(_PARTIES))
    for person, role, user in rows.values_list("person_id", "role", "user_id"):
        found[person][Role(role)] = user
    return dict(found)


def _roles(allocated: Mapping[int, Mapping[Role, int]]) -> dict[int, Role]:
    """As what each member takes part; a core member who is somebody's officer too counts as core."""
    found: dict[int, Role] = {}
    for roles in allocated.values():
        for role, user in roles.items():
            if user not in found or role in _CORE:
                found[user] = role
    return found


def _chairs(place: Establishment) -> list[int]:
    names = [team_name(role, place.slug) for role in CHAIRING]
    found = User.objects.filter(is_active=True, groups__name__in=names).distinct()
    return list(found.order_by("pk").values_list("pk", flat=True))


def _bands(people: Collection[int]) -> dict[int, str]:
    """The level of each person's latest LS/CMI; who has none is left out."""
    rows = Event.objects.filter(person__in=people, kind=EventKind.LSCMI)
    return dict(rows.order_by("on", "pk").values_list("person_id", "value"))


def _fixed(place: Establishment, members: Collection[int], on: date) -> Iterable[_Fixed]:
    """Conferences with a date in these weeks: those held there, and those that busy the same members elsewhere."""
    until = last_day(on)
    theirs = Q(person__allocations__user__in=members, person__allocations__until_on=None)
    rows = Conference.objects.filter(
        Q(establishment=place) | theirs,
        state=Conferring.SET,
        starts_at__date__gte=on,
        starts_at__date__lte=until,
    ).distinct()
    found = list(
        rows.order_by("pk").only("starts_at", "minutes", "person", "establishment", "place")
    )
    elsewhere = list(_placed_elsewhere(place, members, on))
    people = {row.person_id for row in found} | {row.conference.person_id for row in elsewhere}
    allocated = _allocated(people)
    for row in found:
        if row.starts_at is not None:
            time = time_of(row.starts_at, row.starts_at + timedelta(minutes=row.minutes))
            users = frozenset(_core_of(allocated, row.person_id))
            yield _Fixed(time, row.person_id, row.establishment_id, row.place, users)
    for one in elsewhere:
        person = one.conference.person_id
        users = frozenset(_core_of(allocated, person))
        yield _Fixed(time_of(one.starts_at, one.ends_at), person, None, "", users)


def _placed_elsewhere(
    place: Establishment, members: Collection[int], on: date
) -> QuerySet[Placing]:
    """What schedules of other establishments propose for the same social workers: nobody is in two prisons at once."""
    rows = Placing.objects.filter(
        standing__in=STANDING,
        starts_at__date__gte=on,
        conference__person__allocations__user__in=members,
        conference__person__allocations__until_on=None,
    )
    rows = rows.exclude(room__establishment=place).select_related("conference")
    return rows.distinct().order_by("pk")


def _core_of(allocated: Mapping[int, Mapping[Role, int]], person: int) -> Iterable[int]:
    return (user for role, user in allocated.get(person, {}).items() if role in _CORE)


def _times_of(user: int, fixed: Iterable[_Fixed]) -> Iterable[Time]:
    return [one.time for one in fixed if user in one.members]


def _busy(people: Collection[int], fixed: Iterable[_Fixed], on: date) -> dict[int, list[Time]]:
    """When each person is elsewhere: engagements day by day, and conferences that have a date."""
    found: dict[int, list[Time]] = defaultdict(list)
    rows = Engagement.objects.filter(person__in=people, ended_at=None, until_at__date__gte=on)
    for one in rows.order_by("pk"):
        found[one.person_id] += _by_day(one)
    for fix in fixed:
        found[fix.person].append(fix.time)
    return found


def _by_day(one: Engagement) -> Iterable[Time]:
    first, last = time_of(one.from_at, one.from_at), time_of(one.until_at, one.until_at)
    for number in range((last.on - first.on).days + 1):
        day = first.on + timedelta(days=number)
        start = first.start if day == first.on else 0
        yield Time(day, start, last.end if day == last.on else 24 * 60)


def _placings(place: Establishment, rows: Iterable[Conference]) -> dict[int, list[Placing]]:
    found: dict[int, list[Placing]] = defaultdict(list)
    kept = [*STANDING, Placing.Standing.REFUSED]
    here = Placing.objects.filter(room__establishment=place, conference__in=list(rows))
    for one in here.filter(standing__in=kept).order_by("pk"):
        found[one.conference_id].append(one)
    return found


def _room(room: Room) -> PlacingRoom:
    return PlacingRoom(
        key=room.pk,
        name=room.name,
        week=tuple(sorted(_span(hour) for hour in room.hours.all())),
        secure=room.secure,
        video=room.video,
        closed_from=room.closed_from,
        closed_until=room.closed_until,
    )


def _span(hour: Hour) -> Span:
    return Span(hour.weekday, hour.start, hour.minutes)


def _taken(place: Establishment, fixed: Iterable[_Fixed]) -> Iterable[Taken]:
    rooms = dict(Room.objects.filter(establishment=place).values_list("name", "pk"))
    for one in fixed:
        if one.place == place.pk:
            yield Taken(one.time, rooms.get(one.room))
