"""Asking for an assessment, promising when it is done, telling the person, and taking the request back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import Refused, SentBefore, Stale
from icm.people import actions as people
from icm.people.models import Event, Person
from icm.policy.facts import Band, EventKind
from risk import access
from risk.actions.standing import refuse_figures, refuse_future, today
from risk.models import Assessment
from risk.policy.assessments import Purpose, Side, Tool
from risk.queries.figures import open_request
from risk.workflow import ASSESSING, Assessing


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for. ``reference`` names it for this person, so that sending it twice is harmless.

    With ``joins`` an open request for the same serves: somebody who asks because of a change need not know of it.
    """

    reference: str
    tool: Tool
    purpose: Purpose
    side: Side
    why: str = ""
    due_on: date | None = None
    owner: User | None = None
    joins: bool = False


@transaction.atomic
def ask_assessment(
    person: Person, request: Request, *, by: User, principals: Principals, at: datetime
) -> Assessment:
    """An assessment is asked for; the same reference a second time is the same request."""
    access.require(person, principals, access.ASK)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if before := _same(row, request) or _joined(row, request):
        return before
    if reason := why_not_ask(request, today(at)):
        raise Refused(reason)
    refuse_figures(request.why)
    made = opened(row, request, by, at)
    if made.tool == Tool.PSYCHOLOGICAL:
        happened = people.Happening(
            reference=f"{name(made)}-asked", kind=EventKind.PRA_ASKED, on=today(at)
        )
        people.note_events(row, [happened], by=by, at=at)
    return made


@transaction.atomic
def promise_dates(
    row: Assessment,
    *,
    start_on: date,
    end_on: date,
    version: int,
    principals: Principals,
    at: datetime,
) -> Assessment:
    """When it starts and ends. Whoever sets other dates has to tell the person anew."""
    here = locked(row, version)
    if here.side != Side.PSYCHOLOGY:
        raise Refused("Only psychology promises when an assessment starts and ends.")
    if end_on < start_on:
        raise Refused("It cannot end before it starts.")
    if end_on < today(at):
        raise Refused("The day on which it ends is past. Record the outcome instead.")
    changes = {"promised_start_on": start_on, "promised_end_on": end_on, "told_on": None}
    return move(here, "promise", principals, **changes)


@transaction.atomic
def tell_dates(
    row: Assessment, *, on: date, version: int, by: User, principals: Principals, at: datetime
) -> Assessment:
    """The person was told when it starts and ends (PRA-TIMESCALE): from then on the promise is the limit."""
    here = locked(row, version)
    refuse_future(on, at)
    if here.promised_end_on is None:
        raise Refused("Set first when it starts and ends.")
    if here.requested_on and on < here.requested_on:
        raise Refused("That is before it was asked for.")
    told = move(here, "told", principals, told_on=on)
    if told.tool == Tool.PSYCHOLOGICAL:
        happened = people.Happening(
            reference=f"{name(told)}-told-{told.version}",
            kind=EventKind.PRA_DATES_TOLD,
            on=on,
            value=here.promised_end_on.isoformat(),
        )
        people.note_events(told.person, [happened], by=by, at=at)
    return told


@transaction.atomic
def withdraw_assessment(
    row: Assessment, *, why: str, version: int, principals: Principals, at: datetime
) -> Assessment:
    """It is not wanted any more; what it noted for the rules counts no more either."""
    here = locked(row, version)
    access.require_on(here, principals, access.WITHDRAW)
    refuse_figures(why)
    gone = move(here, "withdraw", principals, withdrawn_why=why)
    noted = Event.objects.filter(person=gone.person_id, reference__startswith=f"{name(gone)}-")
    if references := list(noted.values_list("reference", flat=True)):
        people.retract_events(gone.person, references, why=why, at=at)
    return gone


def locked(row: Assessment, version: int) -> Assessment:
    """The row as it is now, locked, with its person. Refuses a step made from an earlier version."""
    rows = Assessment.objects.select_for_update(of=("self",))
    here = rows.select_related("person__establishment").get(pk=row.pk)
    if here.version != version:
        raise Stale(current=in_words(here), version=here.version)
    return here


def move(row: Assessment, what: str, principals: Principals, **changes: Any) -> Assessment:
    """One move of the workflow, as the next version of the row."""
    held = access.held_on(row, principals)
    moved = ASSESSING.apply(what, row, held=held, version=row.version + 1, **changes)
    moved.person = row.person
    return moved


def name(row: Assessment) -> str:
    """How the events that this assessment notes for the rules are called."""
    return f"assessment-{row.pk}"


def opened(person: Person, request: Request, by: User, at: datetime) -> Assessment:
    return Assessment.objects.create(
        person=person,
        reference=request.reference,
        tool=request.tool,
        purpose=request.purpose,
        side=request.side,
        requested_on=today(at),
        requested_by=by,
        requested_why=request.why,
        due_on=request.due_on,
        owner=request.owner,
    )


def why_not_ask(request: Request, on: date) -> str:
    if (request.tool is Tool.PSYCHOLOGICAL) is not (request.side is Side.PSYCHOLOGY):
        if request.tool is Tool.LSCMI:
            return "The LS/CMI is social work's."
        if request.tool is Tool.PSYCHOLOGICAL:
            return "Only psychology does a Psychological Risk Assessment."
    if request.due_on and request.due_on < on:
        return "The day by which it is needed is past."
    return ""


def in_words(row: Assessment) -> str:
    """How it stands, as a sentence; never with a figure."""
    said = f"{Tool(row.tool).label}: {Assessing(row.state).label.lower()}"
    marks = (
        f"promised for {day(row.promised_end_on)}" if row.promised_end_on else "",
        f"done on {day(row.done_on)}" if row.done_on else "",
        Band(row.band).label if row.band else "",
        "stopped until social work has settled it" if row.stopped else "",
    )
    return f"{', '.join([said, *(text for text in marks if text)])}."


def _same(person: Person, request: Request) -> Assessment | None:
    before = Assessment.objects.filter(person=person, reference=request.reference).first()
    if before is None:
        return None
    sent = (request.tool, request.purpose, request.side, request.why, request.due_on)
    if sent != (
        before.tool,
        before.purpose,
        before.side,
        before.requested_why,
        before.due_on,
    ):
        raise SentBefore
    return before


def _joined(person: Person, request: Request) -> Assessment | None:
    """One is enough: two open requests for the same would be two clocks for one piece of work."""
    before = open_request(person, request.tool, request.side)
    if before is None or request.joins:
        return before
    since = f" on {day(before.requested_on)}" if before.requested_on else ""
    raise Refused(f"It was asked for{since} already, and is not done yet.")
