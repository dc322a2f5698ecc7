"""The reminders somebody was given, as far as they may still see whom they are about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from icm.clocks.models import Due, Reminder
from icm.clocks.policy import BY_ID
from icm.clocks.queries.telling import tellable
from icm.core.access import Principals, visible
from icm.core.dates import day
from icm.core.screen import Pages, answered
from icm.core.tables import Column, Table
from icm.policy.rules import Status

PAGE = 50
KEPT = timedelta(days=28)

COLUMNS = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("What, and why", "work", title="title", href="why_url", why="basis"),
    Column.of("By", "date", text="due", note="told"),
    Column.of("State now", "status", status="status", note="new"),
)


@dataclass(frozen=True)
class ReminderPage:
    table: Table
    pages: Pages
    persons: tuple[int, ...]
    unread: int


def reminder_page(principals: Principals, *, on: date, page: int) -> ReminderPage:
    """The last four weeks' reminders, newest first; of each deadline the newest one. Three queries."""
    mine = _newest(principals).filter(on__gt=on - KEPT)
    total = mine.count()
    last = max(1, -(-total // PAGE))
    number = min(max(page, 1), last)
    rows = [_row(row) for row in _listed(mine)[(number - 1) * PAGE : number * PAGE]]
    return ReminderPage(
        table=Table("Reminders", COLUMNS, rows, quiet_caption=True, empty="No reminders."),
        pages=Pages(number=number, count=last, total=total, noun="reminders"),
        persons=tuple(sorted({row["person"] for row in rows})),
        unread=mine.filter(read_at=None).count(),
    )


def unread(principals: Principals, *, on: date) -> int:
    """How many of those on the page below are new: for the header."""
    return _newest(principals).filter(on__gt=on - KEPT, read_at=None).count()


def _newest(principals: Principals) -> QuerySet[Reminder]:
    mine = Reminder.objects.filter(recipient=principals.user_id)
    later = mine.filter(
        person=OuterRef("person"),
        rule=OuterRef("rule"),
        due_on=OuterRef("due_on"),
        stage__gt=OuterRef("stage"),
    )
    told = visible(mine, principals, through="person").filter(tellable(principals))
    return told.exclude(Exists(later))


def _listed(mine: QuerySet[Reminder]) -> QuerySet[Reminder, Any]:
    now = Due.objects.filter(person=OuterRef("person"), rule=OuterRef("rule"))
    # Another deadline of the same rule says nothing of how this one ended.
    same = now.filter(due_on=OuterRef("due_on"))
    return mine.order_by("-on", "due_on", "pk").values_list(
        "person_id",
        "person__family_name",
        "person__given_names",
        "person__number",
        "rule",
        "due_on",
        F("on"),
        "escalated",
        "read_at",
        Subquery(same.values("status")[:1]),
        Subquery(same.values("basis")[:1]),
    )


def _row(row: tuple[Any, ...]) -> dict[str, Any]:
    person, family, given, number, rule, due_on, told_on, escalated, read_at, status, basis = row
    url = reverse("pages:person", args=[person])
    return {
        "person": person,
        "name": f"{family.upper()}, {given}",
        "number": number,
        "url": url,
        "title": BY_ID[rule].title if rule in BY_ID else rule,
        "why_url": f"{url}why/#{rule}",
        "basis": basis or "This deadline no longer stands.",
        "due": day(due_on),
        "told": _told(told_on, escalated, read_at),
        "status": answered(status or Status.NOT_APPLICABLE.value),
        "new": "" if read_at else "New",
    }


def _told(told_on: date, escalated: bool, read_at: datetime | None) -> str:
    how = "Passed on to you" if escalated else "Reminded"
    return f"{how} on {day(told_on)}"
