"""The schedule of an establishment: ordered by somebody or overnight, searched for by a worker, written down."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from conferences import access
from conferences.models import Change, Conference, Placing, Run, Unplaced
from conferences.models.placings import STANDING
from conferences.policy.placing.changing import changes
from conferences.policy.placing.facts import Stood, Time
from conferences.policy.placing.telling import Placed, Schedule, tell
from conferences.queries.estate import TO_PLACE, estate_of, last_day
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed
from icm.people.models import Establishment, LocalAuthority
from icm.policy.calendar import LONDON, in_scotland

LEASE = timedelta(minutes=10)  # after which a search whose worker died is made by the next
TOLD = timedelta(weeks=2)  # for so long it is shown what searches changed
_WORDS = ("free", "unknown", "away", "met", "unmet")


@transaction.atomic
def order_schedule(
    place: Establishment, *, by: User | None, principals: Principals | None, at: datetime
) -> Run:
    """Ask for a new schedule. While one is being made, it is that one. Without a principal: overnight."""
    if principals is not None:
        _arranges(place, principals)
    Establishment.objects.select_for_update().get(pk=place.pk)
    open_ = Run.objects.filter(establishment=place, state__in=[Run.State.WAITING, Run.State.MAKING])
    return open_.first() or Run.objects.create(establishment=place, asked_at=at, asked_by=by)


def order_schedules(*, at: datetime) -> int:
    """Have every establishment's schedule proposed anew, once a night: how many were ordered now.

    Where one was ordered since midnight, and where nothing waits for a date, none is. Each is ordered by itself, so
    that a worker that dies half-way leaves the rest to the next.
    """
    waits = Conference.objects.filter(
        person__establishment=OuterRef("pk"), person__released_on=None, state__in=TO_PLACE
    )
    stands = Placing.objects.filter(room__establishment=OuterRef("pk"), standing__in=STANDING)
    places = Establishment.objects.filter(Exists(waits) | Exists(stands)).order_by("pk")
    return sum(_order_tonight(place, at) for place in places)


@transaction.atomic
def _order_tonight(place: Establishment, at: datetime) -> bool:
    Establishment.objects.select_for_update().get(pk=place.pk)
    night = datetime.combine(in_scotland(at).date(), datetime.min.time(), LONDON)
    if Run.objects.filter(establishment=place, asked_at__gte=night, asked_by=None).exists():
        return False
    order_schedule(place, by=None, principals=None, at=at)
    return True


@transaction.atomic
def take_run(*, at: datetime) -> Run | None:
    """The next search nobody is at; one whose worker died is taken again."""
    left = Q(state=Run.State.WAITING) | Q(state=Run.State.MAKING, taken_at__lt=at - LEASE)
    rows = Run.objects.filter(left).select_for_update(skip_locked=True, of=("self",))
    run = rows.select_related("establishment").order_by("pk").first()
    if run is not None:
        run.state, run.taken_at = Run.State.MAKING, at
        run.save(update_fields=["state", "taken_at"])
    return run


def solve_schedule(run: Run, *, at: datetime, effort: float | None = None) -> Run:
    """Search, outside of any transaction, and write what was found. A search that failed is on record as failed."""
    # The solver brings a hundred megabytes: pages, which never search, do without it.
    from conferences.policy.placing.solving import EFFORT, search

    on = in_scotland(at).date()
    try:
        estate = estate_of(run.establishment, on=on)
        found = search(estate, effort=EFFORT if effort is None else effort)
        councils = dict(LocalAuthority.objects.values_list("slug", "name"))
        return _write(run, tell(estate, found, councils), at=at)
    except Exception:
        Run.objects.filter(pk=run.pk).update(state=Run.State.FAILED, finished_at=at)
        raise


@transaction.atomic
def _write(run: Run, made: Schedule, *, at: datetime) -> Run:
    """What was proposed before goes; what somebody pinned, refused or arranged meanwhile stays as they left it."""
    place = Establishment.objects.select_for_update().get(pk=run.establishment_id)
    # Whoever was transferred leaves behind what was found where they were.
    away = Placing.objects.filter(conference__person__establishment=place, standing__in=STANDING)
    away.exclude(room__establishment=place).delete()
    _note_changes(run, made, at)
    here = Placing.objects.filter(room__establishment=place)
    here.filter(standing=Placing.Standing.PROPOSED).delete()
    here.filter(standing=Placing.Standing.PINNED).exclude(conference__state__in=TO_PLACE).delete()
    open_ = set(Conference.objects.filter(state__in=TO_PLACE).values_list("pk", flat=True))
    pins = list(here.filter(standing=Placing.Standing.PINNED))
    kept = {one.conference_id: one for one in pins}
    new = [
        _row(placed, run, at)
        for placed in made.placed
        if not placed.pinned and placed.case in open_ and placed.case not in kept
    ]
    Placing.objects.bulk_create(row for row in new if not any(_meets(row, pin) for pin in pins))
    for placed in made.placed:
        if placed.pinned and placed.case in kept:
            kept[placed.case].explained = _explained(placed)
            kept[placed.case].save(update_fields=["explained"])
    Unplaced.objects.filter(run__establishment=place).delete()
    Unplaced.objects.bulk_create(
        Unplaced(run=run, conference_id=one.case, because=list(one.because))
        for one in made.unplaced
        if one.case in open_
    )
    return _done(run, made, at)


def _note_changes(run: Run, made: Schedule, at: datetime) -> None:
    """Before what stood goes. The first schedule of an establishment changes nothing: all of it is new."""
    place = run.establishment_id
    Change.objects.filter(run__establishment=place, run__finished_at__lt=at - TOLD).delete()
    if not Run.objects.filter(establishment=place, state=Run.State.DONE).exists():
        return
    # What somebody pinned while the search went on is where they put it.
    open_ = set(
        Conference.objects.filter(state__in=TO_PLACE)
        .exclude(placings__standing=Placing.Standing.PINNED)
        .values_list("pk", flat=True)
    )
    Change.objects.bulk_create(
        Change(
            run=run,
            conference_id=one.case,
            before_at=_start(one.before.time) if one.before else None,
            before_room_id=_room_of(one.before),
            after_at=_start(one.after.time) if one.after else None,
            after_room_id=_room_of(one.after),
            because=list(one.because),
        )
        for one in changes(made)
        if one.case in open_
    )


def _room_of(stood: Stood | None) -> int | None:
    return stood.room if stood else None


def _start(time: Time) -> datetime:
    midnight = datetime.combine(time.on, datetime.min.time(), LONDON)
    return midnight.replace(hour=time.start // 60, minute=time.start % 60)


def _done(run: Run, made: Schedule, at: datetime) -> Run:
    found, on = made.found, in_scotland(at).date()
    pins = sum(placed.pinned for placed in made.placed)
    run.state, run.finished_at = Run.State.DONE, at
    run.from_on, run.until_on = on, last_day(on)
    run.cases = len(made.placed) + len(made.unplaced)
    run.placed, run.most = len(made.placed), found.most + pins
    run.first_come = found.first_come + pins
    run.cost, run.cost_bound = found.cost, found.cost_bound
    run.save()
    return run


def _row(placed: Placed, run: Run, at: datetime) -> Placing:
    start = _start(placed.time)
    return Placing(
        conference_id=placed.case,
        run=run,
        room_id=placed.room,
        starts_at=start,
        ends_at=start + timedelta(minutes=placed.time.minutes),
        explained=_explained(placed),
        at=at,
    )


def _explained(placed: Placed) -> dict[str, list[str]]:
    whole = asdict(placed)
    return {name: list(whole[name]) for name in _WORDS}


def _meets(one: Placing, other: Placing) -> bool:
    same = one.room_id == other.room_id
    return same and one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _arranges(place: Establishment, principals: Principals) -> None:
    if place.slug not in access.places_with(principals, access.ARRANGE):
        raise NotAllowed("The ICM team of the establishment makes its schedule.")
