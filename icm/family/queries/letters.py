"""Letters to a relative: what stands in each, how far it is, and until when it may be opened."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.queries import copies
from conferences.models import Conference, FamilyConsent
from conferences.policy.family import ADVICE, Helpline
from conferences.policy.preparing import Scope
from conferences.workflow import OPEN
from icm.core.dates import moment
from icm.core.documents import without_content
from icm.core.models import Document
from icm.core.screen import Entry
from icm.family.models import Window
from icm.family.queries.windows import is_open
from icm.kiosk.queries.words import in_full
from icm.people.models import Person
from icm.policy.calendar import in_scotland

WINDOW = "family-window"
NEWS = "family-news"
TITLES = {WINDOW: "Letter with the code (PDF)", NEWS: "Letter (PDF)"}
SHUT = "Nothing is shared with them any more."
MOVED = "What it says of the next meeting does not stand any more. Make another letter."
SEES: dict[Scope, Promise] = {
    Scope.DATES: _("When and where the meetings are."),
    Scope.ATTENDING: _("How you can take part, and what you want to say there."),
    Scope.PLAN: _("What is in the plan."),
    Scope.MINUTE: _("The notes of the meetings."),
}


@dataclass(frozen=True, slots=True)
class WindowLetter:
    """What the relative reads. The code itself is put in where the letter is drawn, and nowhere else."""

    to: str
    first: str
    sees: tuple[str, ...]
    address: str
    until: str
    prison: str
    advice: Helpline
    made: str


def window_letter(window: Window, document: Document, *, at: datetime) -> WindowLetter:
    """Of the letter that counts; ValueError for any other."""
    consent = window.consent
    if window.code_until is None or why_old(consent, document, at=at):
        raise ValueError(SHUT)
    made_on = in_scotland(document.asked_at).date()
    return WindowLetter(
        to=consent.name,
        first=consent.person.given_names,
        sees=sees(consent),
        address=f"{settings.BASE_URL}{reverse('family:start')}",
        until=in_full(in_scotland(window.code_until).date()),
        prison=prison(consent.person),
        advice=ADVICE.at(made_on),
        made=in_full(made_on),
    )


def sees(consent: FamilyConsent) -> tuple[str, ...]:
    """What the person agreed to, as the relative reads it."""
    return tuple(str(words) for scope, words in SEES.items() if scope.value in consent.scope)


def prison(person: Person) -> str:
    """Where they are; empty while that is not known."""
    return str(person.establishment or "")


def by_key(pk: int) -> Window:
    """With all that a letter says. For whoever was authorized for the person already."""
    return Window.objects.select_related("consent__person__establishment").get(pk=pk)


def consent_by_key(pk: int) -> FamilyConsent:
    """The same of a consent, where there need be no window."""
    return FamilyConsent.objects.select_related("person__establishment").get(pk=pk)


def why_old(consent: FamilyConsent, document: Document, *, at: datetime) -> str:
    """Why a letter is not to be made or opened any more; empty while it may."""
    if not is_open(consent):
        return SHUT
    return _why_used(document, at) if document.kind == WINDOW else _why_moved(document)


def _why_moved(document: Document) -> str:
    """What it says of the next meeting may not stand any more."""
    known = document.parts["meeting"], document.parts["version"]
    rows = Conference.objects.filter(pk=known[0], version=known[1], state__in=OPEN)
    return MOVED if known[0] is not None and not rows.exists() else ""


def _why_used(document: Document, at: datetime) -> str:
    window = Window.objects.get(pk=document.parts["window"])
    if document.parts["number"] != window.number:
        return "A newer letter was asked for. Only the code in that one counts."
    if not window.code:
        return "Its code was used. They sign in by e-mail alone now."
    over = window.code_until is None or window.code_until <= at
    return "Its code counts no longer. Make another letter." if over else ""


def letters(consent: FamilyConsent, kind: str, *, at: datetime) -> tuple[Entry, ...]:
    """Those of this kind that were asked for, the latest first."""
    rows = _of(consent).filter(kind=kind).order_by("-asked_at", "-pk")
    return tuple(_entry(consent, row, at) for row in rows)


def waiting(consent: FamilyConsent, kind: str) -> Document | None:
    """The one that is being made, if any: the page asks again how far it is."""
    states = (Document.State.WAITING, Document.State.MAKING)
    return _of(consent).filter(kind=kind, state__in=states).order_by("-asked_at", "-pk").first()


def progress(consent: FamilyConsent, pk: int) -> copies.Progress:
    """How far that letter is; 404 where it is another's."""
    found = _of(consent).filter(pk=pk).first()
    if found is None:
        raise Http404
    return copies.progress(found)


def content(consent: FamilyConsent, pk: int, *, at: datetime) -> tuple[Document, bytes]:
    """The letter itself; 404 where it is another's, is not ready, or may not be opened any more."""
    found = _of(consent).filter(pk=pk).first()
    if found is None or found.state != Document.State.READY or why_old(consent, found, at=at):
        raise Http404
    row = Document.objects.get(pk=pk)
    return row, bytes(row.content or b"")


def _of(consent: FamilyConsent) -> QuerySet[Document]:
    mine = Q(parts__consent=consent.pk) | Q(parts__window__in=_windows(consent))
    return without_content().filter(mine, person=consent.person_id, kind__in=list(TITLES))


def _windows(consent: FamilyConsent) -> list[int]:
    return list(Window.objects.filter(consent=consent).values_list("pk", flat=True))


def _entry(consent: FamilyConsent, row: Document, at: datetime) -> Entry:
    old = why_old(consent, row, at=at)
    opens = row.state == Document.State.READY and not old
    words = "Open it to print it." if opens else copies.progress(row).words
    address = reverse("windows:letter", args=[consent.pk, row.pk])
    return Entry(
        title=TITLES[row.kind],
        when=f"Asked for on {moment(row.asked_at)}",
        text=old or words,
        href=address if opens else "",
    )
