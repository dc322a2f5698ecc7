"""An establishment of 1,000 people for the scheduler: invented, with the shares of the synthetic estate.

Of 1,000 people about 520 are on the enhanced route (domain reference e.4); with a conference every nine months each,
twelve weeks bring about 160, and 40 more are late already. Social workers have 25 people each, officers eight; one in
seven officers has no shifts on record.
"""

from datetime import date, timedelta
from random import Random

from conferences.policy.hours import Span
from conferences.policy.notice import first_day
from conferences.policy.placing import Case, Estate, Member, Room, Time, rules
from conferences.policy.placing.facts import Hours
from icm.demo.estate.records import RESIDENCES
from icm.demo.estate.shifts import PATTERNS, UNRECORDED
from icm.people.policy.shifts import shift_on
from icm.policy.facts import Band

ON = date(2026, 11, 23)
DUE, LATE, ENHANCED = 160, 40, 520
DAY = (9 * 60, 17 * 60)
HOURS = (570, 645, 720, 810, 885)  # five of an hour each, a quarter of an hour between
BANDS = {Band.LOW: 19, Band.MEDIUM: 40, Band.HIGH: 31, Band.VERY_HIGH: 8, "": 6}


def establishment(seed: int = 7, rooms: int = 2) -> Estate:
    """The same for the same seed."""
    draw = Random(seed)
    weeks = rules.WEEKS.at(ON)
    days = [ON + timedelta(days=number) for number in range(7 * weeks)]
    councils = draw.choices(list(RESIDENCES), list(RESIDENCES.values()), k=DUE + LATE)
    pbsw = {key: _own_worker(key, draw, days) for key in range(1, ENHANCED // 25 + 1)}
    cbsw = _visitors(councils, draw, days)
    officers = {key: _officer(key, days) for key in range(1001, 1001 + ENHANCED // 8)}
    cases = tuple(
        Case(
            key=number,
            person=number,
            due_on=_due(number, draw),
            weight=rules.priority(draw.choices(list(BANDS), list(BANDS.values()))[0], ON),
            secure=draw.random() < 0.35,
            council=council,
            core=(draw.choice(list(pbsw)), draw.choice(cbsw[council]).key),
            officer=draw.choice(list(officers)),
            busy=tuple(Time(draw.choice(days), *DAY) for _ in range(draw.choice((0, 0, 1, 2)))),
        )
        for number, council in enumerate(councils, 1)
    )
    visitors = {member.key: member for team in cbsw.values() for member in team}
    return Estate(
        on=ON,
        weeks=weeks,
        first_on=first_day(ON),
        rooms=tuple(_room(number) for number in range(1, rooms + 1)),
        members=pbsw | visitors | officers,
        cases=cases,
        chairs=tuple(Member(key=key, name=f"Co-ordinator {key}", party="") for key in (2001, 2002)),
    )


def _room(number: int) -> Room:
    week = tuple(Span(day, start, 60) for day in range(5) for start in HOURS)
    return Room(key=number, name=f"Room {number}", week=week, secure=number == 1, video=True)


def _due(number: int, draw: Random) -> date:
    if number % 5 == 0:
        return ON - timedelta(days=draw.randint(1, 90))
    return ON + timedelta(days=draw.randint(0, 83))


def _own_worker(key: int, draw: Random, days: list[date]) -> Member:
    """There four days a week, and away for two weeks."""
    leave = draw.randrange(len(days))
    off = draw.randrange(5)
    hours: dict[date, Hours | None] = {
        day: DAY if day.weekday() not in (off, 5, 6) and not leave <= number < leave + 14 else None
        for number, day in enumerate(days)
    }
    return Member(key=key, name=f"Social worker {key}", party="", hours=hours)


def _visitors(councils: list[str], draw: Random, days: list[date]) -> dict[str, list[Member]]:
    """Those of each council come on one or two days a week; one council in six has not said which."""
    found: dict[str, list[Member]] = {}
    for number, council in enumerate(sorted(set(councils))):
        weekdays = draw.sample(range(5), draw.choice((1, 2)))
        known = (
            {} if number % 6 == 5 else {d: DAY if d.weekday() in weekdays else None for d in days}
        )
        size = max(1, councils.count(council) // 10)
        first = 3000 + 100 * number
        found[council] = [
            Member(key=first + one, name=f"Worker {first + one}", party="", hours=known)
            for one in range(size)
        ]
    return found


def _officer(key: int, days: list[date]) -> Member:
    if key % UNRECORDED == 0:
        return Member(key=key, name=f"Officer {key}", party="")
    began = ON - timedelta(weeks=8 + key % 40)
    pattern = [(began, PATTERNS[key % len(PATTERNS)])]
    hours = {day: rules.hours_of(shift_on(pattern, day), ON) for day in days}
    return Member(key=key, name=f"Officer {key}", party="", hours=hours)
