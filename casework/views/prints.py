"""The HTML of each kind of copy, written by the worker with the rights of whoever asked (see icm/core/documents.py)."""

from datetime import datetime

from django.template.loader import render_to_string

from casework import access
from casework.models import Provider
from casework.policy.copies import Copy
from casework.queries import copies
from casework.queries import screens_done as screens
from casework.queries.copies import Head
from icm.core.disclosure import Audience
from icm.core.models import Document
from icm.core.refusals import Refused
from icm.people.models import Person
from icm.people.views import prints


def person(document: Document, at: datetime) -> str:
    """The person's own copy."""
    subject = _subject(document, at)
    reader = f"{subject.given_names} {subject.family_name}"
    copy = copies.person_copy(subject, _head(document, subject, reader, at), at=at)
    return render_to_string("documents/person.html", {"copy": copy})


def staff(document: Document, at: datetime) -> str:
    """The full plan, as whoever asked may read it."""
    subject = _subject(document, at)
    head = _head(document, subject, document.asked_by.display_name(), at)
    copy = copies.staff_copy(subject, head, Audience(document.audience), at=at)
    return render_to_string("documents/staff.html", {"copy": copy})


def provider(document: Document, at: datetime) -> str:
    """The extract for one provider."""
    subject = _subject(document, at)
    addressed = Provider.objects.get(pk=document.parts["provider"])
    head = _head(document, subject, addressed.name, at)
    copy = copies.extract(subject, addressed, head)
    return render_to_string("documents/provider.html", {"copy": copy})


def slip(document: Document, at: datetime) -> str:
    """The slip that tells the person their route, of their last Core Screen that was completed."""
    subject = _subject(document, at)
    screen = screens.done_screens(subject).first()
    if screen is None:
        raise Refused("No Core Screen has been completed yet, so there is no slip.")
    reader = f"{subject.given_names} {subject.family_name}"
    context = {
        "head": _head(document, subject, reader, at),
        "page": screens.slip_page(screen, subject),
    }
    return render_to_string("documents/slip.html", {"copy": context})


def _subject(document: Document, at: datetime) -> Person:
    """The person, if whoever asked may still ask, and may open what is written."""
    found, principals = prints.subject(document, at=at)
    kind, audience = Copy(document.kind), Audience(document.audience)
    still = access.ORDERING[kind] in access.held(found, principals)
    cleared = access.may_open(kind, audience, found, principals)
    if not (still and cleared):
        raise Refused(prints.GONE)
    return found


def _head(document: Document, subject: Person, reader: str, at: datetime) -> Head:
    return Head.of(subject, reader=reader, by=document.asked_by.display_name(), at=at)
