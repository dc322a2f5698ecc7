"""Reading assessments: one of them, and all of one person."""

from django.db.models import QuerySet

from icm.core.access import Principals, get_visible
from icm.core.dates import day
from icm.people.models import Event, Person
from icm.policy.facts import EventKind
from risk.models import Assessment
from risk.policy.assessments import Side, Tool

WITH = (
    "person__establishment",
    "person__transfer_to",
    "person__residence",
    "person__supervising_authority",
    "requested_by",
    "assessor",
    "owner",
)


def assessment(principals: Principals, pk: int) -> Assessment:
    """One assessment with its person; 404 for whoever may not know of the person."""
    rows = Assessment.objects.select_related(*WITH)
    return get_visible(rows, principals, through="person", pk=pk)


def of_person(person: Person) -> QuerySet[Assessment]:
    """All of one person, the latest first; what is still asked for stands before what is done."""
    rows = Assessment.objects.filter(person=person).select_related("assessor", "owner")
    return rows.order_by("-done_on", "-pk")


def title(row: Assessment) -> str:
    """The assessment as a heading or a link names it."""
    on = f", {day(row.done_on)}" if row.done_on else ""
    return f"{row.get_tool_display()}, {row.get_purpose_display().lower()}{on}"


def counts_for_the_clocks(row: Assessment) -> bool:
    """Whether the clocks run from this one: the latest LS/CMI of the prison's social work."""
    if row.tool != Tool.LSCMI or row.side != Side.PRISON or row.done_on is None:
        return False
    later = Event.objects.filter(person=row.person_id, kind=EventKind.LSCMI, on__gt=row.done_on)
    return not later.exists()
