"""What is kept about one person: what happened, who is responsible, who looked."""

from collections.abc import Collection

from django.urls import reverse

from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.models import BreakGlass, Consultation
from icm.core.screen import Entry, Fact, Link, left_out
from icm.core.tables import Column, Table
from icm.people import access
from icm.people.access import ALLOCATE
from icm.people.models import Allocation, Event, Movement, Person
from icm.people.policy import own_acts
from icm.people.queries.disclosure import shown
from icm.policy import risk_record
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind
from icm.policy.roles import PERSONAL_ROLES, Role

NEWEST = 200  # a longer record is read in the database, not on a page


def team_facts(person: Person, held: frozenset[str]) -> tuple[Fact, ...]:
    """Who is responsible, by role; nobody allocated is said, not left out."""
    standing = {
        Role(row.role): row
        for row in Allocation.objects.filter(person=person, until_on__isnull=True).select_related(
            "user"
        )
    }
    change = (
        (Link("Change", reverse("people:allocate", args=[person.pk])),) if ALLOCATE in held else ()
    )
    return tuple(
        Fact(
            role.label,
            standing[role].user.display_name() if role in standing else "Nobody is allocated",
            age=f"since {day(standing[role].from_on)}" if role in standing else "",
            actions=change,
        )
        for role in PERSONAL_ROLES
    )


def allocated_user(person: Person, role: Role) -> int | None:
    """The key of whoever is allocated to them in that role."""
    standing = Allocation.objects.filter(person=person, role=role, until_on__isnull=True)
    return standing.values_list("user_id", flat=True).first()


def event_entries(person: Person, principals: Principals) -> tuple[Entry, ...]:
    """What happened, newest first, as far as the asker may read it; what was recorded late says so, what they may take
    back leads there.
    """
    roles, held = access.roles_and_verbs(person, principals)
    mine = frozenset(access.recordable(roles))
    told = Event.objects.filter(person=person)
    if access.READ_RISK not in held:
        told = told.exclude(kind__in=risk_record.KINDS)
    events = told.select_related("recorded_by").order_by("-on", "-pk")[:NEWEST]
    moves = (
        Movement.objects.filter(person=person)
        .select_related("recorded_by", "from_establishment", "to_establishment")
        .order_by("-at", "-pk")[:NEWEST]
    )
    dated = [(event.on, _event(event, mine)) for event in events]
    dated += [(in_scotland(move.at).date(), _movement(move)) for move in moves]
    return tuple(entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True))


def events_left_out(person: Person, held: Collection[str]) -> str:
    """How much of what happened is not shown to whoever holds these verbs; empty where nothing is left out."""
    if access.READ_RISK in held:
        return ""
    number = Event.objects.filter(person=person, kind__in=risk_record.KINDS).count()
    return left_out(number, "entry", "entries")


def _event(event: Event, mine: Collection[str]) -> Entry:
    late = (in_scotland(event.recorded_at).date() - event.on).days
    return Entry(
        title=event.get_kind_display(),
        when=moment(event.at) if event.at else day(event.on),
        by=event.recorded_by.display_name() if event.recorded_by else "the record system",
        text=". ".join(
            part
            for part in (
                _level(event),
                shown("Event.note", event.note),
            )
            if part
        ),
        known=f"recorded {late} days later" if late > 1 else "",
        facts=_take_back(event) if event.kind in mine and event.recorded_by else (),
    )


def _level(event: Event) -> str:
    """The level an assessment ended in. In which domain there was a need stands in the case, not here."""
    return event.value.replace("-", " ").capitalize() if event.kind == EventKind.LSCMI else ""


def _take_back(event: Event) -> tuple[Fact, ...]:
    """What came with a row is put right where that row is."""
    if place := own_acts.came_with(event.reference):
        page = reverse(place.page, args=[event.person_id])
        return (Fact("Recorded by mistake?", f"See {place.title}", href=page),)
    address = reverse("people:withdraw_event", args=[event.person_id, event.pk])
    return (Fact("Recorded by mistake?", "Take it back", href=address),)


def _movement(move: Movement) -> Entry:
    places = [place.name for place in (move.from_establishment, move.to_establishment) if place]
    return Entry(
        title=move.get_kind_display(),
        when=moment(move.at),
        by=move.recorded_by.display_name() if move.recorded_by else "the record system",
        text=" to ".join(places),
    )


_LOOKED = (
    Column.of("When", "date", header=True, text="when"),
    Column.of("Who", "text", text="who"),
    Column.of("What they opened", "text", text="page"),
    Column.of("Reason", "text", text="why"),
)
_PAGES = {
    "pages:home": "A work list with this person on it",
    "pages:people": "A list of people with this person on it",
    "pages:person": "The overview",
    "pages:why": "Why these dates?",
    "pages:events": "What happened",
    "pages:history": "Who changed what",
    "pages:consultations": "Who looked",
    "risk:reviews": "Supervision level reviews",
    "risk:assessments": "All assessments",
    "risk:assessment": "One assessment",
    "risk:compare": "Two assessments, compared",
    "risk:changes": "Significant changes",
    "risk:words": "The formulation of an assessment, to write it",
    "risk:needs": "Needs and strengths, to write them",
    "risk:serious_harm": "The decision on serious harm, to take it",
    "risk:explain": "An outcome, to record that it was explained",
    "pages:my_people": "An officer's list with this person on it",
    "pages:team": "A list of people without an officer, with this person on it",
    "pages:team_member": "A list of an officer's people, with this person on it",
    "pages:social_work": "A list of social work's, with this person on it",
    "pages:community": "A list of a local authority's people, with this person on it",
    "casework:talks": "Conversations",
    "casework:asks": "A list of what people asked for, with this person on it",
    "casework:person_asks": "What they asked for",
    "casework:answer_ask": "Something they asked for, to answer it",
    "casework:duties": "The personal officer's part",
    "casework:reading": "An entry, read for quality",
    "casework:copies": "Copies of the plan",
    "casework:open_copy": "A copy of the plan, as a document",
    "clocks:reminders": "A list of reminders with this person on it",
}


def _opened(page: str) -> str:
    """The page in words; behind a space stands the number of the document that was opened."""
    name, _, number = page.partition(" ")
    words = _PAGES.get(name, name.replace(":", ", ").replace("_", " "))
    return f"{words}, number {number}" if number else words


def consultations_table(person: Person) -> Table:
    """Who looked at this person, newest first."""
    looked = (
        Consultation.objects.filter(persons__contains=[person.pk])
        .select_related("user")
        .order_by("-at", "-pk")
    )
    rows = [
        {
            "when": moment(row.at),
            "who": row.user.display_name(),
            "page": _opened(row.page),
            "why": ("Break-glass access. " if row.break_glass else "") + row.why,
        }
        for row in looked[:NEWEST]
    ]
    return Table(
        "Who looked at this record",
        _LOOKED,
        rows,
        quiet_caption=True,
        empty="Nobody has looked yet.",
    )


def broken_glass_entries(person: Person) -> tuple[Entry, ...]:
    """Every opening of this record from outside, with the reason given."""
    opened = (
        BreakGlass.objects.filter(person=person).select_related("user").order_by("-from_at", "-pk")
    )
    return tuple(
        Entry(
            title="Opened by break-glass",
            when=moment(row.from_at),
            by=row.user.display_name(),
            text=shown("BreakGlass.reason", row.reason),
            facts=(Fact("Until", moment(row.ended_at or row.until_at)),),
        )
        for row in opened[:NEWEST]
    )
