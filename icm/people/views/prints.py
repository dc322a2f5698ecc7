"""Documents about somebody, written by the worker with the rights of whoever asked (see icm/core/documents.py)."""

from datetime import datetime

from django.http import Http404

from icm.core.access import Principals, principals_of
from icm.core.models import Document
from icm.core.refusals import Refused
from icm.people import queries
from icm.people.models import Person

GONE = "Whoever asked for it may no longer see this. Somebody who may can ask for it again."


def subject(document: Document, *, at: datetime) -> tuple[Person, Principals]:
    """The person and who asks, if they may still know of them: rights may have gone while the order waited."""
    principals = principals_of(document.asked_by, at=at)
    try:
        found = queries.person(principals, document.person_id)
    except Http404:
        raise Refused(GONE) from None
    if not document.asked_by.is_active:
        raise Refused(GONE)
    return found, principals
