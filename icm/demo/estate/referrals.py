"""Referrals as they went: answered or forgotten, waiting, under way, ended, and hardly ever chased.

That referrals are made and followed up by nobody is what inspectors found; they counted nothing. How many fare how is
invented.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from casework.policy import referrals as policy
from casework.policy.areas import Domain
from icm.demo.estate.cases import Asked, Life, Referral, Standing
from icm.demo.estate.happenings import By, Of
from icm.demo.estate.services import ASKED, kind_of, place_of, slug
from icm.people.actions.places import ESTABLISHMENTS
from icm.policy.facts import EventKind
from icm.policy.roles import Role

FORGOTTEN = 0.20  # never answered
DECLINED = 0.07
WITHDRAWN = 0.05
ANSWERED_LATE = 0.35  # of answers
CHASED = 0.25  # of those somebody should have asked about
WITHHELD_WHY = 0.05
LEFT_BEHIND = (
    0.3  # of those standing on the day of a transfer: they go on standing where the person was
)
SOON = (0, 12)  # days to the start of what could not wait
STANDING = ("open", "accepted", "waiting", "active")


def service_for(life: Life, domain: Domain, on: date) -> str:
    """Where somebody with this need would be referred from where they were on that day."""
    kinds = ASKED[domain]
    kind = kinds[0] if life.draw.random() < 0.75 else kinds[-1]
    return slug(kind, life.place(on))


def refer(
    life: Life, service: str, domain: Domain, made_at: datetime, *, origin: str, by: By, **more: Any
) -> int | None:
    """One referral with all that came of it, and its place in the list; None where one like it still stood."""
    made_on = made_at.date()
    for earlier in life.case.referrals:
        ended = earlier.standing.ended_on
        if (earlier.service, earlier.domain) == (service, domain) and (
            not ended or ended > made_on
        ):
            return None
    standing = _standing(life, service, made_on, more.get("urgency", ""))
    answer_by = policy.answer_due(made_on, more.get("urgency", ""))
    chases = tuple(_chases(life, standing, made_on, answer_by))
    officer = life.officer_from <= life.on and life.draw.random() < 0.7
    chaser = By(Role.PERSONAL_OFFICER, life.place(life.on), own=True) if officer else by
    index = len(life.case.referrals)
    life.case.referrals.append(
        Referral(
            service=service,
            domain=domain,
            origin=origin,
            made_at=made_at,
            by=by,
            chaser=chaser,
            standing=standing,
            answer_by=answer_by,
            chase_on=_chase_on(standing, answer_by, chases, more.get("urgency", "")),
            chases=chases,
            **more,
        )
    )
    life.note(EventKind.REFERRAL, Of("referrals", index), by, made_at, value=domain.value)
    return index


def refer_between(life: Life) -> None:
    """What officers and conferences asked for later; some who asked kept the reason from the person."""
    draw = life.draw
    if life.route.value == "none" or draw.random() > 0.45:
        return
    for _ in range(draw.choice((1, 1, 2))):
        first = max(life.since, life.on - timedelta(days=540))
        days = (life.on - first).days
        if days < 5:
            return
        day = first + timedelta(days=draw.randint(2, days - 1))
        domain = draw.choice(_LATER)
        service = service_for(life, domain, day)
        why, more = life.words.say("services", "why", day), {}
        if draw.random() < WITHHELD_WHY:
            why, gist, ground = life.words.triple("withheld", "team", day)
            more = {"disclosure": "team", "gist": gist, "ground": ground}
        made_at, by = life.at(day), life.officer(day)
        origin = draw.choice(("officer", "conference", "self"))
        refer(life, service, domain, made_at, origin=origin, by=by, why=why, **more)


_LATER = (
    Domain.SUBSTANCE_MISUSE, Domain.SUBSTANCE_MISUSE, Domain.MENTAL_HEALTH, Domain.VIOLENCE, Domain.VIOLENCE,
    Domain.OTHER_OFFENDING, Domain.LEARNING, Domain.EMPLOYMENT, Domain.ACCOMMODATION, Domain.FINANCES,
    Domain.RESETTLEMENT,
)  # fmt: skip


def _standing(life: Life, service: str, made_on: date, urgency: str) -> Standing:
    draw, moved_on = life.draw, _left(life, service, made_on)
    until = moved_on or life.on
    chance = draw.random()
    if chance < FORGOTTEN:
        return _moved(life, moved_on, Standing("open"))
    late = draw.random() < (ANSWERED_LATE if urgency != "today" else ANSWERED_LATE / 4)
    answered_on = made_on + timedelta(days=draw.randint(15, 60) if late else draw.randint(0, 12))
    if answered_on >= until:
        return _moved(life, moved_on, Standing("open"))
    if chance < FORGOTTEN + DECLINED:
        why = life.words.say("services", "decline", answered_on)
        return Standing("declined", answered_on, why, ended_on=answered_on)
    if chance < FORGOTTEN + DECLINED + WITHDRAWN:
        why = life.words.say("services", "person withdrew", answered_on)
        return Standing("withdrawn", ended_on=answered_on, outcome=why)
    waits = kind_of(service).waits if urgency != "today" else SOON
    return _taken(life, made_on, answered_on, moved_on, waits)


def _taken(
    life: Life, made_on: date, answered_on: date, moved_on: date | None, waits: tuple[int, int]
) -> Standing:
    draw, until = life.draw, moved_on or life.on
    start = max(made_on + timedelta(days=draw.randint(*waits)), answered_on)
    long = (start - answered_on).days > 20
    waiting: dict[str, Any] = {"waiting_since": answered_on} if long else {}
    words = life.words.say("services", "wait" if long else "accept", answered_on)
    answer = words if draw.random() < 0.6 else ""
    if start >= until:
        expected = start + timedelta(days=draw.randint(-20, 10)) if draw.random() < 0.5 else None
        waiting |= {"expected_on": max(expected, answered_on)} if long and expected else {}
        state = "waiting" if long else "accepted"
        return _moved(life, moved_on, Standing(state, answered_on, answer, **waiting))
    end = start + timedelta(days=draw.randint(25, 160))
    begun = Standing("active", answered_on, answer, started_on=start, **waiting)
    if end >= until:
        return _moved(life, moved_on, begun)
    outcome = life.words.say("services", "closed", end)
    return Standing(
        "closed", answered_on, answer, started_on=start, ended_on=end, outcome=outcome, **waiting
    )


def _left(life: Life, service: str, made_on: date) -> date | None:
    """The day they left the establishment of the service, after the referral."""
    here = place_of(service)
    gone = (m.at.date() for m in life.moves if m.from_ == here and m.at.date() > made_on)
    return next(gone, None)


def _moved(life: Life, moved_on: date | None, stood: Standing) -> Standing:
    """A service inside follows nobody to another establishment: the referral ends, or is left behind by everybody."""
    if moved_on is None or life.draw.random() < LEFT_BEHIND:
        return stood
    words = (
        f"They were transferred to {_NAMES[life.place(moved_on)]}. No service there takes it over."
    )
    return replace(stood, state="moved", ended_on=moved_on, outcome=words)


_NAMES = {place.slug: place.name for place in ESTABLISHMENTS}


def _chases(life: Life, standing: Standing, made_on: date, answer_by: date) -> list[Asked]:
    """Once or twice by the one in four who ask at all."""
    asked: list[Asked] = []
    due = (
        answer_by if standing.answered_on is None else policy.next_chase(standing.answered_on, None)
    )
    last = standing.started_on or standing.ended_on or life.on
    while due < last and len(asked) < 2 and life.draw.random() < CHASED:
        day = due + timedelta(days=life.draw.randint(0, 20))
        if day >= min(last, life.on):
            break
        asked.append(Asked(life.at(day), life.words.say("services", "said", day)))
        due = day + timedelta(days=28)
    return asked


def _chase_on(
    standing: Standing, answer_by: date, chases: tuple[Asked, ...], urgency: str
) -> date | None:
    """When somebody is to ask next, as the acts leave it."""
    if standing.state not in STANDING or standing.state == "active":
        return None
    unanswered = standing.answered_on is None
    if chases:
        day = chases[-1].at.date()
        return policy.asked_again(day, unanswered, urgency, standing.expected_on)
    if standing.answered_on is None:
        return answer_by
    return policy.next_chase(standing.answered_on, standing.expected_on)
