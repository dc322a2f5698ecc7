"""Asking for letters to a relative; a worker makes them (see icm/core/documents.py)."""

from datetime import datetime

from django.db import transaction

from conferences.models import FamilyConsent
from icm.core import documents
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.core.documents import Order
from icm.core.models import Document, User
from icm.core.refusals import Refused
from icm.family import access
from icm.family.actions.windows import open_window
from icm.family.queries import news
from icm.family.queries.letters import NEWS, WINDOW


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


@transaction.atomic
def order_news(
    consent: FamilyConsent, *, reference: str, by: User, principals: Principals, at: datetime
) -> Document:
    """What a window would show, on paper. Asked for twice it is made once."""
    access.require(consent.person, principals, access.OPEN)
    here = FamilyConsent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if not here.shares:
        raise Refused(
            "A letter goes only to a family member whom the person agreed to and social work approved."
        )
    key = f"{NEWS}-{consent.pk}-{reference}"
    before = Document.objects.filter(key=key).first()
    wanted = Order(
        key=key,
        kind=NEWS,
        audience=Audience.FAMILY.value,
        person=consent.person_id,
        parts=before.parts if before else news.parts_of(consent, at=at),
    )
    return documents.order(wanted, by=by, at=at)
