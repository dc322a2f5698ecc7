"""Asking for the letter that invites a relative; a worker makes it (see icm/core/documents.py)."""

from datetime import datetime

from django.db import transaction

from conferences import access
from conferences.actions.consents import consented
from conferences.actions.inviting import refuse_unfixed
from conferences.models import Invitation
from conferences.policy.kinds import Party
from icm.core import documents
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.core.documents import Order
from icm.core.models import Document, User
from icm.core.refusals import Refused

KIND = "family-letter"


@transaction.atomic
def order_letter(
    row: Invitation, *, reference: str, by: User, principals: Principals, at: datetime
) -> Document:
    """Asked for twice it is made once. It holds the date as it stands now; a move needs another."""
    conference = row.conference
    access.require(conference.person, principals, access.ARRANGE)
    if row.party != Party.FAMILY or row.withdrawn_at is not None:
        raise Refused("A letter is for a family member who is invited.")
    consented(row.consent, conference.person_id)
    refuse_unfixed(conference)
    wanted = Order(
        key=f"{KIND}-{row.pk}-{reference}",
        kind=KIND,
        audience=Audience.FAMILY.value,
        person=conference.person_id,
        parts={"invitation": row.pk, "version": conference.version},
    )
    return documents.order(wanted, by=by, at=at)
