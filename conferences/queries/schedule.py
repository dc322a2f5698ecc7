"""The schedule of an establishment as a page shows it: week by week, and what found no place."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from conferences import access
from conferences.models import Conference, Placing, Run, Unplaced
from conferences.models.placings import STANDING
from conferences.policy.kinds import Kind
from conferences.queries.changes import changed, facts_of
from conferences.queries.estate import TO_PLACE
from conferences.queries.load import WEEKS, capacity, load
from conferences.queries.spots import spots, taken_by
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.screen import Appointment, BarChart, Day, Fact, Spot
from icm.core.tables import Column, Table
from icm.people import access as people
from icm.people.models import Establishment, Person
from icm.policy.calendar import in_scotland, is_holiday

HIDDEN = "Somebody you may not know of"
_PLACED = (
    Column.of("When", header=True, text="when"),
    Column.of("Person", "link", text="name", href="url", note="kind"),
    Column.of("Room", text="room"),
    Column.of("How it stands", text="state", note="against"),
)
_LEFT = (
    Column.of("Person", "link", header=True, text="name", href="url", note="kind"),
    Column.of("Due", text="due"),
    Column.of("Could not be placed, because", text="because"),
)


@dataclass(frozen=True, slots=True)
class SchedulePage:
    """What the page of an establishment's schedule shows, for one of its weeks."""

    name: str
    slug: str
    facts: tuple[Fact, ...]
    is_being_made: bool
    failed: bool
    load: BarChart
    week: int
    title: str
    days: tuple[Day, ...]
    placed: Table
    left: Table
    changed: Table
    earlier: str
    later: str
    can_fix: bool


@dataclass(frozen=True, slots=True)
class _Slot:
    """One conference of the week, fixed or placed."""

    starts_at: datetime
    ends_at: datetime
    person: Person
    kind: str
    room: str
    state: str
    url: str
    against: str = ""
    move: str = ""  # of a placing: where it is put elsewhere
    minutes: int = 0


def arranged_place(principals: Principals, slug: str) -> Establishment:
    """The establishment whose schedule the asker makes; 404 for everybody else."""
    found = Establishment.objects.filter(slug=slug).first()
    if found is None or not may_make(principals, slug):
        raise Http404
    return found


def may_make(principals: Principals, slug: str) -> bool:
    """Whether the asker makes the schedule of this establishment."""
    return slug in access.places_with(principals, access.ARRANGE)


def schedule_page(
    place: Establishment, principals: Principals, *, on: date, week: int | None
) -> SchedulePage:
    """The number of queries is the same however many conferences there are."""
    monday = on - timedelta(days=on.weekday())
    placings = list(standing(place, since=monday, until=monday + timedelta(weeks=WEEKS)))
    fixed = list(_fixed(place, since=monday, until=monday + timedelta(weeks=WEEKS)))
    week = _first_week(placings, monday) if week is None else min(max(week, 0), WEEKS - 1)
    first = monday + timedelta(weeks=week)
    rooms = list(place.rooms.prefetch_related("hours").order_by("pk"))
    closed = {row.on: row.why for row in place.closed_days.all()}
    known = set(
        people.visible_to(principals).filter(establishment=place).values_list("pk", flat=True)
    )
    run = Run.objects.filter(establishment=place, state=Run.State.DONE).order_by("-pk").first()
    newest = Run.objects.filter(establishment=place).order_by("-pk").first()
    slots = [
        slot
        for slot in _slots(placings, fixed)
        if first <= _on(slot.starts_at) < first + timedelta(7)
    ]
    free = spots(rooms, first, closed, taken_by(placings, fixed), after=on)
    return SchedulePage(
        name=place.name,
        slug=place.slug,
        facts=facts_of(run),
        is_being_made=newest is not None and newest.state in (Run.State.WAITING, Run.State.MAKING),
        failed=newest is not None and newest.state == Run.State.FAILED,
        load=load(place, monday, placings, fixed, capacity(rooms, closed, monday)),
        week=week,
        title=f"Week of {day(first)}",
        days=tuple(_days(first, slots, closed, known, free)),
        placed=_table(slots, known),
        left=_left(run, known),
        changed=changed(place, known, on),
        earlier=f"?week={week - 1}" if week else "",
        later=f"?week={week + 1}" if week < WEEKS - 1 else "",
        can_fix=any(first <= _on(one.starts_at) < first + timedelta(7) for one in placings),
    )


def _first_week(placings: list[Placing], monday: date) -> int:
    """The first with anything still to be fixed; else the fifth, as the four before are too near to invite anybody."""
    return (_on(placings[0].starts_at) - monday).days // 7 if placings else 4


def standing(place: Establishment, *, since: date, until: date) -> QuerySet[Placing]:
    """Proposed and pinned placings of conferences still to be arranged, soonest first."""
    rows = Placing.objects.filter(
        room__establishment=place,
        standing__in=STANDING,
        conference__state__in=TO_PLACE,
        conference__person__establishment=place,
        starts_at__date__gte=since,
        starts_at__date__lt=until,
    )
    rows = rows.select_related("conference__person", "room")
    return rows.order_by("starts_at", "room__name", "pk")


def person_name(person: Person, known: Collection[int]) -> str:
    return person.full_name if person.pk in known else HIDDEN


def _fixed(place: Establishment, *, since: date, until: date) -> QuerySet[Conference]:
    rows = Conference.objects.filter(
        establishment=place,
        state=Conference.State.SET,
        starts_at__date__gte=since,
        starts_at__date__lt=until,
    )
    return rows.select_related("person").order_by("starts_at", "pk")


def _slots(placings: Iterable[Placing], fixed: Iterable[Conference]) -> Iterable[_Slot]:
    found = [
        _Slot(
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            person=one.conference.person,
            kind=one.conference.kind,
            room=one.room.name,
            state=Placing.Standing(one.standing).label,
            url=reverse("conferences:placing", args=[one.pk]),
            move=reverse("conferences:place", args=[one.conference_id]),
            minutes=one.conference.minutes,
            against=" ".join(
                [
                    *(f"{name} is away." for name in one.explained.get("away", ())),
                    *one.explained.get("unmet", ()),
                ]
            ),
        )
        for one in placings
    ]
    for row in fixed:
        if row.starts_at is not None:
            ends_at = row.starts_at + timedelta(minutes=row.minutes)
            url = reverse("conferences:conference", args=[row.pk])
            found.append(
                _Slot(row.starts_at, ends_at, row.person, row.kind, row.place, "Fixed", url)
            )
    return sorted(found, key=lambda slot: (slot.starts_at, slot.room, slot.person.pk))


def _days(
    first: date,
    slots: Iterable[_Slot],
    closed: dict[date, str],
    known: Collection[int],
    free: Mapping[date, tuple[Spot, ...]],
) -> Iterable[Day]:
    """Monday to Friday, and the weekend where something is held on it."""
    by_day: dict[date, list[Appointment]] = {}
    for slot in slots:
        by_day.setdefault(_on(slot.starts_at), []).append(_appointment(slot, known))
    for number in range(7):
        on = first + timedelta(days=number)
        if number < 5 or on in by_day:
            note = f"Closed: {closed[on]}" if on in closed else ""
            note = "Public holiday" if is_holiday(on) else note
            yield Day(
                f"{on:%A} {on.day} {on:%B}", tuple(by_day.get(on, ())), note, free.get(on, ())
            )


def _appointment(slot: _Slot, known: Collection[int]) -> Appointment:
    is_known = slot.person.pk in known
    return Appointment(
        time=_times(slot),
        title=person_name(slot.person, known),
        href=slot.url if is_known else "",
        place=f"{slot.room}, {Kind(slot.kind).label}" if is_known else slot.room,
        state=slot.state,
        move=slot.move if is_known else "",
        minutes=str(slot.minutes),
    )


def _table(slots: Iterable[_Slot], known: Collection[int]) -> Table:
    rows = [
        {
            "when": f"{in_scotland(slot.starts_at):%A} {day(slot.starts_at)}, {_times(slot)}",
            "name": person_name(slot.person, known),
            "url": slot.url,
            "kind": Kind(slot.kind).label,
            "room": slot.room,
            "state": slot.state,
            "against": slot.against,
        }
        for slot in slots
        if slot.person.pk in known
    ]
    return Table("The same as a table", _PLACED, rows, empty="Nothing is placed in this week.")


def _left(run: Run | None, known: Collection[int]) -> Table:
    """What the last search found no place for, while it is still to be arranged."""
    rows = (
        Unplaced.objects.filter(run=run, conference__state__in=TO_PLACE)
        if run
        else Unplaced.objects.none()
    )
    rows = rows.exclude(conference__placings__standing__in=STANDING)
    found = rows.select_related("conference__person").order_by("conference__due_on", "pk")
    return Table(
        "Could not be placed",
        _LEFT,
        [
            {
                "name": person_name(one.conference.person, known),
                "url": reverse("conferences:place", args=[one.conference_id]),
                "kind": Kind(one.conference.kind).label,
                "due": day(one.conference.due_on) if one.conference.due_on else "No day is stated",
                "because": " ".join(one.because),
            }
            for one in found
            if one.conference.person_id in known
        ],
        empty="Everything that is due found a place.",
        quiet_caption=True,
    )


def _on(at: datetime) -> date:
    return in_scotland(at).date()


def _times(slot: _Slot) -> str:
    return f"{in_scotland(slot.starts_at):%H:%M} to {in_scotland(slot.ends_at):%H:%M}"
