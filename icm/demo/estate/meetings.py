"""Case conferences of an invented person as ICM keeps them: what the last ones decided, and the next with its date.

Those held before this record came over as events alone. Some conferences decided nothing about the next one.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from conferences.policy.kinds import NOTED_AS, Kind
from icm.demo.estate.cases import KEPT, Life
from icm.demo.estate.happenings import By, Happening, Of
from icm.people.policy.findings import DateKind
from icm.policy.calendar import working_days_after
from icm.policy.facts import Band, EventKind, RouteSlug
from icm.policy.roles import Role

LATE = 0.22  # of conferences: held after the day they were due by
NO_DAY = 0.08  # of conferences: planned without a day they were due by
UNDECIDED = 0.12  # of conferences: nothing on record about the next one
WAITS = 0.15  # of decisions, and most for Low: no day, but what brings the next one about
LATE_INVITED = 0.4  # of dates fixed: invitations less than four weeks before
ASKED = 0.05  # of people: asked for a conference lately
BACK = 0.04  # of those in closed conditions who are far on: moved back from less secure ones
_MONTHS = {Band.VERY_HIGH: 6, Band.HIGH: 8, Band.MEDIUM: 11}
_WHEN = (
    "When the course ends.",
    "When the move to another prison is settled.",
    "Once the Parole Board has decided.",
    "When a lot changes, or at the next big step of the sentence.",
)
_WHY = (
    "Everybody agreed that this is soon enough.",
    "There is time then to see how the plan goes.",
    "The next step of the plan should be done by then.",
)
_KINDS = {event: kind for kind, event in NOTED_AS.items()}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One conference; ``held_on`` is None for one whose date is still to come."""

    kind: str
    place: str
    by: By
    made_at: datetime
    starts_at: datetime
    fixed_at: datetime
    invited_at: datetime | None
    held_on: date | None = None
    assessed: bool | None = None
    next_kind: str = ""
    next_on: date | None = None
    next_when: str = ""
    next_why: str = ""
    due_on: date | None = None


def confer(life: Life) -> list[Meeting]:
    """The conferences of this stay that ICM kept, and the one to come; their events are told to come with them."""
    if life.route is not RouteSlug.ENHANCED:
        return []
    _asked(life)
    _back(life)
    since = max(life.since, life.on - KEPT)
    held = [one for one in life.happened if one.kind in _KINDS and one.on >= since]
    coming = [one for one in life.happened if one.kind is EventKind.CC_PLANNED]
    found = []
    for number, (one, after) in enumerate(zip(held, (*held[1:], None), strict=False)):
        found.append(_held(life, one, after))
        _named(life, one, number, "conference-{key}")
    for one in coming[:1]:
        _named(life, one, len(found), "conference-{key}-planned-2")
        found.append(_to_come(life, one))
    return found


def _asked(life: Life) -> None:
    """Lately, by the person: a third are not answered yet, some are refused."""
    draw, day = life.draw, life.on - timedelta(days=life.draw.randint(3, 50))
    if draw.random() > ASKED or day <= life.since:
        return
    _happened(life, EventKind.CC_ASKED, day)
    answered = day + timedelta(days=draw.randint(2, 12))
    if answered < life.on and draw.random() < 0.66:
        kind = EventKind.CC_REFUSED if draw.random() < 0.25 else EventKind.CC_AGREED
        _happened(life, kind, answered)


def _back(life: Life) -> None:
    window = life.course.dates.get(DateKind.PROGRESSION_EARLIEST)
    day = life.on - timedelta(days=life.draw.randint(5, 200))
    closed = life.course.slot.location == "mainstream"
    if closed and window and life.since < day and window < day and life.draw.random() < BACK:
        _happened(life, EventKind.BACK_IN_CLOSED, day)


def _happened(life: Life, kind: EventKind, day: date) -> None:
    life.happened.append(Happening(kind, day, None, "", "", life.at(day, 17, 18)))
    life.happened.sort(key=lambda one: (one.on, one.kind.value))


def _named(life: Life, done: Happening, number: int, name: str) -> None:
    by = By(Role.ICM_CASE_CO_ORDINATOR, life.place(min(done.on, life.on)))
    place = life.happened.index(done)
    life.happened[place] = replace(done, of=Of("meetings", number, name=name), by=by)


def _held(life: Life, done: Happening, after: Happening | None) -> Meeting:
    draw = life.draw
    planned = _dates(life, done.on, done.on)
    assessed = any(one.kind is EventKind.LSCMI and one.on <= done.on for one in life.happened)
    meeting = replace(
        planned,
        kind=_KINDS[done.kind].value,
        held_on=done.on,
        assessed=assessed,
        due_on=_due(life, done.on),
    )
    if draw.random() < UNDECIDED or done.kind is EventKind.CC_PRERELEASE:
        return meeting
    band = _band(life, done.on)
    low = band in (Band.LOW, Band.VERY_LOW)
    if after is None and draw.random() < (0.6 if low else WAITS):
        return replace(meeting, next_when=draw.choice(_WHEN), next_why=draw.choice(_WHY))
    day = after.on if after else done.on + timedelta(days=_gap(life, band))
    kind = _KINDS[after.kind] if after else Kind.PERIODIC
    day += timedelta(days=draw.randint(-10, 25))
    next_on = working_days_after(day, 1)
    return replace(meeting, next_kind=kind.value, next_on=next_on, next_why=draw.choice(_WHY))


def _due(life: Life, held_on: date) -> date | None:
    if life.draw.random() < NO_DAY:
        return None
    late = life.draw.random() < LATE
    return held_on + timedelta(days=-life.draw.randint(1, 70) if late else life.draw.randint(0, 45))


def _to_come(life: Life, planned: Happening) -> Meeting:
    asked = planned.recorded_at.date()
    return replace(_dates(life, planned.on, min(asked, life.on)), kind=Kind.PERIODIC.value)


def _dates(life: Life, on: date, known_on: date) -> Meeting:
    """Made, fixed and invited to in the weeks before, none of it later than it was known."""
    draw = life.draw
    fixed = min(on - timedelta(days=draw.randint(30, 50)), known_on)
    notice = draw.randint(8, 26) if draw.random() < LATE_INVITED else draw.randint(28, 40)
    invited = max(on - timedelta(days=notice), fixed)
    place = life.place(min(on, life.on))
    return Meeting(
        kind="",
        place=place,
        by=By(Role.ICM_CASE_CO_ORDINATOR, place),
        made_at=life.at(fixed - timedelta(days=draw.randint(1, 12)), 9, 12),
        starts_at=life.at(on, 9, 15) if on <= life.on else _at_ten(life, on),
        fixed_at=life.at(fixed, 13, 14),
        invited_at=life.at(invited, 15, 16) if invited < life.on else None,
    )


def _at_ten(life: Life, on: date) -> datetime:
    return life.at(life.on, 9, 12).replace(
        year=on.year, month=on.month, day=on.day, hour=10, minute=0
    )


def _band(life: Life, on: date) -> Band | None:
    found = [one.value for one in life.happened if one.kind is EventKind.LSCMI and one.on <= on]
    return Band(found[-1]) if found and found[-1] else None


def _gap(life: Life, band: Band | None) -> int:
    months = _MONTHS.get(band, 14) if band else 11
    return int(months * 30.4) + life.draw.randint(-40, 60)
