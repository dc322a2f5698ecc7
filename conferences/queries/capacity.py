"""The twelve weeks to come against what can be held in them: hours of rooms, days of social workers, what waits."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from conferences.models import Conference, Placing, Room, Run, Unplaced
from conferences.models.placings import STANDING
from conferences.policy.hours import DAYS
from conferences.policy.kinds import Kind
from conferences.queries.estate import TO_PLACE, last_day
from conferences.queries.load import STATES, WEEKS, capacity, load, open_days
from conferences.workflow import Conferring
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.paging import counted, slice_of, turned_to
from icm.core.screen import Bar, BarChart, Pages
from icm.core.tables import Column, Table
from icm.people import access as people
from icm.people.models import Establishment

NOT_RECORDED = "Not recorded"
NOT_LOOKED_AT = "No search has looked at it yet: the next one, at the latest tonight, does."
_PLACES = (
    Column.of("Establishment", "link", header=True, text="name", href="url"),
    Column.of("Hours of rooms", "number", text="hours", note="share"),
    Column.of("Without a time", "number", text="waiting", note="no_place"),
    Column.of("Days of its social workers", "number", text="days", note="per_day"),
    Column.of("Last schedule", text="made"),
)
_SOCIAL_WORK = (
    Column.of("Whose social workers", header=True, text="who", note="weekdays"),
    Column.of("Days in these weeks", "number", text="days"),
    Column.of("Conferences with a time", "number", text="placed", note="per_day"),
    Column.of("Without a time", "number", text="waiting"),
)
_WAITING = (
    Column.of("Person", "link", header=True, text="name", href="url", note="kind"),
    Column.of("Due", text="due"),
    Column.of("Why it has no time yet", text="because"),
)
OWN = ""  # the prison's own social workers, by the name of a council


@dataclass(frozen=True, slots=True)
class PlacesLoad:
    """Every establishment the asker may read the numbers of."""

    chart: BarChart
    table: Table


@dataclass(frozen=True, slots=True)
class OneLoad:
    """One establishment: week by week, by social work, and what waits."""

    chart: BarChart
    social_work: Table
    waiting: Table
    hidden: int  # waiting conferences of people the asker may not know of
    pages: Pages
    persons: tuple[int, ...]


def places_load(names: Mapping[str, str], *, on: date) -> PlacesLoad:
    """The number of queries is the same however many establishments and conferences there are."""
    monday = on - timedelta(days=on.weekday())
    places = list(
        Establishment.objects.filter(slug__in=list(names))
        .prefetch_related("rooms__hours", "closed_days", "social_work_days")
        .order_by("name")
    )
    counts = _counts(places, monday, on)
    made = dict(
        Run.objects.filter(state=Run.State.DONE)
        .order_by("establishment", "pk")
        .values_list("establishment", "finished_at")
    )
    bars, rows = [], []
    for place in places:
        closed = {one.on for one in place.closed_days.all()}
        hours = sum(capacity(place.rooms.all(), closed, monday))
        held = counts[place.pk]
        parts = [held[state] for state in STATES[:-1]]
        url = reverse("conferences:place_load", args=[place.slug])
        bars.append(Bar(place.name, (*parts, max(0, hours - sum(parts))), url))
        weekdays = {one.weekday for one in place.social_work_days.all() if one.authority_id is None}
        days = _days(weekdays, closed, monday)
        rows.append(
            {"name": place.name, "url": url, "made": moment(made[place.pk]) if place.pk in made else "None yet"}
            | _against(sum(parts), hours, days, held)
        )  # fmt: skip
    title = "Twelve weeks to come against the hours of the rooms"
    return PlacesLoad(
        BarChart(title, STATES, tuple(bars)),
        Table("What the hours do not show", _PLACES, rows, empty="No establishment."),
    )


def place_load(place: Establishment, principals: Principals, *, on: date, page: int) -> OneLoad:
    """The number of queries is the same however many conferences there are."""
    monday = on - timedelta(days=on.weekday())
    until = monday + timedelta(weeks=WEEKS)
    rooms: list[Room] = list(place.rooms.prefetch_related("hours").order_by("pk"))
    closed = {one.on for one in place.closed_days.all()}
    placings, fixed = list(_placed([place], monday, until)), list(_fixed([place], monday, until))
    waiting = _waiting([place], on)
    seen = waiting.filter(person__in=people.visible_to(principals))
    total, more = counted(seen)
    pages = turned_to(page, total, wanted={}, noun="conferences", more=more)
    shown = list(seen.select_related("person").order_by("due_on", "pk")[slice_of(pages)])
    return OneLoad(
        chart=load(
            place, monday, placings, fixed, capacity(rooms, closed, monday),
            reverse("conferences:week", args=[place.slug]),
        ),
        social_work=_social_work(place, closed, monday, [*placings, *fixed], waiting),
        waiting=_waits(shown),
        hidden=waiting.count() - seen.count(),
        pages=pages,
        persons=tuple(row.person_id for row in shown),
    )  # fmt: skip


def _placed(places: Iterable[Establishment], since: date, until: date) -> QuerySet[Placing]:
    rows = Placing.objects.filter(
        room__establishment__in=list(places),
        conference__person__establishment=F("room__establishment"),
        standing__in=STANDING,
        conference__state__in=TO_PLACE,
        starts_at__date__gte=since,
        starts_at__date__lt=until,
    )
    return rows.select_related("conference__person")


def _fixed(places: Iterable[Establishment], since: date, until: date) -> QuerySet[Conference]:
    rows = Conference.objects.filter(
        establishment__in=list(places),
        state=Conferring.SET,
        starts_at__date__gte=since,
        starts_at__date__lt=until,
    )
    return rows.select_related("person")


def _waiting(places: Iterable[Establishment], on: date) -> QuerySet[Conference]:
    """Due in these weeks, or by no day, and neither fixed nor found a time for."""
    rows = Conference.objects.filter(
        Q(due_on__lte=last_day(on)) | Q(due_on=None),
        state__in=TO_PLACE,
        person__establishment__in=list(places),
        person__released_on=None,
    )
    standing = Placing.objects.filter(
        standing__in=STANDING, room__establishment=F("conference__person__establishment")
    )
    return rows.exclude(pk__in=standing.values("conference"))


def _counts(places: list[Establishment], monday: date, on: date) -> defaultdict[int, Counter[str]]:
    """By establishment: how many are fixed, pinned, proposed, waiting, and found no place for."""
    until = monday + timedelta(weeks=WEEKS)
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    placed = _placed(places, monday, until).values_list("room__establishment", "standing")
    for place, standing, number in placed.annotate(n=Count("pk")).order_by():
        found[place][Placing.Standing(standing).label] = number
    fixed = _fixed(places, monday, until).values_list("establishment")
    for place, number in fixed.annotate(n=Count("pk")).order_by():
        found[place]["Fixed"] = number
    waiting = _waiting(places, on).values_list("person__establishment")
    no_place = Q(pk__in=Unplaced.objects.values("conference"))
    totals = waiting.annotate(n=Count("pk"), none=Count("pk", filter=no_place)).order_by()
    for place, number, none in totals:
        found[place]["waiting"], found[place]["none"] = number, none
    return found


def _days(weekdays: Iterable[int], closed: set[date], monday: date) -> int:
    """On how many days of these weeks whoever comes on such weekdays comes."""
    wanted = set(weekdays)
    return sum(on.weekday() in wanted for week in open_days(closed, monday) for on in week)


def _against(with_time: int, hours: int, days: int, held: Counter[str]) -> dict[str, str]:
    none = held["none"]
    return {
        "hours": f"{hours:,}",
        "share": f"{round(100 * with_time / hours)}% taken" if hours else "No room has hours",
        "waiting": f"{held['waiting']:,}",
        "no_place": f"{none:,} found none" if none else "",
        "days": f"{days:,}" if days else NOT_RECORDED,
        "per_day": _per_day(with_time, days),
    }


def _per_day(number: int, days: int) -> str:
    if not days or not number:
        return ""
    return f"{number / days:.1f} a day" if number / days >= 0.1 else "Fewer than 0.1 a day"


def _council(row: Conference) -> int | None:
    return row.person.supervising_authority_id or row.person.residence_id


def _social_work(
    place: Establishment,
    closed: set[date],
    monday: date,
    with_time: Iterable[Placing | Conference],
    waiting: QuerySet[Conference],
) -> Table:
    """The prison's own take part in all of them; those of a council where it supervises, or is home."""
    rows = [one.conference if isinstance(one, Placing) else one for one in with_time]
    placed = Counter(_council(row) for row in rows)
    by_council = waiting.values_list(
        Coalesce("person__supervising_authority", "person__residence")
    ).annotate(n=Count("pk"))
    waits = Counter(dict(by_council.order_by()))
    weekdays: defaultdict[int | None, list[int]] = defaultdict(list)
    names: dict[int | None, str] = {}
    kept = place.social_work_days.select_related("authority").order_by("weekday")
    for one in kept:
        weekdays[one.authority_id].append(one.weekday)
        names[one.authority_id] = one.authority.name if one.authority else OWN
    lines = [
        _comes("This prison's own", weekdays[None], (placed.total(), waits.total()), closed, monday)
    ]
    ordered = sorted((name, key) for key, name in names.items() if key is not None)
    lines += [
        _comes(name, weekdays[key], (placed.pop(key, 0), waits.pop(key, 0)), closed, monday)
        for name, key in ordered
    ]
    left = (placed.total(), waits.total())
    lines.append(
        _comes("Councils whose days are not recorded, or not known", [], left, closed, monday)
    )
    return Table("Conferences against the days of social workers", _SOCIAL_WORK, lines)


def _comes(
    who: str, weekdays: list[int], numbers: tuple[int, int], closed: set[date], monday: date
) -> dict[str, str]:
    days = _days(weekdays, closed, monday)
    return {
        "who": who,
        "weekdays": ", ".join(DAYS[one] for one in weekdays),
        "days": str(days) if weekdays else NOT_RECORDED,
        "placed": f"{numbers[0]:,}",
        "per_day": _per_day(numbers[0], days),
        "waiting": f"{numbers[1]:,}",
    }


def _waits(rows: list[Conference]) -> Table:
    why = dict(
        Unplaced.objects.filter(conference__in=rows)
        .order_by("pk")
        .values_list("conference", "because")
    )
    lines = [
        {
            "name": row.person.full_name,
            "url": reverse("conferences:conference", args=[row.pk]),
            "kind": Kind(row.kind).label,
            "due": day(row.due_on) if row.due_on else "No day is stated",
            "because": " ".join(why.get(row.pk, ())) or NOT_LOOKED_AT,
        }
        for row in rows
    ]
    return Table(
        "Without a time, and why", _WAITING, lines,
        empty="Everything that is due in these weeks has a time.", quiet_caption=True,
    )  # fmt: skip
