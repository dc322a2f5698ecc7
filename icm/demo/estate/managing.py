"""How the risk of an invented person is managed: plans of those under an Order for Lifelong Restriction, MAPPA, police.

The Risk Management Authority approves the plan within nine months of sentence in most, and is sent a report each year
in most of those; in the others it is late, as inspectors found of much else. The shares are invented.
"""

from datetime import date, timedelta

from icm.demo.estate.cases import KEPT, Life
from icm.demo.estate.happenings import By, Happening, Of
from icm.demo.estate.outcomes import SEXUAL
from icm.demo.estate.plan import Sort
from icm.demo.estate.risks import Asked, Managed, Notice, Public, Report, Risk, Stood
from icm.policy.calendar import add_months
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from risk.policy.mappa import Category, Management

APPROVED_LATE = 0.2
REPORT_MISSED = 0.15
PART_EMPTY = {"victim safety": 0.2, "signs": 0.25, "contingency": 0.3}
PARTS = (
    "scenario", "monitoring", "supervising", "intervening", "victim safety", "signs", "contingency",
)  # fmt: skip
PLANNED = 0.12  # of others assessed as high or very high: have a plan too
NOTICED = 0.25  # of versions: a significant change was told, or is to be
AT_ONCE, LATER = (0, 14), (30, 200)  # days from the sentence until they are identified for MAPPA
IDENTIFIED_LATE = (
    0.03  # of those whom the court's notification requirement brings under it of itself
)
VERSION = 24  # months, about, from one version to the next


def manage(life: Life, risk: Risk) -> None:
    if life.course.slot.sort is Sort.OLR:
        _lifelong(life, risk)
    elif any(one.band in ("high", "very-high") for one in risk.assessments[-1:]):
        _other(life, risk)
    _public(life, risk)


def _lifelong(life: Life, risk: Risk) -> None:
    """Version after version, the last in force; of what is older than this record only the events came over."""
    draw = life.draw
    months = draw.randint(10, 15) if draw.random() < APPROVED_LATE else draw.randint(6, 9)
    day = add_months(life.course.sentenced_on, months)
    if day >= life.on:
        return
    days = [day]
    while (following := add_months(days[-1], VERSION + draw.randint(-6, 6))) < life.on:
        days.append(following)
    kept = [one for one in days if one >= life.on - KEPT] or days[-1:]
    for one in days[: -len(kept)]:
        life.happened.append(Happening(EventKind.RISK_PLAN, one, None, "", "", life.at(one)))
    for number, one in enumerate(kept):
        last = number == len(kept) - 1
        until = life.on if last else kept[number + 1]
        _version(life, risk, one, in_force=last)
        _reports(life, risk, number, until)
        _notice(life, risk, number, until)
    if draw.random() < 0.2:
        _draft(life, risk)


def _version(life: Life, risk: Risk, day: date, *, in_force: bool) -> None:
    draw, by, place = life.draw, life.by(Role.PBSW, day), len(risk.managed)
    drafted = max(day - timedelta(days=draw.randint(20, 60)), life.course.sentenced_on)
    approved = day + timedelta(days=draw.randint(0, 30))
    approved_on = approved if approved < life.on else None
    life.note(EventKind.RISK_PLAN, Of("managed", place), by, life.at(day), on=day)
    if approved_on:
        of = Of("managed", place, "-rma")
        life.note(EventKind.RISK_PLAN_APPROVED, of, by, life.at(approved_on), on=approved_on)
    risk.managed.append(
        Managed(
            state="in-force" if in_force else "superseded",
            parts=_parts(life, day),
            drafted_at=life.at(drafted),
            by=by,
            in_force_on=day,
            review_on=add_months(day, 12),
            sent_on=day,
            approved_on=approved_on,
            approved_as=f"RMA/{day:%Y}/{draw.randint(100, 999)}" if approved_on else "",
        )
    )


def _draft(life: Life, risk: Risk) -> None:
    """A next version is being written, some of its parts still empty."""
    day = life.on - timedelta(days=life.draw.randint(2, 40))
    if day > risk.managed[-1].drafted_at.date():
        parts = _parts(life, day)
        parts = (*parts[:3], *("" for _ in parts[3:]))
        risk.managed.append(Managed("draft", parts, life.at(day), life.by(Role.PBSW, day)))


def _other(life: Life, risk: Risk) -> None:
    if life.draw.random() > PLANNED:
        return
    day = life.on - timedelta(days=life.draw.randint(10, 500))
    if day > life.course.sentenced_on:
        by = life.by(Role.PBSW, day)
        parts = _parts(life, day)
        life.note(EventKind.RISK_PLAN, Of("managed", 0), by, life.at(day), on=day)
        review = add_months(day, 12)
        drafted = life.at(day - timedelta(days=life.draw.randint(0, 20)))
        risk.managed.append(Managed("in-force", parts, drafted, by, day, review))


def _parts(life: Life, day: date) -> tuple[str, ...]:
    return tuple(
        "" if life.draw.random() < PART_EMPTY.get(part, 0.03) else life.words.say("risk", part, day)
        for part in PARTS
    )


def _reports(life: Life, risk: Risk, place: int, until: date) -> None:
    """A year after the version came into force, and each year after it until the next."""
    plan = risk.managed[place]
    due = add_months(plan.in_force_on or until, 12)
    while due < until:
        sent = due + timedelta(days=life.draw.randint(-20, 25))
        if sent < life.on and life.draw.random() > REPORT_MISSED:
            said = life.words.say("risk", "yearly progress", sent)
            of = Of("reports", len(risk.reports))
            life.note(EventKind.OLR_REPORT, of, plan.by, life.at(sent), on=sent)
            risk.reports.append(Report(place, due, sent, said, plan.by))
        due = add_months(due, 12)


def _notice(life: Life, risk: Risk, place: int, until: date) -> None:
    """Of something that changed, or may, while that version was in force; told, or still to be."""
    draw, plan = life.draw, risk.managed[place]
    day = plan.in_force_on or until
    if draw.random() > NOTICED or (until - day).days < 60:
        return
    on = day + timedelta(days=draw.randint(20, (until - day).days - 1))
    told = on + timedelta(days=draw.randint(0, 14))
    answered = told + timedelta(days=draw.randint(10, 60))
    if told < life.on:
        of = Of("notices", len(risk.notices))
        life.note(EventKind.RMA_TOLD, of, plan.by, life.at(told), on=told)
    heard = answered < life.on
    risk.notices.append(
        Notice(
            plan=place,
            on=on,
            potential=draw.random() < 0.5,
            what=life.words.say("risk", "olr change", on),
            told_on=told if told < life.on else None,
            answered_on=answered if heard else None,
            answer=life.words.say("risk", "olr answer", on) if heard else "",
            by=plan.by,
        )
    )


def _public(life: Life, risk: Risk) -> None:
    """Sexual offences with notification come under MAPPA of themselves; of others a few, near release."""
    draw, sort = life.draw, life.course.slot.sort
    listed = any(warrant.facts.listed_sexual for warrant in life.course.stay.warrants)
    grave = risk.assessments and risk.assessments[-1].band == "very-high"
    if not listed and not (grave and draw.random() < 0.4):
        _police(life, risk)
        return
    late = not listed or draw.random() < IDENTIFIED_LATE
    first = life.course.sentenced_on + timedelta(days=draw.randint(*(LATER if late else AT_ONCE)))
    if first >= life.on:
        return
    category = Category.ONE if listed else Category.THREE
    level = draw.choices(list(Management), (70, 25, 5) if listed else (0, 70, 30))[0]
    reached = _stages(life, first, draw.choice((1, 1, 2, 4) if sort in SEXUAL else (2, 4)))
    by = By(Role.ICM_CASE_CO_ORDINATOR, life.place(reached[-1].on))
    council = life.council.replace("-", " ").title()
    at = life.at(reached[-1].on)
    of = Of("public", 0, f"-{len(reached)}")
    life.note(EventKind.MAPPA, of, by, at)
    risk.public.append(
        Public(
            category=category.value,
            level="" if draw.random() < 0.15 else level.value,
            co_ordinator=f"MAPPA co-ordinator, {council}"
            if council and draw.random() < 0.8
            else "",
            why=life.words.say("risk", "mappa why", first),
            changed_at=at,
            by=by,
            stages=tuple(reached),
        )
    )
    _police(life, risk)


def _stages(life: Life, first: date, number: int) -> list[Stood]:
    found, day = [], first
    for stage in ("identified", "referred", "shared", "met")[:number]:
        note = life.words.say("risk", "mappa note", day) if stage in ("referred", "met") else ""
        found.append(Stood(stage, day, note))
        day += timedelta(days=life.draw.randint(5, 90))
        if day >= life.on:
            break
    return found


def _police(life: Life, risk: Risk) -> None:
    """Before a move to less secure conditions; for a third of those who have moved nobody asked."""
    draw = life.draw
    moved = life.course.slot.location in ("nte", "open", "ciu")
    near = any(one.kind is EventKind.PROGRESSION_SCHEDULED for one in life.happened)
    if not (moved or near) or draw.random() < 0.35:
        return
    day = (
        life.here_since() - timedelta(days=draw.randint(20, 90))
        if moved
        else life.on - timedelta(days=draw.randint(3, 90))
    )
    if not life.course.sentenced_on < day < life.on:
        return
    by = By(Role.ICM_CASE_CO_ORDINATOR, life.place(day))
    of = Of("police", 0)
    life.note(EventKind.POLICE_NOTICE, of, by, life.at(day), on=day)
    replied = day + timedelta(days=draw.randint(7, 60))
    reply, gist = "", ""
    if (heard := replied < life.on and draw.random() < 0.75) is True:
        reply, gist = life.words.say("risk", "police reply", replied).split("|")
    asked = life.words.say("risk", "police asked", day)
    occasion = "less-secure"
    risk.police.append(Asked(occasion, day, asked, by, replied if heard else None, reply, gist))
