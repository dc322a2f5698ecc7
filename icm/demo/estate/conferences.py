"""Assessments and case conferences of the enhanced route, as they were held, late or missed.

In over half of the Initial conferences the LS/CMI came too late; some recalled people were given an Initial conference
instead of the Recall conference (as a decision of the Ombudsman describes).
"""

from datetime import date, timedelta

from icm.demo.estate.happenings import Course, Diary
from icm.demo.estate.plan import Sort
from icm.people.policy.findings import DateKind
from icm.policy.calendar import add_months
from icm.policy.facts import Band, EventKind

LSCMI_LATE = 0.57  # of Initial conferences: no LS/CMI before them
RECALL_MISTAKEN = 0.06  # of recalls: given an Initial conference
TARGETED_FROM = date(2024, 6, 24)
BANDS = [band.value for band in Band]
_USUAL = {
    Sort.SRO: (6, 28, 40, 22, 4),
    Sort.STSO: (8, 34, 38, 17, 3),
    Sort.SHORT_EXTENDED: (3, 15, 40, 34, 8),
    Sort.LIFE: (3, 18, 40, 31, 8),
    Sort.OLR: (0, 2, 16, 52, 30),
    Sort.RECALLED: (1, 8, 30, 44, 17),
}
_OTHERWISE = (4, 19, 40, 30, 7)


def hold(course: Course, diary: Diary) -> None:
    if course.stay.recalled_on:
        _after_recall(course, diary, course.stay.recalled_on)
        return
    first = _initial(course, diary)
    if first:
        _periodic(course, diary, first)
    _progression(course, diary)
    _parole(course, diary)
    _release(course, diary)


def _initial(course: Course, diary: Diary) -> date | None:
    """The Initial conference, and the LS/CMI that should have come before it."""
    draw = diary.draw
    held = course.sentenced_on + timedelta(days=_initial_after(course, diary))
    late = draw.random() < LSCMI_LATE
    assessed = held + timedelta(days=draw.randint(8, 160) if late else -draw.randint(48, 80))
    assessed = max(assessed, course.sentenced_on + timedelta(days=draw.randint(20, 60)))
    scheduled = held - timedelta(days=draw.randint(29, 45))
    _assessments(course, diary, assessed)
    diary.on_day(EventKind.CC_SCHEDULED_INITIAL, max(scheduled, course.sentenced_on))
    if not diary.on_day(EventKind.CC_INITIAL, held):
        return None
    if assessed > held and draw.random() < 0.6:
        diary.on_day(EventKind.CC_FOLLOWUP, assessed + timedelta(days=draw.randint(14, 50)))
    return held


def _initial_after(course: Course, diary: Diary) -> int:
    """Days from sentence: mostly within six months, one in eight late, one in twenty never (yet)."""
    draw = diary.draw
    chance = draw.random()
    if chance < 0.05 and (diary.on - course.sentenced_on).days < 900:
        return 10_000
    return draw.randint(186, 330) if chance < 0.18 else draw.randint(95, 181)


def _assessments(course: Course, diary: Diary, first: date) -> None:
    """A year apart, in two cases of five much more; the band is the one an assessor would name."""
    draw, day = diary.draw, first
    band = draw.choices(range(5), _USUAL.get(course.slot.sort, _OTHERWISE))[0]
    while diary.on_day(EventKind.LSCMI, day, value=BANDS[band]):
        late = draw.random() < 0.4
        day += timedelta(days=draw.randint(420, 640) if late else draw.randint(320, 365))
        if draw.random() < 0.3:
            band = min(max(band + draw.choice((-1, -1, -1, 1)), 0), 4)


def _periodic(course: Course, diary: Diary, first: date) -> None:
    """Yearly under the old rule; by need since Targeted ICM."""
    draw, day = diary.draw, first
    while True:
        gap = (330, 372) if day < TARGETED_FROM else (240, 620)
        day += timedelta(days=draw.randint(*gap))
        if not diary.on_day(EventKind.CC_PERIODIC, day):
            break
    if draw.random() < 0.03:
        diary.on_day(EventKind.CC_REQUEST, first + timedelta(days=draw.randint(60, 500)))


def _progression(course: Course, diary: Diary) -> None:
    """For those near or past their window a move is planned; the conference a year before often was not held."""
    draw = diary.draw
    window = course.dates.get(DateKind.PROGRESSION_WINDOW)
    opens = course.dates.get(DateKind.PROGRESSION_EARLIEST, window)
    closed = course.slot.location == "mainstream"
    if opens is None or not closed or (opens - diary.on).days > 540 or draw.random() < 0.45:
        return
    planned = max(opens, diary.on + timedelta(days=draw.randint(20, 500)))
    decided = diary.on - timedelta(days=draw.randint(5, 250))
    diary.planned(EventKind.PROGRESSION_SCHEDULED, planned, max(decided, course.sentenced_on))
    conference = add_months(planned, -12) + timedelta(days=draw.randint(-20, 40))
    if conference > course.sentenced_on and draw.random() < 0.6:
        diary.on_day(EventKind.CC_PREPROG, conference)


def _parole(course: Course, diary: Diary) -> None:
    draw = diary.draw
    pqd = course.dates.get(DateKind.PQD)
    if pqd is None:
        return
    started = draw.randint(-10, 60) if draw.random() < 0.2 else -draw.randint(0, 25)
    diary.on_day(EventKind.PAROLE_STARTED, add_months(pqd, -6) + timedelta(days=started))
    asked = draw.randint(4, 45) if draw.random() < 0.25 else -draw.randint(0, 14)
    diary.on_day(EventKind.PAROLE_REPORTS, pqd - timedelta(weeks=12) + timedelta(days=asked))
    if draw.random() < 0.85:
        diary.on_day(EventKind.CC_PREPAROLE, pqd - timedelta(days=draw.randint(76, 126)))


def _release(course: Course, diary: Diary) -> None:
    """About three months before release; a third of those now that near have had none."""
    release = course.dates.get(DateKind.EDL) or course.dates.get(DateKind.RELEASE)
    if release and diary.draw.random() < 0.67:
        day = add_months(release, -3) + timedelta(days=diary.draw.randint(-20, 12))
        if day > course.sentenced_on:
            diary.on_day(EventKind.CC_PRERELEASE, day)


def _after_recall(course: Course, diary: Diary, recalled_on: date) -> None:
    draw = diary.draw
    days = draw.randint(44, 120) if draw.random() < 0.3 else draw.randint(14, 42)
    mistaken = draw.random() < RECALL_MISTAKEN
    diary.on_day(
        EventKind.CC_INITIAL if mistaken else EventKind.CC_RECALL, recalled_on + timedelta(days)
    )
    _assessments(course, diary, recalled_on + timedelta(days=draw.randint(20, 240)))
