"""E-mails about conferences: they name nobody, and say no more than that there is something to look at.

Each has a key, so that it goes out once however often it is written.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from conferences.models import Conference, Invitation
from icm.core.outbox import Letter, post

SUBJECTS = {
    "invite": "ICM: you are invited to a case conference",
    "move": "ICM: a case conference is moved",
    "postpone": "ICM: a case conference is postponed",
    "cancel": "ICM: a case conference is cancelled",
    "chase": "ICM: a case conference waits for your answer",
}


def standing(row: Conference) -> list[Invitation]:
    """Everybody who is invited, in the order they were."""
    rows = Invitation.objects.filter(conference=row, withdrawn_at__isnull=True)
    return list(rows.select_related("user", "deputy", "consent").order_by("pk"))


def tell(row: Conference, what: str, invited: list[Invitation], *, at: datetime) -> None:
    """Write to those invited who sign in, and to whoever comes instead of them."""
    post(_letters(row, what, invited), at=at)


def _letters(row: Conference, what: str, invited: list[Invitation]) -> Iterator[Letter]:
    page = f"{settings.BASE_URL}{reverse('conferences:mine')}"
    told = {user for one in invited for user in (one.user_id, one.deputy_id) if user}
    for user in sorted(told):
        yield Letter(
            key=f"conference:{row.pk}:{row.version}:{what}:{user}",
            recipient=user,
            subject=SUBJECTS[what],
            body=(
                f"Sign in to see when, where and about whom, and to answer: {page}\n\n"
                "This message names nobody on purpose. Please do not reply to it.\n"
            ),
        )
