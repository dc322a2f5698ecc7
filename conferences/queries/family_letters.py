"""The letter that invites a relative: how far it is, what stands in it, and until when it may be opened."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404
from django.urls import reverse

from casework.queries import copies
from conferences.models import Conference, Invitation
from conferences.policy.family import ADVICE, FARES
from conferences.policy.preparing import Scope
from conferences.workflow import Conferring
from icm.core.dates import day, moment
from icm.core.documents import without_content
from icm.core.models import Document
from icm.core.screen import Entry, Fact
from icm.policy.calendar import in_scotland

KIND = "family-letter"
OLD = "It names a date that does not stand any more. Ask for another."


@dataclass(frozen=True, slots=True)
class Letter:
    """What the relative reads. Nothing of the case: when, where, how, and who helps."""

    to: str
    whom: str
    first: str
    on: str
    hours: str
    place: str
    establishment: str
    by_video: bool
    notes: bool
    fares: str
    advice: str
    made: str


def letter(one: Invitation, document: Document) -> Letter:
    """The words of one letter, by the date it was asked for."""
    row = one.conference
    if one.consent is None or row.starts_at is None or why_old(one, document):
        raise ValueError(OLD)
    starts = in_scotland(row.starts_at)
    ends = starts + timedelta(minutes=row.minutes)
    asked_on = in_scotland(document.asked_at).date()
    return Letter(
        to=one.consent.name,
        whom=f"{row.person.given_names} {row.person.family_name}",
        first=row.person.given_names,
        on=f"{starts:%A} {day(starts.date())}",
        hours=f"{starts:%H:%M} to {ends:%H:%M}",
        place=row.place,
        establishment=str(row.establishment or ""),
        by_video=row.by_video,
        notes=Scope.MINUTE.value in one.consent.scope,
        fares=str(FARES.at(asked_on)),
        advice=str(ADVICE.at(asked_on)),
        made=day(asked_on),
    )


def helplines(on: date) -> tuple[Fact, ...]:
    """The numbers that stand in a letter of that day, and how far they can be relied on."""
    return tuple(
        Fact(
            line.title,
            str(line.at(on)),
            note="The sheet bears no date. Ring before you rely on it.",
            source=str(line.version(on).source),
        )
        for line in (FARES, ADVICE)
    )


def why_old(one: Invitation, document: Document) -> str:
    """Why a letter is not to be made or opened any more."""
    row, consent = one.conference, one.consent
    stands = one.withdrawn_at is None and consent is not None and consent.may_attend
    if not stands:
        return "They are not invited any more."
    same = row.state == Conferring.SET and document.parts["version"] == row.version
    return "" if same else OLD


def letters(row: Conference, one: Invitation) -> tuple[Entry, ...]:
    """Every letter asked for, the latest first. One query."""
    rows = without_content().filter(person=row.person_id, kind=KIND, parts__invitation=one.pk)
    return tuple(_entry(row, one, found) for found in rows.order_by("-asked_at", "-pk"))


def waiting(one: Invitation) -> Document | None:
    """The one that is being made, if any: the page asks again how far it is. One query."""
    states = (Document.State.WAITING, Document.State.MAKING)
    rows = without_content().filter(kind=KIND, parts__invitation=one.pk, state__in=states)
    return rows.order_by("-asked_at", "-pk").first()


def progress(one: Invitation, pk: int) -> copies.Progress:
    """How far that letter is; 404 where it is another's."""
    found = without_content().filter(kind=KIND, parts__invitation=one.pk, pk=pk).first()
    if found is None:
        raise Http404
    return copies.progress(found)


def content(one: Invitation, pk: int) -> tuple[Document, bytes]:
    """The letter itself; 404 where it is another's, is not ready, or the date in it is old."""
    rows = Document.objects.filter(kind=KIND, parts__invitation=one.pk, pk=pk)
    found = rows.first()
    if found is None or found.content is None or why_old(one, found):
        raise Http404
    return found, bytes(found.content)


def _entry(row: Conference, one: Invitation, found: Document) -> Entry:
    old = why_old(one, found)
    opens = found.state == Document.State.READY and not old
    words = "Open it to print it." if opens else copies.progress(found).words
    return Entry(
        title="Letter (PDF)",
        when=f"Asked for on {moment(found.asked_at)}",
        text=old or words,
        href=reverse("conferences:open_letter", args=[row.pk, one.pk, found.pk]) if opens else "",
    )
