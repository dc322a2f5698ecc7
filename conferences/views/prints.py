"""The HTML of documents of conferences, written by the worker with the rights of whoever asked."""

from datetime import datetime

from django.http import Http404
from django.template.loader import render_to_string

from conferences import access
from conferences.queries import family_letters, invitations, issues, objections
from icm.core.access import principals_of
from icm.core.dates import day
from icm.core.models import Document
from icm.core.refusals import Refused
from icm.people import queries as people
from icm.policy.calendar import in_scotland

GONE = "Whoever asked for it may no longer see this. Somebody who may can ask for it again."


def minute(document: Document, at: datetime) -> str:
    """One copy of the minute, as it was issued to its reader; with what was said to be wrong in it."""
    principals = principals_of(document.asked_by, at=at)
    try:
        people.person(principals, document.person_id)
    except Http404:
        raise Refused(GONE) from None
    found = issues.by_key(document.parts["issue"])
    person = found.edition.minute.conference.person
    if not document.asked_by.is_active or access.READ not in access.held(person, principals):
        raise Refused(GONE)
    issues.refuse_unread(found, principals)
    issues.refuse_withdrawn(found.invitation)
    head = {
        "name": f"{person.given_names} {person.family_name}",
        "number": person.number,
        "reader": objections.who(found.invitation),
        "by": document.asked_by.display_name(),
        "made": day(in_scotland(at).date()),
    }
    copy = {"head": head, "page": issues.own_page(found)}
    return render_to_string("documents/minute.html", {"copy": copy})


def family(document: Document, at: datetime) -> str:
    """The letter that invites a relative."""
    principals = principals_of(document.asked_by, at=at)
    try:
        person = people.person(principals, document.person_id)
    except Http404:
        raise Refused(GONE) from None
    if not document.asked_by.is_active or access.ARRANGE not in access.held(person, principals):
        raise Refused(GONE)
    one = invitations.by_key(document.parts["invitation"])
    if reason := family_letters.why_old(one, document):
        raise Refused(reason)
    words = family_letters.letter(one, document)
    return render_to_string("documents/family_letter.html", {"letter": words})
