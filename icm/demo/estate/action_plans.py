"""Action plans: put in force after conferences, replaced at the next, their actions done, late or given up.

Almost nobody inspectors asked knew of a plan of theirs (HMIPS 2024, §12). How many have one on record is invented.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from casework.policy.action_plan import REVIEW_DAYS
from casework.policy.areas import Domain
from icm.demo.estate.cases import Action, Life, Plan
from icm.demo.estate.happenings import Of
from icm.demo.estate.services import ASKED, place_of, slug
from icm.policy.calendar import add_days
from icm.policy.facts import HELD, EventKind, RouteSlug
from icm.policy.roles import Role

PLANNED = {RouteSlug.ENHANCED: 0.68, RouteSlug.STANDARD: 0.16}
DRAFTED = 0.08  # of the others, and of those in force: a draft nobody has finished
VIEWS = {"agreed": 70, "disagreed": 12, "no-answer": 18}
DONE, GIVEN_UP = 0.45, 0.15  # of actions past their target; the others are late
WITHHELD = 0.04
FINISHED = ("done", "not-done")


def plans(life: Life, domains: list[Domain], last: date | None) -> None:
    """One version for each conference whose plan was put in force, the newest three, and now and then a draft.

    None after ``last``: to put a plan in force brings the record up to date, and these stand as stale as they do.
    """
    if last is None or not domains:
        return
    if life.draw.random() < PLANNED.get(life.route, 0.0):
        for day in _days(life, last)[-3:]:
            _put_in_force(life, domains, day)
    if life.draw.random() < DRAFTED:
        _draft(life, domains, min(life.on - timedelta(days=1), last + timedelta(days=5)))


def _days(life: Life, last: date) -> list[date]:
    held = sorted(
        {
            min(one.on + timedelta(days=life.draw.randint(0, 12)), last)
            for one in life.happened
            if one.kind in HELD and life.since <= one.on <= last
        }
    )
    if not held and life.route is RouteSlug.STANDARD:
        return [last]
    return held


def _put_in_force(life: Life, domains: list[Domain], day: date) -> None:
    at = life.at(day, 13, 16)
    before = life.case.plans[-1] if life.case.plans else None
    carried = (
        [action for action in before.actions if action.status not in FINISHED] if before else []
    )
    if before:
        life.case.plans[-1] = _superseded(before, at)
    numbers = sum(len(plan.actions) for plan in life.case.plans)
    fresh = _actions(life, domains, day, numbers, life.draw.randint(2, 4))
    view = life.draw.choices(list(VIEWS), list(VIEWS.values()))[0]
    asked = life.draw.random() < 0.7
    index = len(life.case.plans)
    life.case.plans.append(
        Plan(
            state="agreed",
            drafted_at=at - timedelta(hours=life.draw.randint(1, 5)),
            by=life.by(Role.ICM_CASE_CO_ORDINATOR, day),
            aims=life.words.say("plan", "aims", day) if life.draw.random() < 0.85 else "",
            family_help=life.words.say("plan", "family", day) if life.draw.random() < 0.5 else "",
            review_on=add_days(day, REVIEW_DAYS.at(day)) if life.draw.random() < 0.85 else None,
            actions=(*carried[:3], *fresh),
            agreed_at=at,
            from_on=day,
            view=view,
            view_words=life.words.say("plan", view, day) if asked else "",
            view_on=day,
            ask_again_on=day + timedelta(days=7) if view == "no-answer" else None,
        )
    )
    by = life.case.plans[-1].by
    life.note(EventKind.PLAN_AGREED, Of("plans", index), by, at)
    life.note(EventKind.PLAN_UPDATED, Of("plans", index, "-updated"), by, at)


def _superseded(plan: Plan, at: datetime) -> Plan:
    return replace(plan, state="superseded", until_on=at.date(), superseded_at=at)


def _draft(life: Life, domains: list[Domain], day: date) -> None:
    standing = life.case.plans[-1] if life.case.plans else None
    numbers = sum(len(plan.actions) for plan in life.case.plans)
    carried = standing.actions if standing else ()
    life.case.plans.append(
        Plan(
            state="draft",
            drafted_at=life.at(day),
            by=life.by(Role.ICM_CASE_CO_ORDINATOR, day),
            aims=standing.aims if standing else "",
            family_help=standing.family_help if standing else "",
            review_on=None,
            actions=(*carried, *_actions(life, domains, day, numbers, 1)),
        )
    )


def _actions(life: Life, domains: list[Domain], day: date, after: int, number: int) -> list[Action]:
    found = []
    for line, domain in enumerate(life.draw.sample(domains, min(number, len(domains))), after + 1):
        what, _, risk = life.words.say("plan", f"{domain} do", day).partition("|")
        found.append(_action(life, line, domain, what, risk, day))
    return found


def _action(life: Life, line: int, domain: Domain, what: str, risk: str, day: date) -> Action:
    draw = life.draw
    target = day + timedelta(days=draw.randint(30, 260))
    kept_back = draw.random() < WITHHELD
    gist, ground = "", ""
    if kept_back:
        what, gist, ground = life.words.triple("withheld", "team", day)
    service, referral = _service(life, domain) if draw.random() < 0.45 else ("", None)
    theirs = not service and draw.random() < 0.4
    social = life.route is RouteSlug.ENHANCED and draw.random() < 0.35
    owner = life.by(Role.PBSW, day) if social else life.officer(day)
    return Action(
        line=line,
        domain=domain,
        what=what,
        risk_factor="" if kept_back else risk,
        start_on=day,
        target_on=target,
        theirs=theirs,
        owner=None if service or theirs else owner,
        service=service,
        referral=referral,
        disclosure="team" if kept_back else "person",
        gist=gist,
        ground=ground,
        **_progress(life, day, target),
    )


def _progress(life: Life, day: date, target: date) -> dict[str, Any]:
    draw, chance = life.draw, life.draw.random()
    if target < life.on and chance < DONE:
        done_on = day + timedelta(days=draw.randint(10, max((target - day).days, 11)))
        done_on = min(done_on, life.on - timedelta(days=1))
        evidence = life.words.say("plan", "evidence", done_on) if draw.random() < 0.6 else ""
        return {"status": "done", "done_on": done_on, "evidence": evidence}
    if target < life.on and chance < DONE + GIVEN_UP:
        why = life.words.say("plan", "not done", target)
        return {"status": "not-done", "not_done_why": why}
    return {"status": draw.choice(("not-started", "under-way"))}


def _service(life: Life, domain: Domain) -> tuple[str, int | None]:
    """The service that does it: of a referral that stands there already, or one still to be asked."""
    here = life.place(life.on)
    for place, one in enumerate(life.case.referrals):
        stands = one.standing.ended_on is None and place_of(one.service) == here
        if stands and one.domain is domain and one.disclosure == "person":
            return one.service, place
    return slug(ASKED[domain][0], here), None
