"""The HTML of documents of conferences, written by the worker with the rights of whoever asked."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from conferences import access
from conferences.models import Issue
from conferences.policy.correcting import days_to_say
from conferences.policy.family_notes import for_family
from conferences.policy.issuing import For
from conferences.policy.notes import Say, plainly
from conferences.queries import family_letters, invitations, issues, objections
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import Document
from icm.core.refusals import Refused
from icm.people.models import Person
from icm.people.views import prints
from icm.policy.calendar import in_scotland


def minute(document: Document, at: datetime) -> str:
    """One copy of the minute, as it was issued to its reader; with what was said to be wrong in it."""
    person, principals = _subject(document, access.READ, at)
    found = issues.by_key(document.parts["issue"])
    issues.refuse_unread(found, principals)
    issues.refuse_withdrawn(found.invitation)
    head = {
        "name": f"{person.given_names} {person.family_name}",
        "number": person.number,
        "reader": "you" if found.audience == For.PERSON else objections.who(found.invitation),
        "by": document.asked_by.display_name(),
        "made": day(in_scotland(at).date()),
    }
    if found.audience == For.PERSON:
        copy = _plainly(found, head, plainly)
        return render_to_string("documents/minute_person.html", {"copy": copy})
    if found.audience == For.FAMILY:
        copy = _plainly(found, head, for_family)
        return render_to_string("documents/minute_family.html", {"copy": copy})
    copy = {"head": head, "page": issues.own_page(found)}
    return render_to_string("documents/minute.html", {"copy": copy})


def _plainly(found: Issue, head: dict[str, str], say: Say) -> dict[str, Any]:
    """In words that can be read outside an office, with by when to say what is wrong."""
    return {
        "head": head,
        "page": issues.own_page(found, say),
        "version": found.edition.number,
        "issued": day(in_scotland(found.at).date()),
        "days": days_to_say(issues.received(found)),
    }


def family(document: Document, at: datetime) -> str:
    """The letter that invites a relative."""
    _subject(document, access.ARRANGE, at)
    one = invitations.by_key(document.parts["invitation"])
    if reason := family_letters.why_old(one, document):
        raise Refused(reason)
    words = family_letters.letter(one, document)
    return render_to_string("documents/family_letter.html", {"letter": words})


def _subject(document: Document, verb: str, at: datetime) -> tuple[Person, Principals]:
    """The person and who asks, if they may still do this."""
    person, principals = prints.subject(document, at=at)
    if verb not in access.held(person, principals):
        raise Refused(prints.GONE)
    return person, principals
