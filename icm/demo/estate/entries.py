"""What stands in the plan: ratings and narratives on the days the diary says it was brought up to date.

Inspectors found entries "very light on substance and depth" in the main, and "cut and paste" (HMIPS 2024, §§5, 12);
they gave no figures, so the shares here are invented. How many plans are stale is settled in `events`.
"""

from datetime import date, timedelta

from casework.policy.areas import DOMAIN_OF, Domain
from icm.demo.estate.cases import Entry, Life, Rating
from icm.demo.estate.happenings import By, Of
from icm.demo.estate.plan import REMAND, Sort
from icm.demo.estate.services import kind_of, place_of
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import Role

THIN = 0.55  # of entries by residential staff: one line that would fit anybody
COPIED = 0.12  # of later entries by residential staff: an earlier one again
KEPT_BACK = {Role.PBSW: 0.22, Role.CBSW: 0.2, Role.PERSONAL_OFFICER: 0.05}
RATED = {RouteSlug.ENHANCED: 0.7, RouteSlug.STANDARD: 0.25}
SERVICE_WRITES = 0.7  # of services with a team, about whom they have begun with
LONGEST = timedelta(days=400)  # how far back quarter after quarter stands where a plan was kept up
FRESH = timedelta(days=92)
_ROUND = (
    (Role.PERSONAL_OFFICER, 56),
    (Role.PBSW, 20),
    (Role.ICM_CASE_CO_ORDINATOR, 10),
    (Role.LINKS_CENTRE, 8),
    (Role.CBSW, 6),
)
_STANDARD = ((Role.PERSONAL_OFFICER, 80), (Role.LINKS_CENTRE, 20))
_SOURCES = (
    "Told me", "Hall handover", "Seen on the hall", "Work party officer", "Education", "Visits staff", "The record",
    "Phone call with family", "Interview", "Minutes of the conference",
)  # fmt: skip
_SEXUAL = (Sort.STSO, Sort.SHORT_EXTENDED, Sort.LONG_EXTENDED, Sort.OLR)


def needs(life: Life) -> list[Domain]:
    """In which domains this person needs something: as the Core Screen found, or as their sentence suggests."""
    found = [
        DOMAIN_OF.at(life.on)[answer.area]
        for screen in life.case.screens
        for answer in screen.answers
        if answer.need == "need"
    ]
    draw, sort = life.draw, life.course.slot.sort
    if life.route is RouteSlug.ENHANCED:
        found.append(Domain.SEXUAL_CONDUCT if sort in _SEXUAL else Domain.VIOLENCE)
    found += draw.choices(list(Domain), _LIKELY, k=4)
    if sort not in _SEXUAL:
        found = [domain for domain in found if domain is not Domain.SEXUAL_CONDUCT]
    return list(dict.fromkeys(found))[: draw.randint(3, 6)]


_LIKELY = (9, 8, 5, 6, 6, 4, 6, 5, 0, 6, 3)  # in the order of the domains


def entries(life: Life, domains: list[Domain]) -> date | None:
    """Round by round; the last day anybody wrote, where it lies in what this record holds."""
    updates = [one for one in life.happened if one.kind is EventKind.PLAN_UPDATED]
    held = [one for one in updates if one.on >= life.since]
    if not held or life.course.slot.sort in REMAND:
        return None
    life.drop(*held)
    days = _rounds(life, [one.on for one in held], updates[0].on)
    for day in days:
        _round(life, domains, day)
    if life.draw.random() < RATED.get(life.route, 0.0):
        _rate(life, domains, days[0])
        if (days[-1] - days[0]).days > 200:
            _rate(life, domains[:2], days[-1])
    _services(life, days[-1])
    return days[-1]


def _rounds(life: Life, days: list[date], first: date) -> list[date]:
    """Where the plan was kept up, the quarters before the last update too."""
    kept = life.route is RouteSlug.ENHANCED and days[-1] > life.on - FRESH
    day = days[0]
    while kept:
        day -= timedelta(days=life.draw.randint(80, 115))
        if day <= max(first, life.since, life.on - LONGEST):
            break
        days = [day, *days]
    return days


def _round(life: Life, domains: list[Domain], day: date) -> None:
    """One entry on the day itself, and in most rounds one or two more in the days before."""
    enhanced = life.route is RouteSlug.ENHANCED
    number = life.draw.choice((1, 1, 2, 2, 3)) if enhanced else 1
    for turn in range(number):
        on = max(day - timedelta(days=turn * life.draw.randint(0, 3)), life.since)
        roles, weights = zip(*(_ROUND if enhanced else _STANDARD), strict=True)
        role = life.draw.choices(roles, weights)[0]
        if role is Role.CBSW and not life.council:
            role = Role.PBSW
        domain = life.draw.choice(domains)
        if role is Role.PERSONAL_OFFICER:
            _residential(life, domain, on)
        else:
            _specialist(life, domain, role, on)


def _residential(life: Life, domain: Domain, on: date) -> None:
    draw, by = life.draw, life.officer(on)
    earlier = [
        place
        for place, one in enumerate(life.case.entries)
        if one.by.role in _HALL
        and one.disclosure == "person"
        and not one.service
        and one.written_at.date() < on
    ]
    if earlier and draw.random() < COPIED:
        place = draw.choice(earlier[-3:])
        before = life.case.entries[place]
        edit = "" if before.thin else life.words.say("edits", "after", on)
        _add(life, Entry(before.domain, by, on, life.at(on), edit, copies=place))
    elif draw.random() < THIN:
        _add(life, Entry(domain, by, on, life.at(on), "", thin=True))
    elif draw.random() < KEPT_BACK[Role.PERSONAL_OFFICER]:
        body, gist, ground = life.words.triple("withheld", "team", on)
        at = life.at(on)
        _add(life, Entry(domain, by, on, at, body, "", "team", gist, ground))
    else:
        _add(
            life,
            Entry(
                domain, by, _about(life, on), life.at(on), _seen(life, domain, on), _source(life)
            ),
        )


_HALL = (Role.PERSONAL_OFFICER, Role.RESIDENTIAL_OFFICER)


def _seen(life: Life, domain: Domain, on: date) -> str:
    """What was seen, mostly what was said, and what comes next."""
    say, draw = life.words.say, life.draw
    parts = [say("residential", f"{domain} saw", on)]
    if draw.random() < 0.75:
        parts.append(say("residential", f"{domain} said", on))
    if draw.random() < 0.7 or len(parts) == 1:
        parts.append(say("residential", f"{domain} next", on, ahead=True))
    return " ".join(parts)


_OWN = {Role.LINKS_CENTRE: "links", Role.ICM_CASE_CO_ORDINATOR: "icm"}
_THEIRS = {
    Role.ICM_CASE_CO_ORDINATOR: (Domain.RESPONSIVITY, Domain.RESETTLEMENT),
    Role.LINKS_CENTRE: (Domain.RESETTLEMENT, Domain.FINANCES, Domain.EMPLOYMENT),
}


def _specialist(life: Life, domain: Domain, role: Role, on: date) -> None:
    say = life.words.say
    domain = life.draw.choice(_THEIRS[role]) if role in _THEIRS else domain
    by = By(role, life.council, own=True) if role is Role.CBSW else life.by(role, on)
    if life.draw.random() < KEPT_BACK.get(role, 0.0):
        body, gist, ground = life.words.triple("withheld", "social work", on)
        domain = life.draw.choice((Domain.OTHER_OFFENDING, Domain.RESETTLEMENT))
        _add(life, Entry(domain, by, on, life.at(on), body, "", "social work", gist, ground))
        return
    if role in _OWN:
        body = " ".join(say("social", _OWN[role], on) for _ in range(life.draw.choice((2, 2, 3))))
    else:
        said = say("residential", f"{domain} said", on) if life.draw.random() < 0.5 else ""
        body = (
            f"{say('social', f'{domain} found', on)} {said} {say('social', 'next', on, ahead=True)}"
        )
    _add(
        life,
        Entry(domain, by, _about(life, on), life.at(on), " ".join(body.split()), _source(life)),
    )


def _services(life: Life, last: date) -> None:
    """What services with a team wrote of those they have begun with; nothing after the plan was left to itself."""
    for one in life.case.referrals:
        begun = one.standing.started_on
        team = kind_of(one.service)
        if begun is None or team.role is None or life.draw.random() > SERVICE_WRITES:
            continue
        on = begun + timedelta(days=life.draw.randint(7, 35))
        if on > min(last, one.standing.ended_on or last) or on < life.since:
            continue
        by = By(team.role, place_of(one.service))
        heading = f"{one.service.split('-')[0]} entry"
        body = " ".join(
            life.words.say("services", heading, on) for _ in range(life.draw.choice((2, 2, 3)))
        )
        _add(life, Entry(one.domain, by, on, life.at(on), body, service=one.service))


def _rate(life: Life, domains: list[Domain], on: date) -> None:
    draw = life.draw
    role = Role.PBSW if life.route is RouteSlug.ENHANCED else Role.ICM_CASE_CO_ORDINATOR
    others = [domain for domain in Domain if domain not in domains]
    for domain in (*domains[:4], draw.choice(others)):
        needed = domain in domains
        rated = Rating(
            domain,
            life.by(role, on),
            life.at(on),
            intervention=draw.choice(("some", "considerable", "considerable"))
            if needed
            else "none",
            support=draw.choice(("some", "some", "considerable", "")) if needed else "none",
            why=life.words.say("social", f"{domain} found", on)
            if needed and draw.random() < 0.3
            else "",
        )
        index = len(life.case.ratings)
        life.case.ratings.append(rated)
        life.note(EventKind.PLAN_UPDATED, Of("ratings", index), rated.by, rated.at)


def _add(life: Life, entry: Entry) -> None:
    index = len(life.case.entries)
    life.case.entries.append(entry)
    life.note(EventKind.PLAN_UPDATED, Of("entries", index), entry.by, entry.written_at)


def _about(life: Life, on: date) -> date:
    """Written a day or two after what it is about, now and then."""
    return max(on - timedelta(days=life.draw.choice((0, 0, 0, 1, 2))), life.since)


def _source(life: Life) -> str:
    return life.draw.choice(_SOURCES) if life.draw.random() < 0.4 else ""
