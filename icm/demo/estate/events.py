"""What was done for an invented person and when, with the faults inspectors found: late, missing, out of order."""

from datetime import date, timedelta
from random import Random

from icm.demo.estate import conferences
from icm.demo.estate.happenings import Course, Diary, Happening
from icm.demo.estate.moves import moment
from icm.demo.estate.plan import REMAND
from icm.policy.calendar import working_days_after
from icm.policy.facts import EventKind

RECENT = timedelta(
    days=540
)  # nobody left an older gap standing: what was missed then was made good late
NEEDS = ("Addiction", "Mental health", "Housing", "Money", "Relationships", "Reading and writing")
STALE_PLANS = 0.45  # plans not updated for more than a quarter


def happenings(course: Course, on: date, draw: Random) -> list[Happening]:
    """Everything done until the reference day, and what is planned, oldest first."""
    diary = Diary(on, draw)
    _core_screen(course, diary)
    if draw.random() < (0.5 if course.slot.sort in REMAND else 0.75):
        asked = course.admitted_at.date() + timedelta(days=draw.randint(3, 50))
        diary.on_day(EventKind.LEARNER_REPORTS, asked)
    if course.slot.sort not in REMAND:
        _sentenced(course, diary)
        if course.enhanced:
            _social_work(course, diary)
            conferences.hold(course, diary)
        _plan(course, diary)
    return diary.in_order()


def _core_screen(course: Course, diary: Diary) -> None:
    """Late for one in eight, missing for one in fifteen, in two sittings for one in twenty."""
    draw, admitted = diary.draw, course.admitted_at
    recent = diary.on - admitted.date() < RECENT
    missing = draw.random() < (0.3 if course.slot.sort in REMAND else 0.07)
    if missing and recent:
        return
    days = draw.randint(4, 13) if draw.random() < 0.13 else draw.randint(1, 2)
    if draw.random() < 0.05:
        first = moment(admitted.date() + timedelta(days=1), draw, 9, 16)
        diary.at(EventKind.CORE_SCREEN_PART, first, note="Not fit to take it in; to be continued.")
        days = draw.randint(2, 8)
    done = moment(admitted.date() + timedelta(days=days), draw, 9, 16)
    diary.at(EventKind.CORE_SCREEN, done)
    if draw.random() < 0.35:
        diary.at(EventKind.IMMEDIATE_NEED, done, note=draw.choice(NEEDS))
        if draw.random() < 0.75:
            diary.on_day(EventKind.REFERRAL, done.date() + timedelta(days=draw.randint(0, 6)))
    if draw.random() < 0.45:
        read = done.date() + timedelta(days=draw.randint(1, 20))
        diary.on_day(EventKind.CORE_SCREEN_READ, read)


def _sentenced(course: Course, diary: Diary) -> None:
    draw, day = diary.draw, course.sentenced_on
    if draw.random() < 0.78:
        diary.on_day(EventKind.ROUTE_TOLD, day + timedelta(days=draw.randint(2, 30)))
    if draw.random() < 0.015 and (diary.on - day).days > 120:
        offence = day + timedelta(days=draw.randint(60, (diary.on - day).days - 30))
        diary.on_day(EventKind.FURTHER_OFFENCE, offence)
        if course.enhanced and draw.random() < 0.5:
            diary.on_day(EventKind.CC_EVENT, offence + timedelta(days=draw.randint(7, 28)))


def _social_work(course: Course, diary: Diary) -> None:
    """Designation is late for a third and the first meeting for a quarter; both are sometimes missing."""
    draw = diary.draw
    base = course.stay.recalled_on or course.sentenced_on
    informed = working_days_after(base, draw.randint(0, 3))
    diary.on_day(EventKind.SENTENCE_INFORMATION, informed)
    for kind, late in ((EventKind.PBSW_INDUCTION, 0.25), (EventKind.DESIGNATION, 0.35)):
        if draw.random() < 0.05 and diary.on - base < RECENT:
            continue
        days = draw.randint(12, 60) if draw.random() < late else draw.randint(2, 10)
        diary.on_day(kind, working_days_after(informed, days))


def _plan(course: Course, diary: Diary) -> None:
    """Kept by the quarter at first; for nearly half the last update is long ago."""
    draw = diary.draw
    first = course.sentenced_on + timedelta(days=draw.randint(10, 120))
    if first > diary.on:
        return
    diary.on_day(EventKind.PLAN_UPDATED, first)
    age = draw.randint(95, 700) if draw.random() < STALE_PLANS else draw.randint(0, 88)
    last = diary.on - timedelta(days=age)
    if last <= first:
        return
    before = last - timedelta(days=draw.randint(60, 130))
    if before > first:
        diary.on_day(EventKind.PLAN_UPDATED, before)
    diary.on_day(EventKind.PLAN_UPDATED, last)
