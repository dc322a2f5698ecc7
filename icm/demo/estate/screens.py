"""Core Screens as they were held: in one sitting or two, unfinished, given up, and mostly read by nobody.

Late and missing ones, and which were read, stand in the diary already (`events`). What each person needs is invented:
no source gives how often each area is named.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from casework.policy import screen_form
from casework.policy.areas import DOMAIN_OF, Area
from icm.demo.estate.cases import Alert, Answer, Life, Screen, Sitting
from icm.demo.estate.happenings import By, Happening, Of
from icm.demo.estate.referrals import refer, service_for
from icm.demo.estate.services import slug
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import Role

NEEDED = {
    Area.SUBSTANCES: 0.55,
    Area.MENTAL_HEALTH: 0.42,
    Area.VIOLENCE: 0.18,
    Area.HOUSING: 0.45,
    Area.MONEY: 0.45,
    Area.RELATIONSHIPS: 0.32,
    Area.WORK: 0.42,
    Area.LITERACY: 0.28,
    Area.OFFENDING: 0.30,
}
URGENT_AREAS = (Area.SUBSTANCES, Area.MENTAL_HEALTH, Area.HOUSING)
LEFT_OPEN = 0.45  # of missing screens: begun, and left after one sitting
GIVEN_UP = 0.12  # of missing screens
STOPPED = 0.012  # of screens: stopped by a sign that somebody may not be safe
UNSAID = 0.07
ACCEPTED, DECLINED = 0.62, 0.18  # of needs; to the others nothing was offered
SITTING = timedelta(minutes=35)


def screen(life: Life) -> None:
    """The Core Screen of this stay, where it was taken on the form of this system."""
    done = life.first(EventKind.CORE_SCREEN, life.since)
    if done is None:
        _unfinished(life)
    elif done.at is not None and screen_form.QUESTIONS.in_force(_begun_on(life, done)):
        _completed(life, done, done.at)


def _begun_on(life: Life, done: Happening) -> date:
    """The day of its first sitting: a screen begun on the form before stays on that form."""
    part = life.first(EventKind.CORE_SCREEN_PART)
    return min(part.on, done.on) if part else done.on


def _completed(life: Life, done: Happening, at: datetime) -> None:
    by = life.by(Role.LINKS_CENTRE, done.on)
    part = life.first(EventKind.CORE_SCREEN_PART)
    urgent = life.first(EventKind.IMMEDIATE_NEED)
    referred = life.first(EventKind.REFERRAL)
    stopped = part is not None and life.draw.random() < STOPPED * 10
    sittings = (*_earlier(life, part, at, stopped=stopped), Sitting(at - SITTING, at, fit=True))
    answers = tuple(_answers(life, done.on, urgent=urgent is not None, referred=referred))
    index = len(life.case.screens)
    life.drop(done, part, urgent, referred)
    life.note(EventKind.CORE_SCREEN, Of("screens", index), by, at)
    if part is not None:
        of = Of("screens", index, "-part-1")
        life.note(EventKind.CORE_SCREEN_PART, of, by, sittings[0].ended_at)
    _note_needs(life, index, answers, by, at)
    read_at, told_at = _read(life, index, at), _told(life, index, done.on)
    life.case.screens.append(
        Screen(
            state="completed",
            reference=f"{life.draw.getrandbits(128):032x}",
            questions=screen_form.QUESTIONS.at(sittings[0].began_at.date()).version,
            by=by,
            sittings=sittings,
            answers=answers,
            completed_at=at,
            understood=life.draw.choice((True, True, True, False, None)),
            route=_route(life, done.on).value,
            told_at=told_at,
            read_at=read_at,
            alert=_alert(life, sittings[0].ended_at) if stopped else None,
        )
    )
    _refer(life, index, answers, at, referred)


def _note_needs(life: Life, index: int, answers: tuple[Answer, ...], by: By, at: datetime) -> None:
    """What cannot wait, with the domain in which help is asked for, and that they declined it where they did."""
    for answer in answers:
        if answer.need != "need" or answer.urgency != "today":
            continue
        area = answer.area
        domain = "" if area is Area.IMMEDIATE else DOMAIN_OF.at(at.date())[area].value
        of = Of("screens", index, f"-need-{area.value}")
        life.note(EventKind.IMMEDIATE_NEED, of, by, at, value=domain)
        if answer.referral == "declined":
            of = Of("screens", index, f"-declined-{area.value}")
            life.note(EventKind.REFERRAL_DECLINED, of, by, at, value=domain)


def _earlier(
    life: Life, part: Happening | None, at: datetime, *, stopped: bool
) -> Iterator[Sitting]:
    """The sitting that was broken off, where there was one."""
    if part is None:
        return
    began = min(part.at or at, at - timedelta(hours=3))
    why = _STOPPED if stopped else life.words.say("own", "not fit", part.on)
    again_on = None if stopped else began.date() + timedelta(days=life.draw.randint(1, 3))
    yield Sitting(began, began + timedelta(minutes=life.draw.randint(6, 20)), False, why, again_on)


_STOPPED = "Stopped: a sign that somebody may not be safe."


def _alert(life: Life, at: datetime, *, acted: bool = True) -> Alert:
    done = life.words.say("own", "done", at.date()) if acted else ""
    return Alert(
        kind=life.draw.choice(("suicide", "suicide", "danger")),
        seen=life.words.say("own", "seen", at.date()),
        seen_at=at,
        done=done,
        done_at=at + timedelta(minutes=life.draw.randint(20, 170)) if acted else None,
    )


def _answers(life: Life, on: date, *, urgent: bool, referred: Happening | None) -> Iterator[Answer]:
    """One for each area of the form. What is urgent is one area; where nothing was referred, nothing is accepted."""
    draw = life.draw
    pressing = draw.choice((Area.IMMEDIATE, Area.IMMEDIATE, *URGENT_AREAS)) if urgent else None
    for question in screen_form.QUESTIONS.at(on).questions:
        area = question.area
        if area is pressing or draw.random() < NEEDED.get(area, 0.0):
            today = area is pressing
            offered = referred is not None if urgent else True
            yield _need(life, area, on, today=today, offered=offered)
        else:
            need = "unsaid" if draw.random() < UNSAID else "none"
            words = life.words.say("own", "none", on) if draw.random() < 0.15 else ""
            yield Answer(area, need, own_words=words if need == "none" else "")


def _need(life: Life, area: Area, on: date, *, today: bool, offered: bool) -> Answer:
    draw = life.draw
    chance = draw.random()
    referral = "not-offered"
    if today and not offered:
        referral = "declined" if chance < DECLINED else "not-offered"
    elif today or (offered and chance < ACCEPTED):
        referral = "accepted"
    elif offered and chance < ACCEPTED + DECLINED:
        referral = "declined"
    service = service_for(life, DOMAIN_OF.at(on)[area], on) if referral == "accepted" else ""
    return Answer(
        area,
        "need",
        urgency="today" if today else draw.choice(("days", "later", "later")),
        own_words=life.words.say("own", f"{area} need", on) if draw.random() < 0.8 else "",
        note=life.words.say("own", "note", on) if draw.random() < 0.14 else "",
        referral=referral,
        service="" if draw.random() < 0.05 and not today else service,
    )


def _refer(
    life: Life, index: int, answers: tuple[Answer, ...], at: datetime, referred: Happening | None
) -> None:
    """What was accepted. What is pressing went out on the day the diary names."""
    for answer in answers:
        if answer.referral != "accepted" or not answer.service:
            continue
        later = answer.urgency == "today" and referred is not None and referred.on > at.date()
        made_at = life.at(referred.on) if later and referred is not None else at
        kind = answer.service.split("-")[0]
        refer(
            life,
            slug(kind, life.place(made_at.date())),
            DOMAIN_OF.at(at.date())[answer.area],
            made_at,
            origin="officer" if later else "screen",
            by=life.by(Role.LINKS_CENTRE, made_at.date()),
            area="" if later else answer.area.value,
            screen=None if later else index,
            urgency=answer.urgency,
            why=answer.own_words,
        )


def _read(life: Life, index: int, at: datetime) -> datetime | None:
    """By the personal officer, who cannot have read it before there was one."""
    read = life.first(EventKind.CORE_SCREEN_READ)
    if read is None:
        return None
    life.drop(read)
    day = max(read.on, life.officer_from)
    if day >= life.on:
        return None
    read_at = max(life.at(day), at + timedelta(hours=2))
    by = By(Role.PERSONAL_OFFICER, life.place(day), own=True)
    life.note(EventKind.CORE_SCREEN_READ, Of("screens", index, "-read-{by}"), by, read_at)
    return read_at


def _told(life: Life, index: int, since: date) -> datetime | None:
    told = life.first(EventKind.ROUTE_TOLD, since)
    if told is None or life.draw.random() < 0.4:  # told in a conversation: see `talks`
        return None
    life.drop(told)
    told_at = life.at(told.on)
    by = life.by(Role.ICM_CASE_CO_ORDINATOR, told.on)
    life.note(EventKind.ROUTE_TOLD, Of("screens", index, "-told"), by, told_at)
    return told_at


def _route(life: Life, on: date) -> RouteSlug:
    """As it was known on that day: before sentence there is none."""
    sentenced = life.course.stay.warrants and life.course.sentenced_on <= on
    return life.route if sentenced else RouteSlug.NONE


def _unfinished(life: Life) -> None:
    """Of those without a Core Screen: begun and left, or given up. For the others nobody began one."""
    chance, admitted = life.draw.random(), life.course.admitted_at.date()
    day = admitted + timedelta(days=1)
    if chance > LEFT_OPEN + GIVEN_UP or day >= life.on or day < life.since:
        return
    if life.first(EventKind.CORE_SCREEN) or not screen_form.QUESTIONS.in_force(day):
        return
    abandoned = chance > LEFT_OPEN
    began, by = life.at(day, 9, 15), life.by(Role.LINKS_CENTRE, day)
    ended = began + timedelta(minutes=life.draw.randint(5, 25))
    stopped = not abandoned and life.draw.random() < STOPPED * 4
    why = "" if abandoned else life.words.say("own", "not fit", day)
    again_on = None if abandoned or stopped else day + timedelta(days=life.draw.randint(1, 4))
    part = life.first(EventKind.CORE_SCREEN_PART)
    life.drop(part)
    index = len(life.case.screens)
    if not abandoned:
        of = Of("screens", index, "-part-1")
        life.note(EventKind.CORE_SCREEN_PART, of, by, ended)
    life.case.screens.append(
        Screen(
            state="abandoned" if abandoned else "open",
            reference=f"{life.draw.getrandbits(128):032x}",
            questions=screen_form.QUESTIONS.at(day).version,
            by=by,
            sittings=(Sitting(began, ended, False, _STOPPED if stopped else why, again_on),),
            answers=tuple(_answers(life, day, urgent=False, referred=None))[
                : life.draw.randint(1, 4)
            ],
            ended_why=life.words.say("own", "given up", day) if abandoned else "",
            alert=_alert(life, ended, acted=(life.on - day).days > 4) if stopped else None,
        )
    )
