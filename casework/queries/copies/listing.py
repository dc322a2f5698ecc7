"""The copies of one person's plan: those made, one of them, and to which providers an extract can be addressed."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from casework import access
from casework.models import PlanCopy, Provider, Referral
from casework.policy.copies import HANDED, Copy
from casework.queries.copies.since import why_shut
from casework.queries.screens_done import done_screens
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.documents import RENDERING, without_content
from icm.core.models import Document
from icm.core.screen import Entry, Fact
from icm.core.tables import Column, Table
from icm.people.models import Person
from icm.policy.calendar import in_scotland

NEWEST = 100
SHORT = 12  # letters of a hash that tell two documents of one person apart
READERS = {
    "person": "The person",
    "provider": "A provider",
    "team": "Staff of the case",
    "social work": "Social work",
}
_MADE = (
    Column.of("Copy", "link", header=True, text="title", href="url", note="reader"),
    Column.of("Asked for", "date", text="when", note="by"),
    Column.of("State", "text", text="state"),
    Column.of("Pages", "number", text="pages"),
    Column.of("Fingerprint", "text", text="hash"),
    Column.of("Given", "text", text="given"),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a document is: all that the page asks for again while it waits."""

    state: str
    words: str
    percent: int
    waits: bool


@dataclass(frozen=True, slots=True)
class CopyPage:
    """One copy: how far it is, what it is, to whom it was given; ``opens`` where the asker may open it, else ``shut``
    says why not. That it was given can be recorded of one that nobody may open any more.
    """

    pk: int
    title: str
    progress: Progress
    facts: tuple[Fact, ...]
    given: tuple[Entry, ...]
    ready: bool
    opens: bool
    shut: str
    gives: bool


@dataclass(frozen=True, slots=True)
class Copies:
    table: Table
    may_order: bool


def copies_page(person: Person, verbs: frozenset[str]) -> Copies:
    """Every copy asked for, newest first. Three queries."""
    rows = list(
        without_content()
        .filter(person=person, kind__in=list(Copy))
        .select_related("asked_by")
        .prefetch_related("copies")
        .order_by("-asked_at", "-pk")[:NEWEST]
    )
    names = _providers_of(rows)
    lines = [
        {
            "title": Copy(row.kind).label,
            "url": reverse("casework:copy", args=[person.pk, row.pk]),
            "reader": _reader(row, names),
            "when": moment(row.asked_at),
            "by": row.asked_by.display_name(),
            "state": Document.State(row.state).label,
            "pages": str(row.pages or ""),
            "hash": row.sha256[:SHORT],
            "given": _given(list(row.copies.all())),
        }
        for row in rows
    ]
    empty = "No copy has been asked for yet."
    return Copies(
        Table("Copies of the plan", _MADE, lines, quiet_caption=True, empty=empty),
        may_order=bool(verbs & set(access.ORDERING.values())),
    )


def _providers_of(rows: list[Document]) -> dict[int, str]:
    keys = {row.parts["provider"] for row in rows if row.kind == Copy.PROVIDER}
    return dict(Provider.objects.filter(pk__in=keys).values_list("pk", "name"))


def _reader(row: Document, names: dict[int, str]) -> str:
    if row.kind == Copy.PROVIDER:
        return f"For {names[row.parts['provider']]}"
    return f"For {READERS[row.audience].lower()}"


def _given(copies: list[PlanCopy]) -> str:
    last = max(copies, key=lambda copy: (copy.issued_on, copy.pk), default=None)
    return f"{day(last.issued_on)}, to {last.to}" if last else ""


def document(person: Person, pk: int) -> Document:
    """One document of this person, without its bytes; 404 where there is none."""
    rows = without_content().select_related("asked_by").filter(person=person, kind__in=list(Copy))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def progress(row: Document) -> Progress:
    waits = row.state in (Document.State.WAITING, Document.State.MAKING)
    return Progress(row.state, _words(row), row.progress, waits)


def _words(row: Document) -> str:
    match row.state:
        case Document.State.WAITING:
            return "Asked for. It is made next."
        case Document.State.MAKING if row.progress < RENDERING:
            return "Being made: reading the record."
        case Document.State.MAKING:
            return "Being made: setting the pages."
        case Document.State.FAILED:
            return row.problem
    return "Ready."


def copy_page(
    row: Document, person: Person, principals: Principals, verbs: frozenset[str]
) -> CopyPage:
    """Nine queries at most."""
    ready = row.state == Document.State.READY
    shut = why_shut(row, person, principals) if ready else ""
    theirs = access.may_open(row.kind, row.audience, person, principals)
    given = row.copies.select_related("issued_by").order_by("-issued_on", "-pk")
    return CopyPage(
        pk=row.pk,
        title=Copy(row.kind).label,
        progress=progress(row),
        facts=_facts(row),
        given=tuple(_entry(copy) for copy in given),
        ready=ready,
        opens=ready and not shut,
        shut=shut,
        gives=ready and theirs and row.kind in HANDED and access.COPY in verbs,
    )


def _facts(row: Document) -> tuple[Fact, ...]:
    made: tuple[Fact, ...] = ()
    if row.state == Document.State.READY:
        made = (
            Fact("Made", moment(row.made_at)),
            Fact("Pages", str(row.pages)),
            Fact("Fingerprint (SHA-256)", row.sha256, note="Names these very pages."),
        )
    reader = _reader(row, _providers_of([row])).removeprefix("For ")
    return (
        Fact("For", reader[:1].upper() + reader[1:]),
        Fact("Asked for", f"{moment(row.asked_at)}, by {row.asked_by.display_name()}"),
        *made,
    )


def _entry(copy: PlanCopy) -> Entry:
    late = (in_scotland(copy.recorded_at).date() - copy.issued_on).days
    return Entry(
        title=f"{PlanCopy.How(copy.how).label}, to {copy.to}",
        when=day(copy.issued_on),
        by=copy.issued_by.display_name(),
        known=f"recorded {late} days later" if late > 1 else "",
    )


def kinds(person: Person, verbs: frozenset[str]) -> list[Copy]:
    """What the asker may ask for now, and there is something to make it of."""
    there = {
        Copy.PROVIDER: lambda: bool(providers(person)),
        Copy.SLIP: lambda: done_screens(person).exists(),
    }
    offered = [kind for kind in Copy if access.ORDERING[kind] in verbs]
    return [kind for kind in offered if kind not in there or there[kind]()]


def providers(person: Person) -> list[tuple[int, str]]:
    """Those the person was referred to and did not refuse."""
    rows = Referral.objects.filter(person=person).exclude(consent=Referral.Consent.REFUSED)
    found = rows.values_list("provider_id", "provider__name")
    return sorted(set(found), key=lambda pair: (pair[1], pair[0]))


def content(row: Document) -> bytes:
    """The bytes of a document that is ready; 404 before."""
    stored = Document.objects.values_list("content", flat=True).get(pk=row.pk)
    if stored is None:
        raise Http404
    return bytes(stored)
