"""Conferences that were held, in numbers: shares and attendance by establishment and quarter. Nobody is named."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, TruncDate

from conferences import access
from conferences.models import Conference
from conferences.policy.counting import (
    DEFINED,
    ROLES,
    HeldFacts,
    Measure,
    Presence,
    met,
    presence,
    quarter,
    quarters,
    share,
    there,
)
from conferences.policy.holding import Came
from conferences.policy.kinds import Party
from conferences.workflow import Conferring
from icm.core.access import Principals
from icm.core.dates import MONTHS
from icm.core.screen import Bar, BarChart, Fact, Link
from icm.core.tables import Column, Table
from icm.people import queries as people
from icm.policy.calendar import LONDON

LATELY = 4  # quarters summed up establishment by establishment
_SEP, _BETWEEN = ":", " "
_SHARES = (
    Column.of("Held", "number", text="held"),
    *(Column.of(one.label, "number", text=one.value, note=f"{one.value}-note") for one in Measure),
)
_BY_QUARTER = (Column.of("Quarter", header=True, text="name"), *_SHARES)
_BY_PLACE = (Column.of("Establishment", "link", header=True, text="name", href="url"), *_SHARES)
_ATTENDED = (
    Column.of("Quarter", header=True, text="name"),
    *(Column.of(one.label, "number", text=one.value, note=f"{one.value}-note") for one in ROLES),
)


@dataclass(frozen=True, slots=True)
class NumbersPage:
    title: str
    above: bool  # whether this is one of several establishments the asker may see
    number: int
    by_quarter: Table
    by_place: Table | None
    chosen: str  # the role of the picture
    roles: tuple[Link, ...]
    chart: BarChart
    attended: Table
    defined: tuple[Fact, ...]


Key = tuple[str, date]  # establishment, first day of the quarter
Marks = Mapping[Party, tuple[Came | None, ...]]


class _Row(NamedTuple):
    """What is counted of one conference, in the order of the measures and of the roles."""

    met: tuple[bool | None, ...]
    presences: tuple[Presence, ...]


def places(principals: Principals) -> dict[str, str]:
    """Slug and name of the establishments whose numbers the asker may read."""
    theirs = access.places_with(principals, access.NUMBERS)
    names = people.establishment_names()
    return {slug: name for slug, name in names.items() if "" in theirs or slug in theirs}


def numbers_page(names: Mapping[str, str], wanted: Mapping[str, str], *, on: date) -> NumbersPage:
    """Of every one of these establishments, or of the one wanted. One query, however many were held."""
    chosen = wanted.get("establishment", "")
    if chosen not in names:
        chosen = next(iter(names)) if len(names) == 1 else ""
    party = next((one for one in ROLES if one == wanted.get("role")), ROLES[0])
    back = quarters(on)
    found = _held([chosen] if chosen else names, since=back[-1])
    here = {
        first: [one for key in found if key[1] == first for one in found[key]] for first in back
    }
    return NumbersPage(
        title=names.get(chosen, "All establishments"),
        above=bool(chosen) and len(names) > 1,
        number=sum(map(len, here.values())),
        by_quarter=_by_quarter(here),
        by_place=None if chosen else _by_place(names, found, set(back[:LATELY])),
        chosen=party.label,
        roles=tuple(_role(one, party, chosen) for one in ROLES),
        chart=_chart(here, party),
        attended=_attended(here),
        defined=tuple(Fact(one.label, DEFINED[one]) for one in Measure),
    )


def _held(slugs: Iterable[str], *, since: date) -> dict[Key, list[_Row]]:
    """Each conference, with the marks of everybody invited as one text: few are all different."""
    standing = Q(invitations__withdrawn_at=None, invitations__isnull=False)
    marks = Concat("invitations__party", Value(_SEP), "invitations__came")
    rows = (
        Conference.objects.filter(
            state=Conferring.HELD, held_on__gte=since, establishment__slug__in=list(slugs)
        )
        .order_by()
        .annotate(
            slug=F("establishment__slug"),
            began=TruncDate("starts_at", tzinfo=LONDON),
            invited=TruncDate("invited_at", tzinfo=LONDON),
            marks=StringAgg(marks, _BETWEEN, filter=standing, default=Value(""), order_by=marks),
        )
        .values_list("slug", "held_on", "began", "due_on", "invited", "assessed", "marks")
    )
    found: defaultdict[Key, list[_Row]] = defaultdict(list)
    for slug, held_on, began, due_on, invited, assessed, said in rows:
        if held_on is None:
            continue  # the database refuses it of one that was held
        came, presences = _came(said)
        facts = HeldFacts(held_on, began or held_on, due_on, invited, assessed, came)
        row = _Row(tuple(met(facts, one) for one in Measure), presences)
        found[slug, quarter(held_on)].append(row)
    return found


@lru_cache(maxsize=4096)
def _came(said: str) -> tuple[Marks, tuple[Presence, ...]]:
    found: dict[Party, tuple[Came | None, ...]] = {}
    for mark in filter(None, said.split(_BETWEEN)):
        party, _, came = mark.partition(_SEP)
        key = Party(party)
        found[key] = (*found.get(key, ()), Came(came) if came else None)
    return found, tuple(presence(found, one) for one in ROLES)


def _shares(rows: list[_Row]) -> dict[str, str]:
    found = {"held": f"{len(rows):,}"}
    for number, measure in enumerate(Measure):
        counted = share(one.met[number] for one in rows)
        found |= {measure.value: counted.words, f"{measure.value}-note": counted.note}
    return found


def _by_quarter(here: Mapping[date, list[_Row]]) -> Table:
    rows = [{"name": _named(first)} | _shares(held) for first, held in here.items()]
    return Table("Quarter by quarter", _BY_QUARTER, rows)


def _by_place(
    names: Mapping[str, str], found: Mapping[Key, list[_Row]], lately: set[date]
) -> Table:
    rows = []
    for slug, name in names.items():
        held = [one for key in found if key[0] == slug and key[1] in lately for one in found[key]]
        rows.append({"name": name, "url": f"?establishment={slug}"} | _shares(held))
    return Table("Establishment by establishment, the last four quarters", _BY_PLACE, rows)


def _role(one: Party, chosen: Party, place: str) -> Link:
    more = f"&establishment={place}" if place else ""
    return Link(one.label, f"?role={one.value}{more}#attendance", current=one is chosen)


def _chart(here: Mapping[date, list[_Row]], party: Party) -> BarChart:
    bars, number = [], ROLES.index(party)
    for first, held in reversed(list(here.items())):
        counted = Counter(one.presences[number] for one in held)
        bars.append(Bar(_named(first), tuple(counted[part] for part in Presence)))
    states = tuple(part.label for part in Presence)
    return BarChart(f"{party.label} at conferences", states, tuple(bars), label="Quarter")


def _attended(here: Mapping[date, list[_Row]]) -> Table:
    rows = []
    for first, held in here.items():
        row = {"name": _named(first)}
        for number, party in enumerate(ROLES):
            counted = share(there(one.presences[number]) for one in held)
            row |= {party.value: counted.words, f"{party.value}-note": counted.note}
        rows.append(row)
    return Table("There or by video, by role and quarter", _ATTENDED, rows)


def _named(first: date) -> str:
    return f"{MONTHS[first.month - 1]} to {MONTHS[first.month + 1]} {first.year}"


def asked(query: Mapping[str, Any]) -> dict[str, str]:
    """What the address asks for."""
    return {name: str(query.get(name, "")) for name in ("establishment", "role")}
