"""Asking for letters to a relative; a worker makes them (see icm/core/documents.py)."""

from datetime import datetime

from django.db import transaction

from conferences.models import FamilyConsent
from icm.core import documents
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.core.documents import Order
from icm.core.models import Document, User
from icm.family.actions.windows import open_window
from icm.family.queries.letters import WINDOW


@transaction.atomic
def open_by_letter(
    consent: FamilyConsent,
    email: str,
    *,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> Document:
    """A window and the letter with its code, which belong together: neither is any use alone."""
    window = open_window(consent, email, version=version, by=by, principals=principals, at=at)
    wanted = Order(
        key=f"{WINDOW}-{window.pk}-{window.number}",
        kind=WINDOW,
        audience=Audience.FAMILY.value,
        person=consent.person_id,
        parts={"window": window.pk, "number": window.number},
    )
    return documents.order(wanted, by=by, at=at)
