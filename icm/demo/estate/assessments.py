"""Assessments of an invented person: those the diary has on its days, those asked for, and other tools beside them.

What is older than this record came over with its figures and without words; so did a few contradictions.
"""

from datetime import date, timedelta

from icm.demo.estate import figures
from icm.demo.estate.cases import KEPT, Life
from icm.demo.estate.changes import changes
from icm.demo.estate.happenings import By, Happening, Of
from icm.demo.estate.managing import manage
from icm.demo.estate.outcomes import SEXUAL, disclosed, explained, words
from icm.demo.estate.plan import REMAND, Sort
from icm.demo.estate.risks import Assessed, Contradiction, Risk
from icm.demo.estate.risks import Figures as Written
from icm.people.policy.findings import DateKind
from icm.policy.calendar import add_months, working_days_after
from icm.policy.facts import HELD, Band, EventKind, RouteSlug
from icm.policy.roles import Role
from risk.policy.assessments import Override, Purpose, Side, Tool
from risk.policy.integrity import Figures, contradictions

OVERRIDDEN = 0.07
ASKED_AGAIN = 0.45  # of yearly assessments due soon or late: somebody asked for one
COURT_REPORT = 0.3  # of those sentenced lately: assessed in the community for the court
PSYCHOLOGY = {Sort.OLR: 0.3, Sort.LIFE: 0.12, Sort.LTP: 0.04, Sort.LONG_EXTENDED: 0.12}
STABLE_AND_ACUTE = 0.3
PLANNED_AHEAD = 0.12  # a day is set for the next conference


def assess(life: Life) -> Risk:
    """Everything of one person; the diary is rewritten as rows are made. On remand nobody is assessed."""
    risk = Risk()
    if life.course.slot.sort in REMAND:
        return risk
    held = [one for one in life.happened if one.kind is EventKind.LSCMI]
    life.drop(*held)
    for number, one in enumerate(held):
        made = _lscmi(life, number, held, one)
        risk.assessments.append(made)
        if not made.imported and not made.stopped:
            explained(life, risk, number, made.by)
    if life.route is RouteSlug.ENHANCED:
        _again(life, risk)
        _for_the_court(life, risk)
        _others(life, risk)
        _disclosed(life, risk)
        changes(life, risk)
        manage(life, risk)
    life.happened.sort(key=lambda one: (one.on, one.kind.value))
    return risk


def _lscmi(life: Life, number: int, held: list[Happening], done: Happening) -> Assessed:
    draw, old = life.draw, done.on < life.on - KEPT
    band, place = Band(done.value), life.place(done.on)
    own = done.on >= life.officer_from
    by = By(Role.PBSW, place, own=own, turn=draw.randrange(1000))
    override = _override(life, band)
    found = figures.figures(band, override, done.on, draw)
    contradiction = None
    if draw.random() < figures.CONTRADICT:
        found, contradiction = _contradicting(life, found, band, override, done.on, old=old)
    stopped = contradiction is not None and contradiction.settled_at is None
    if not stopped:  # until it is settled it answers nothing
        of, at = Of("assessments", number), life.at(done.on)
        life.happened.append(Happening(done.kind, done.on, None, done.value, "", at, of, by))
    overridden = override is not Override.NONE
    first = life.course.stay.recalled_on or life.course.sentenced_on
    return Assessed(
        tool=Tool.LSCMI.value,
        purpose=_purpose(life, number, done.on).value,
        side=Side.PRISON.value,
        by=by,
        due_on=add_months(held[number - 1].on, 12) if number else add_months(first, 6),
        done_on=done.on,
        band=band.value,
        override=override.value,
        override_why=life.words.say("risk", f"override {override.value}", done.on)
        if overridden
        else "",
        imported=old,
        figures=found,
        contradiction=contradiction,
        words=None if old or stopped else words(life, number, band.value, done.on, by),
    )


def _override(life: Life, band: Band) -> Override:
    chosen = life.draw.choice((Override.UP, Override.UP, Override.DOWN))
    possible = figures.may_override(band, chosen) and life.draw.random() < OVERRIDDEN
    return chosen if possible else Override.NONE


def _purpose(life: Life, number: int, on: date) -> Purpose:
    release = life.course.dates.get(DateKind.EDL) or life.course.dates.get(DateKind.RELEASE)
    if not number:
        return Purpose.ADMISSION
    return Purpose.RELEASE if release and (release - on).days < 200 else Purpose.ANNUAL


def _contradicting(
    life: Life, made: Written, band: Band, override: Override, on: date, *, old: bool
) -> tuple[Written, Contradiction | None]:
    """Figures that contradict themselves and what was found of it; of those that came over most are settled."""
    wrong = figures.corrupted(made, on, life.draw)
    sections = dict(zip(figures.SECTIONS, wrong.sections, strict=True))
    found = contradictions(Figures(sections, wrong.total, band, override), on)
    if not found:
        return made, None
    seen_at = life.at(life.on - KEPT if old else on)
    settled = life.draw.random() < (0.85 if old else 0.3) and seen_at.date() < life.on
    if settled:  # the row has been put right; the finding says what it was
        wrong = made
    by = By(Role.PBSW_TEAM_MANAGER, life.place(seen_at.date()))
    return wrong, Contradiction(
        kind=found[0].kind,
        said=found[0].said,
        found=found[0].found,
        seen="import" if old else "night",
        seen_at=seen_at,
        settled_at=seen_at + timedelta(hours=3) if settled else None,
        settled_by=by if settled else None,
        how="Looked up in social work's own record and corrected." if settled else "",
    )


def _again(life: Life, risk: Risk) -> None:
    """The next yearly one, asked for before it falls due, or long after."""
    if not risk.assessments or life.draw.random() > ASKED_AGAIN:
        return
    due = add_months(risk.assessments[-1].done_on or life.on, 12)
    if due > life.on + timedelta(days=60) or due < life.on - KEPT:
        return
    asked = min(max(due - timedelta(days=60), life.here_since()), life.on)
    risk.assessments.append(
        Assessed(
            tool=Tool.LSCMI.value,
            purpose=Purpose.ANNUAL.value,
            side=Side.PRISON.value,
            by=By(Role.PBSW, life.place(life.on), own=True),
            owned=True,
            requested_on=asked,
            requested_by=By(Role.PBSW_TEAM_MANAGER, life.place(asked)),
            due_on=due,
        )
    )


def _for_the_court(life: Life, risk: Risk) -> None:
    """An LS/CMI by the community side before the sentence. It starts no clock of this sentence, so it is no event."""
    on = life.course.sentenced_on - timedelta(days=life.draw.randint(8, 30))
    recent = on > life.on - KEPT and not life.course.stay.recalled_on
    if not recent or not life.council or life.draw.random() > COURT_REPORT:
        return
    known = [one.band for one in risk.assessments if one.band]
    step = life.draw.choice((-1, 0, 0, 0, 1))
    bands = [band.value for band in Band]
    near = bands.index(known[0]) if known else 2
    band = Band(bands[min(max(near + step, 0), len(bands) - 1)])
    risk.assessments.append(
        Assessed(
            tool=Tool.LSCMI.value,
            purpose=Purpose.ASKED.value,
            side=Side.COMMUNITY.value,
            by=By(Role.CBSW, life.council, own=True),
            done_on=on,
            band=band.value,
            override=Override.NONE.value,
            imported=True,
            figures=figures.figures(band, Override.NONE, on, life.draw),
        )
    )


def _others(life: Life, risk: Risk) -> None:
    draw, sort = life.draw, life.course.slot.sort
    since = max(life.since, life.course.sentenced_on)
    days = (life.on - since).days
    if sort in SEXUAL and days > 60 and draw.random() < STABLE_AND_ACUTE:
        on = since + timedelta(days=draw.randint(30, days - 1))
        band = draw.choice(("low", "medium", "medium", "high", "high"))
        risk.assessments.append(
            Assessed(
                tool=Tool.SA07.value,
                purpose=Purpose.ASKED.value,
                side=Side.PRISON.value,
                by=By(Role.PBSW, life.place(on), own=on >= life.officer_from),
                done_on=on,
                band=band,
            )
        )
    if days > 120 and draw.random() < PSYCHOLOGY.get(sort, 0.0):
        _psychological(life, risk, since + timedelta(days=draw.randint(10, days - 10)))


def _psychological(life: Life, risk: Risk, asked: date) -> None:
    """Asked for by the Risk Management Team; in many cases no dates, in more the person was not told them."""
    draw, place, number = life.draw, life.place(asked), len(risk.assessments)
    by, keeper = By(Role.PSYCHOLOGY, place), By(Role.ICM_CASE_CO_ORDINATOR, place)
    tool = Tool.HCR20 if draw.random() < 0.4 else Tool.PSYCHOLOGICAL
    counted = tool is Tool.PSYCHOLOGICAL
    if counted:
        of = Of("assessments", number, "-asked")
        life.note(EventKind.PRA_ASKED, of, keeper, life.at(asked), on=asked)
    start = asked + timedelta(days=draw.randint(40, 260))
    end = start + timedelta(days=draw.randint(30, 120))
    promised = draw.random() < 0.65
    told = asked + timedelta(days=draw.randint(10, 40))
    told_on = told if promised and told < life.on and draw.random() < 0.7 else None
    done = end + timedelta(days=draw.choice((-10, 0, 40, 120, 300)))
    done_on = done if promised and done < life.on else None
    if told_on and counted:
        of = Of("assessments", number, "-told-3")
        at, value = life.at(told_on), end.isoformat()
        life.note(EventKind.PRA_DATES_TOLD, of, by, at, on=told_on, value=value)
    if done_on and counted:
        of = Of("assessments", number)
        life.note(EventKind.PRA_DONE, of, by, life.at(done_on), on=done_on)
    risk.assessments.append(
        Assessed(
            tool=tool.value,
            purpose=Purpose.ASKED.value,
            side=Side.PSYCHOLOGY.value,
            by=by,
            requested_on=asked,
            requested_by=By(Role.ICM_CO_ORDINATOR, place),
            why=life.words.say("risk", "requested why", asked),
            owned=True,
            due_on=end if promised else None,
            promised=(start, end) if promised else (None, None),
            told_on=told_on,
            done_on=done_on,
            band=draw.choice(("medium", "high", "high", "very-high")) if done_on else "",
        )
    )


def _disclosed(life: Life, risk: Risk) -> None:
    """What is sent before a conference, gone through with the person by their officer."""
    days = [one.on for one in life.happened if one.kind in HELD and one.on >= life.since]
    for held in (*days, *_planned(life)):
        ready = [
            place
            for place, one in enumerate(risk.assessments)
            if one.words and one.done_on and one.done_on < held - timedelta(days=25)
        ]
        if ready:
            disclosed(life, risk, ready[-1], held)


def _planned(life: Life) -> list[date]:
    """The next conference, where a day is set for it."""
    if life.draw.random() > PLANNED_AHEAD:
        return []
    day = working_days_after(life.on + timedelta(days=life.draw.randint(2, 60)), 1)
    asked = life.on - timedelta(days=life.draw.randint(1, 30))
    if asked <= life.here_since():
        return []
    planned = Happening(EventKind.CC_PLANNED, day, None, "", "", life.at(asked))
    life.happened.append(planned)
    return [day]
