"""That a minute was received: opened by whom it was issued to, or handed over on paper. Both are kept once."""

from datetime import date, datetime

from django.db import transaction

from conferences import access
from conferences.models import Issue, Receipt
from conferences.policy.receiving import How
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused
from icm.policy.calendar import in_scotland


def note_opened(issue: Issue, *, by: User, at: datetime) -> None:
    """Keep the first time somebody it was issued to opened it; every time stands in the consultations."""
    Receipt.objects.bulk_create(
        [Receipt(issue=issue, how=How.OPENED.value, on=in_scotland(at).date(), at=at, by=by)],
        ignore_conflicts=True,
    )


@transaction.atomic
def hand_over(issue: Issue, *, on: date, by: User, principals: Principals, at: datetime) -> Receipt:
    """It was given on paper to who does not sign in. Recorded twice, the first stands."""
    one = issue.invitation
    if not access.may_tell_for(one, principals):
        raise NotAllowed("That is for whoever hands it over to record.")
    if on > in_scotland(at).date():
        raise Refused("That is in the future. Record it once it was handed over.")
    if on < in_scotland(issue.at).date():
        raise Refused("That is before it was issued.")
    row, _ = Receipt.objects.get_or_create(
        issue=issue, how=How.HANDED.value, defaults={"on": on, "at": at, "by": by}
    )
    return row
