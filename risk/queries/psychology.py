"""What was asked of psychology: all that it knows of anybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Fact, Pages, Step
from icm.core.tables import Column, Table
from icm.people.models import Person
from icm.policy.roles import Role
from risk import access
from risk.models import Assessment
from risk.policy.assessments import Tool
from risk.workflow import Assessing

LETTERS = 160  # of the reason in the list; the page of the request has it whole
NOT_SET, NOT_TOLD = "No dates are set", "The person was not told yet"
COLUMNS = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Asked for", "text", text="tool", note="why"),
    Column.of("Asked on", "date", text="asked", note="needed"),
    Column.of("Promised for", "text", text="promised", note="told"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    table: Table
    pages: Pages
    persons: tuple[int, ...]
    late: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as psychology sees it."""

    name: str
    number: str
    place: str
    title: str
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]


def may_work_here(principals: Principals) -> bool:
    return principals.holds(Role.PSYCHOLOGY)


def desk(principals: Principals, on: date, page: int) -> Desk:
    """What is asked for and not done, the one promised soonest first, those without a promise before them. Three
    queries."""
    mine = access.asked_of(principals).filter(state=Assessing.REQUESTED)
    pages = turned_to(page, mine.count(), wanted={}, noun="requests")
    ordered = mine.select_related("person__establishment").order_by(
        F("promised_end_on").asc(nulls_first=True), "requested_on", "pk"
    )
    rows = list(ordered[slice_of(pages)])
    return Desk(
        table=Table(
            "Asked of psychology",
            COLUMNS,
            [_row(row, on) for row in rows],
            quiet_caption=True,
            empty="Nothing is asked for now.",
        ),
        pages=pages,
        persons=tuple(sorted({row.person_id for row in rows})),
        late=mine.filter(promised_end_on__lt=on).count(),
    )


def asked(principals: Principals, pk: int) -> Assessment:
    """One request to the asker's psychology; 404 for everybody else."""
    rows = access.asked_of(principals).select_related("person__establishment", "requested_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def asked_page(row: Assessment, on: date) -> Asked:
    by = row.requested_by.display_name() if row.requested_by else "the record system"
    why = _why(row)
    return Asked(
        name=_name(row.person),
        number=row.person.number,
        place=_place(row.person),
        title=Tool(row.tool).label,
        facts=(
            Fact("Prisoner number", row.person.number),
            Fact("Where", _place(row.person)),
            Fact("Asked for on", day(row.requested_on), note=f"by {by}"),
            Fact("Why", why or "Not said", unknown=not why),
            Fact("Needed by", day(row.due_on) if row.due_on else "No day is set"),
            Fact("Dates", _dates(row), note=_late(row, on), unknown=row.promised_end_on is None),
            Fact("Told to the person", day(row.told_on) if row.told_on else "Not yet"),
            Fact("How it stands", _stands(row)),
        ),
        steps=_steps(row),
    )


def _steps(row: Assessment) -> tuple[Step, ...]:
    """In the order of the work; once it is done its words are left."""
    words = Step("Write the formulation", "Open", href=_url("psychology_words", row))
    if row.state != Assessing.REQUESTED:
        return (words,) if row.state == Assessing.DONE else ()
    set_ = row.promised_end_on is not None
    tell = Step("Record that they were told", "Locked", locked="Set the dates first.")
    if row.told_on:
        tell = Step("Record that they were told", "Done", summary=day(row.told_on), done=True)
    elif set_:
        tell = Step("Record that they were told", "Open", href=_url("tell_dates", row))
    state = "Set: they can be changed" if set_ else "Open"
    return (
        Step("Set when it starts and ends", state, href=_url("promise", row)),
        tell,
        Step("Record that it is done", "Open", href=_url("psychology_done", row)),
        words,
    )


def _row(row: Assessment, on: date) -> dict[str, str]:
    told = f"told on {day(row.told_on)}" if row.told_on else NOT_TOLD
    why = Truncator(_why(row)).chars(LETTERS)
    return {
        "name": _name(row.person),
        "number": f"{row.person.number}, {_place(row.person)}",
        "url": _url("asked", row),
        "tool": Tool(row.tool).label,
        "why": why,
        "asked": day(row.requested_on),
        "needed": f"needed by {day(row.due_on)}" if row.due_on else "",
        "promised": day(row.promised_end_on) if row.promised_end_on else NOT_SET,
        "told": _late(row, on) or (told if row.promised_end_on else ""),
    }


def _why(row: Assessment) -> str:
    """Why it is asked for is written for the team and for whoever is asked: here that is psychology."""
    return access.shown(row, "requested_why", Audience.TEAM)


def _dates(row: Assessment) -> str:
    if row.promised_end_on is None:
        return NOT_SET
    return f"{day(row.promised_start_on)} to {day(row.promised_end_on)}"


def _late(row: Assessment, on: date) -> str:
    late = row.state == Assessing.REQUESTED and row.promised_end_on and row.promised_end_on < on
    return "That day is past." if late else ""


def _stands(row: Assessment) -> str:
    done = f" on {day(row.done_on)}" if row.done_on else ""
    return f"{row.get_state_display()}{done}"


def _name(person: Person) -> str:
    return f"{person.family_name.upper()}, {person.given_names}"


def _place(person: Person) -> str:
    here = person.establishment
    return ", ".join(part for part in (here.name if here else "", person.hall) if part)


def _url(name: str, row: Assessment) -> str:
    return reverse(f"risk:{name}", args=[row.pk])
