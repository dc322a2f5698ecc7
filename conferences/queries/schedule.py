"""The schedule of an establishment as a page shows it: week by week, and what found no place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from conferences import access
from conferences.models import Change, Conference, Placing, Run, Unplaced
from conferences.models.placings import STANDING
from conferences.policy.kinds import Kind
from conferences.queries.estate import TO_PLACE
from conferences.queries.load import WEEKS, capacity, load
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.screen import Appointment, BarChart, Day, Fact
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


_CHANGED = (
    Column.of("Person", "link", header=True, text="name", href="url", note="kind"),
    Column.of("Before", text="before", note="before_room"),
    Column.of("Now", text="after", note="after_room"),
    Column.of("Why", text="because", note="found"),
)
CHANGES_SHOWN = timedelta(days=7)


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
    place: Establishment, principals: Principals, *, on: date, week: int
) -> SchedulePage:
    """The number of queries is the same however many conferences there are."""
    week = min(max(week, 0), WEEKS - 1)
    monday = on - timedelta(days=on.weekday())
    first = monday + timedelta(weeks=week)
    placings = list(standing(place, since=monday, until=monday + timedelta(weeks=WEEKS)))
    fixed = list(_fixed(place, since=monday, until=monday + timedelta(weeks=WEEKS)))
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
    return SchedulePage(
        name=place.name,
        slug=place.slug,
        facts=_facts(run),
        is_being_made=newest is not None and newest.state in (Run.State.WAITING, Run.State.MAKING),
        failed=newest is not None and newest.state == Run.State.FAILED,
        load=load(place, monday, placings, fixed, capacity(rooms, closed, monday)),
        week=week,
        title=f"Week of {day(first)}",
        days=tuple(_days(first, slots, closed, known)),
        placed=_table(slots, known),
        left=_left(run, known),
        changed=_changed(place, known, on),
        earlier=f"?week={week - 1}" if week else "",
        later=f"?week={week + 1}" if week < WEEKS - 1 else "",
        can_fix=any(first <= _on(one.starts_at) < first + timedelta(7) for one in placings),
    )


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
    first: date, slots: Iterable[_Slot], closed: dict[date, str], known: Collection[int]
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
            yield Day(f"{on:%A} {on.day} {on:%B}", tuple(by_day.get(on, ())), note)


def _appointment(slot: _Slot, known: Collection[int]) -> Appointment:
    is_known = slot.person.pk in known
    return Appointment(
        time=_times(slot),
        title=person_name(slot.person, known),
        href=slot.url if is_known else "",
        place=f"{slot.room}, {Kind(slot.kind).label}" if is_known else slot.room,
        state=slot.state,
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


def _changed(place: Establishment, known: Collection[int], on: date) -> Table:
    """What the searches of the last week moved, left out or placed for the first time, the newest first."""
    rows = Change.objects.filter(
        run__establishment=place, run__finished_at__date__gte=on - CHANGES_SHOWN
    )
    rows = rows.select_related("run", "conference__person", "before_room", "after_room")
    return Table(
        "What changed in the last week, and why",
        _CHANGED,
        [_change(one) for one in rows.order_by("-run", "pk") if one.conference.person_id in known],
        empty="No search of the last week changed anything.",
        quiet_caption=True,
    )


def _change(one: Change) -> dict[str, str]:
    before, after = one.before_room, one.after_room
    return {
        "name": one.conference.person.full_name,
        "url": reverse("conferences:conference", args=[one.conference_id]),
        "kind": Kind(one.conference.kind).label,
        "before": moment(one.before_at) if one.before_at else "No place",
        "before_room": before.name if before else "",
        "after": moment(one.after_at) if one.after_at else "No place",
        "after_room": after.name if after else "",
        "because": " ".join(one.because),
        "found": f"Found {moment(one.run.finished_at)}",
    }


def _facts(run: Run | None) -> tuple[Fact, ...]:
    if run is None or run.finished_at is None:
        return (Fact("Last schedule", "None was made yet", unknown=True),)
    proven = (
        "no schedule could place more"
        if run.placed >= run.most
        else f"{run.most} is the most that is not ruled out"
    )
    gap = (run.cost - run.cost_bound) / run.cost if run.cost else 0
    return (
        Fact(
            "Last schedule",
            f"Made {moment(run.finished_at)}",
            note=f"{day(run.from_on)} to {day(run.until_on)}",
        ),
        Fact("Placed", f"{run.placed} of {run.cases} conferences that are due", note=proven),
        Fact("Taking each in turn would place", str(run.first_come)),
        Fact(
            "Wishes",
            "The best there is" if not gap else f"Within {gap:.1%} of the best there is",
            note="In time by risk, officer on shift, days of a council together",
        ),
    )


def _on(at: datetime) -> date:
    return in_scotland(at).date()


def _times(slot: _Slot) -> str:
    return f"{in_scotland(slot.starts_at):%H:%M} to {in_scotland(slot.ends_at):%H:%M}"
