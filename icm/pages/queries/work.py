"""My work: what is overdue, what is coming and what is not known, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, SmallIntegerField, Value, When
from django.db.models.expressions import OrderBy

from casework.queries.screens import SCREENERS
from icm.clocks import queries as clocks
from icm.clocks.policy import RULES
from icm.core.access import Principals, visible
from icm.core.dates import day
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Pages, answered, left_out
from icm.core.tables import Column, Table
from icm.pages.queries.people import person_url
from icm.policy.roles import Role

AHEAD = timedelta(days=28)
AT_ONCE = 20  # as many as are read in one go, on a telephone too

# Who answers for other people's work, and so sees everybody's in their place.
OVERSEERS = frozenset(
    {
        Role.ICM_CO_ORDINATOR,
        Role.FIRST_LINE_MANAGER,
        Role.RMT_CHAIR,
        Role.PBSW_TEAM_MANAGER,
        Role.CBSW_TEAM_MANAGER,
    }
)
BY_SCREEN = frozenset({"CSA-72H", "CSA-DISTRESS"})
TITLES = {rule.id: rule.title for rule in RULES}
# These say something of everybody and ask nothing of anybody.
ASK_NOTHING = frozenset({"PSS-ANY", "PSS-NOT-RISK", "ROUTE-CHANGE"})
ASKING = sorted(
    ((rule.id, rule.title) for rule in RULES if rule.id not in ASK_NOTHING), key=lambda c: c[1]
)
OWNERS = sorted(
    {
        (rule.owner.value, rule.owner.label)
        for rule in RULES
        if rule.owner and rule.id not in ASK_NOTHING
    },
    key=lambda c: c[1],
)
_OWNERS = {role.value: role.label for role in Role} | {"": "Nobody named"}
NOT_TOLD = -1
_BANDS = dict(
    enumerate(
        (
            "Not shown to your role",
            "Not assessed",
            "Very low",
            "Low",
            "Medium",
            "High",
            "Very high",
        ),
        NOT_TOLD,
    )
)

COLUMNS = (
    Column.of("Person", "link", header=True, text="name", href="url", note="place"),
    Column.of("What, and why", "work", title="title", href="why_url", why="basis"),
    Column.of("By", "date", text="due", note="owner"),
    Column.of("Assessed risk", "text", text="risk"),
    Column.of("State", "status", status="status"),
)


@dataclass(frozen=True)
class WorkPage:
    table: Table
    pages: Pages
    persons: tuple[int, ...]
    overdue: int
    coming: int
    unknown: int
    left_out: str  # how many are not shown


def work_page(
    principals: Principals, wanted: Mapping[str, Any], *, on: date, page: int
) -> WorkPage:
    """The asker's work on a day. Overdue first; within it by assessed risk, then by date. Two queries."""
    mine, telling = _mine(principals, wanted), clocks.telling(principals)
    horizon = Q(status="due") & (Q() if wanted.get("ahead") == "all" else Q(due_on__lte=on + AHEAD))
    overdue, unknown = Q(status="overdue"), Q(status="unknown")
    counts = mine.aggregate(
        overdue=Count("pk", filter=telling.told & overdue),
        due=Count("pk", filter=telling.told & horizon),
        unknown=Count("pk", filter=telling.told & unknown),
        left_out=Count("pk", filter=telling.untold & (overdue | horizon | unknown)),
    )
    # What is not known is counted and a click away: shown among the rest it would drown what is late.
    states = [wanted["state"]] if wanted.get("state") in counts else ["overdue", "due"]
    shown = Q(pk__in=[])
    for state in states:
        shown |= horizon if state == "due" else Q(status=state)
    total = sum(counts[state] for state in states)
    pages = turned_to(page, total, wanted=wanted, noun="things to do", size=AT_ONCE)
    screens = not principals.roles.isdisjoint(SCREENERS)
    listed = _listed(mine.filter(telling.told, shown), telling, slice_of(pages, AT_ONCE))
    rows = [_row(row, screens) for row in listed]
    return WorkPage(
        table=Table("What needs doing", COLUMNS, rows, empty="Nothing here needs doing."),
        pages=pages,
        persons=tuple({row["person"] for row in rows}),
        overdue=counts["overdue"],
        coming=counts["due"],
        unknown=counts["unknown"],
        left_out=left_out(counts["left_out"], "deadline"),
    )


def _mine(principals: Principals, wanted: Mapping[str, Any]) -> QuerySet[Any]:
    """What is mine to do, what is anybody's to do for the people allocated to me, and what I oversee."""
    overseen = [post.principal for post in principals.posts if post.role in OVERSEERS]
    found = visible(clocks.open_dues(), principals, through="person").filter(
        Q(person__acl__among=[*overseen, *principals.allocated_to]) | Q(owner__in=principals.roles)
    )
    if wanted.get("mine"):
        found = found.filter(person__acl__among=principals.allocated_to)
    for name, column in (
        ("owner", "owner"),
        ("rule", "rule"),
        ("establishment", "person__establishment__slug"),
    ):
        if wanted.get(name):
            found = found.filter(**{column: wanted[name]})
    return found


def _listed(found: QuerySet[Any], telling: clocks.Telling, which: slice) -> QuerySet[Any, Any]:
    """The keys are found first, in an index that holds all it takes; only what is shown is read."""
    urgency = Case(
        When(status="overdue", then=Value(0)), When(status="due", then=Value(1)), default=Value(2)
    )
    order = (urgency, OrderBy(_rank(telling), descending=True), "due_on", "pk")
    keys = found.order_by(*order).values("pk")[which]
    return clocks.open_dues().filter(pk__in=keys).order_by(*order).values_list(
        "person_id", "person__family_name", "person__given_names", "person__establishment__name", "person__hall",
        "rule", "status", "due_on", "owner", "basis", "settle", _rank(telling),
    )  # fmt: skip


def _rank(telling: clocks.Telling) -> F | Case:
    """By how the person's risk was assessed, where the asker may read about it: the order of a list tells it too."""
    if telling.unread is None:
        return F("risk_rank")
    not_told = Value(NOT_TOLD, SmallIntegerField())
    return Case(
        When(telling.unread, then=not_told),
        default=F("risk_rank"),
        output_field=SmallIntegerField(),
    )


def _row(row: tuple[Any, ...], screens: bool) -> dict[str, Any]:
    """``screens``: whoever does Core Screens is led straight to the form."""
    person, family, given, establishment, hall, rule, status, due_on, owner, basis, settle, rank = (
        row
    )
    url = person_url(person)
    return {
        "person": person,
        "name": f"{family.upper()}, {given}",
        "url": url,
        "place": ", ".join(part for part in (establishment, hall) if part),
        "title": TITLES.get(rule, rule),
        "why_url": f"{url}screen/" if screens and rule in BY_SCREEN else f"{url}why/#{rule}",
        "basis": f"To settle it: {settle}" if status == "unknown" else basis,
        "due": day(due_on) if due_on else "No date",
        "owner": _OWNERS.get(owner, owner),
        "risk": _BANDS[rank],
        "status": answered(status),
    }
