"""The HTML of documents of conferences, written by the worker with the rights of whoever asked."""

from datetime import datetime

from django.http import Http404
from django.template.loader import render_to_string

from conferences import access
from conferences.queries import family_letters, invitations
from icm.core.access import principals_of
from icm.core.models import Document
from icm.core.refusals import Refused
from icm.people import queries as people

GONE = "Whoever asked for it may no longer see this. Somebody who may can ask for it again."


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
