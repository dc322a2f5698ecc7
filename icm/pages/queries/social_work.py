"""The social work team manager's page: whose LS/CMI is late and why, what falls due, what the team gets done."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from icm.clocks import queries as clocks
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Bar, BarChart, Fact, Link, Pages
from icm.core.tables import Column, Table
from icm.pages.queries.people import person_url
from icm.people import queries as people
from icm.people.queries import Roster
from icm.policy.roles import Role
from risk import queries as risk
from risk.policy.workload import PACE_WEEKS, Late, Waiting, weeks_to_do, why_late

# The rules that an LS/CMI answers: late by two of them is one assessment late, since the earlier day.
LSCMI = ("LSCMI-6M", "LSCMI-BEFORE-INITIAL", "LSCMI-REPEAT")
SPANS = (
    (0, "In the next four weeks"),
    (28, "In five to eight weeks"),
    (56, "In nine to twelve weeks"),
)
NOBODY = 0  # stands for the worker of whoever has none

WORKERS = (
    Column.of("Social worker", "text", header=True, text="name"),
    Column.of("People", "number", text="people"),
    Column.of("Late", "number", text="late"),
    Column.of("Due soon", "number", text="due"),
    Column.of("Done lately", "number", text="done"),
    Column.of("Away", "text", text="away"),
)
REASONS = (
    Column.of("Why", "link", header=True, text="why", href="url"),
    Column.of("People", "number", text="people"),
)
LATE = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Was due", "date", text="due", note="age"),
    Column.of("Why it is late", "work", title="reason", href="why_url", why="basis"),
    Column.of("Social worker", "text", text="worker"),
)


@dataclass(frozen=True)
class Case:
    """One person's LS/CMI that is late, with the reason on record, or that falls due soon."""

    person: int
    number: str
    name: str
    due_on: date
    basis: str
    worker: int
    why: Late | None


@dataclass(frozen=True)
class SocialWorkPage:
    place: str
    places: tuple[Link, ...]
    facts: tuple[Fact, ...]
    coming: BarChart
    workers: Table
    reasons: Table
    late: Table
    chosen: str
    all_url: str
    pages: Pages
    persons: tuple[int, ...]


def managed(principals: Principals) -> list[str]:
    """The establishments whose prison-based social work the asker manages."""
    role = Role.PBSW_TEAM_MANAGER
    return sorted(post.place for post in principals.posts if post.role is role)


def social_work_page(
    principals: Principals, place: str, why: str, *, on: date, page: int
) -> SocialWorkPage:
    """One establishment. The same number of queries for any number of social workers and people."""
    names, span = people.establishment_names(), timedelta(weeks=PACE_WEEKS.at(on))
    team = list(people.social_workers(Role.PBSW, place))
    keys = [user.pk for user in team]
    rosters, done = people.rosters(keys, on=on), risk.done_between(keys, on - span, on)
    cases = _cases(principals, place, rosters, on, on + span)
    late = [case for case in cases if case.why]
    chosen = [case for case in late if why in ("", case.why)]
    pages = turned_to(page, len(chosen), wanted={"place": place, "why": why}, noun="people")
    users = {user.pk: user.display_name() for user in team}
    shown = chosen[slice_of(pages)]
    return SocialWorkPage(
        place=names[place],
        places=_places(principals, place, names),
        facts=_facts(cases, done, on),
        coming=_coming(cases, on),
        workers=_workers(team, rosters, people.case_load(keys, Role.PBSW), cases, done),
        reasons=_reasons(place, late),
        late=Table(
            "LS/CMI that is late", LATE, [_late(case, users, on) for case in shown], empty=_NONE
        ),
        chosen=Late(why).label if why else "",
        all_url=_url(place),
        pages=pages,
        persons=tuple(case.person for case in shown),
    )


_NONE = "None is late."
_COLUMNS = (
    "person_id", "person__number", "person__family_name", "person__given_names", "person__arrived_on", "status",
    "due_on", "basis",
)  # fmt: skip


def _cases(
    principals: Principals, place: str, rosters: dict[int, Roster], on: date, until: date
) -> list[Case]:
    """The longest late first. Of one person's rows the earliest counts, and one that is late before all others."""
    here = people.visible(principals).filter(establishment__slug=place, released_on__isnull=True)
    rows = clocks.open_dues().filter(rule__in=LSCMI, person__in=here, due_on__lte=until)
    rows = rows.filter(status__in=["overdue", "due"])
    first: dict[int, tuple[Any, ...]] = {}
    for row in rows.order_by("-status", "due_on", "pk").values_list(*_COLUMNS):
        first.setdefault(row[0], row)
    allocated = people.allocated(first, Role.PBSW)
    late = [person for person, row in first.items() if row[5] == "overdue"]
    asked, stopped = risk.asked_for(late), risk.stopped(late)
    found = []
    for person, row in first.items():
        worker, since = allocated.get(person, (NOBODY, None))
        waiting = Waiting(
            due_on=row[6],
            arrived_on=row[4],
            worker=worker != NOBODY,
            worker_since=since,
            worker_away=worker in rosters and rosters[worker].away_now,
            asked_on=asked.get(person),
            stopped=person in stopped,
        )
        why = why_late(waiting, on) if row[5] == "overdue" else None
        name = f"{row[2].upper()}, {row[3]}"
        found.append(Case(person, row[1], name, row[6], row[7], worker, why))
    return sorted(found, key=lambda case: (case.due_on, case.person))


def _places(principals: Principals, place: str, names: dict[str, str]) -> tuple[Link, ...]:
    return tuple(
        Link(names[slug], _url(slug), current=slug == place) for slug in managed(principals)
    )


def _url(place: str) -> str:
    return f"{reverse('pages:social_work')}?place={place}"


def _facts(cases: Collection[Case], done: Counter[int], on: date) -> tuple[Fact, ...]:
    """Capacity as it was, held against what waits: a calculation, with what it rests on beside it."""
    weeks = PACE_WEEKS.at(on)
    late = sum(case.why is not None for case in cases)
    needed = weeks_to_do(len(cases), done.total(), on)
    takes = "1 week" if needed == 1 else f"{needed} weeks"
    told = f"At that pace, what is late and falls due takes {takes}." if needed is not None else ""
    return (
        Fact("Late", str(late)),
        Fact(f"Due in the next {weeks} weeks", str(len(cases) - late)),
        Fact(f"Done in the last {weeks} weeks", str(done.total()), note=told),
        Fact(
            "Capacity",
            f"{takes} of work for {weeks} weeks" if needed is not None else "",
            note="" if needed is not None else "None was done, so no pace can be told.",
            unknown=needed is None,
        ),
    )


def _coming(cases: Collection[Case], on: date) -> BarChart:
    """By the four weeks in which they fall due, what is late first."""
    first = sum(case.why is not None for case in cases)
    bars = [Bar("Late now", (first, 0))]
    for start, label in SPANS:
        from_on, until = on + timedelta(days=start), on + timedelta(days=start + 28)
        soon = (case for case in cases if case.why is None)
        bars.append(Bar(label, (0, sum(from_on <= case.due_on < until for case in soon))))
    return BarChart("LS/CMI by when it is due", ("Late", "Due"), tuple(bars), label="When")


def _workers(
    team: Collection[User],
    rosters: dict[int, Roster],
    load: Counter[int],
    cases: Collection[Case],
    done: Counter[int],
) -> Table:
    late = Counter(case.worker for case in cases if case.why)
    due = Counter(case.worker for case in cases if not case.why)
    rows = [
        {
            "name": user.display_name(),
            "people": str(load[user.pk]),
            "late": str(late[user.pk]),
            "due": str(due[user.pk]),
            "done": str(done[user.pk]),
            "away": rosters[user.pk].away or "No",
        }
        for user in team
    ]
    elsewhere = {case.worker for case in cases} - {user.pk for user in team}
    for key, title in ((NOBODY, "Nobody allocated"), (None, "Somebody of another team")):
        keys = {NOBODY} & elsewhere if key == NOBODY else elsewhere - {NOBODY}
        if keys:
            rows.append(
                {
                    "name": title,
                    "people": "",
                    "late": str(sum(late[one] for one in keys)),
                    "due": str(sum(due[one] for one in keys)),
                    "done": "",
                    "away": "",
                }
            )
    return Table("The team", WORKERS, rows, empty="Nobody is social worker here.")


def _reasons(place: str, late: Iterable[Case]) -> Table:
    counted = Counter(case.why for case in late)
    rows = [
        {"why": why.label, "url": f"{_url(place)}&why={why.value}", "people": str(counted[why])}
        for why in Late
        if counted[why]
    ]
    return Table("Why they are late", REASONS, rows, empty=_NONE)


def _late(case: Case, users: dict[int, str], on: date) -> dict[str, str]:
    url = person_url(case.person)
    days = (on - case.due_on).days
    return {
        "name": case.name,
        "url": url,
        "number": case.number,
        "due": day(case.due_on),
        "age": "1 day late" if days == 1 else f"{days} days late",
        "reason": case.why.label if case.why else "",
        "why_url": f"{url}why/",
        "basis": case.basis,
        "worker": users.get(case.worker, "Of another team") if case.worker else "Nobody yet",
    }
