"""Asking for a minute on paper, as one of its readers reads it; a worker makes it (see icm/core/documents.py)."""

from datetime import datetime

from django.db import transaction

from conferences.models import Issue
from conferences.queries.issues import refuse_unread, refuse_withdrawn
from conferences.queries.printed import KIND
from icm.core import documents
from icm.core.access import Principals
from icm.core.documents import Order
from icm.core.models import Document, User


@transaction.atomic
def order_minute(
    issue: Issue, *, reference: str, by: User, principals: Principals, at: datetime
) -> Document:
    """Asked for twice it is made once. It holds the version that was issued to that reader, and no other."""
    refuse_unread(issue, principals)
    refuse_withdrawn(issue.invitation)
    wanted = Order(
        key=f"{KIND}-{issue.pk}-{reference}",
        kind=KIND,
        audience=issue.audience,
        person=issue.edition.minute.conference.person_id,
        parts={"issue": issue.pk},
    )
    return documents.order(wanted, by=by, at=at)
