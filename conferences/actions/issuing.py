"""Issuing a minute: to everybody who attended, and to core members who did not, each as they may read it."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from conferences import access
from conferences.actions.minuting import locked_minute
from conferences.models import Conference, Edition, Issue, Objection
from conferences.policy.issuing import audience_for
from conferences.policy.kinds import Party
from conferences.queries.issues import letter_key, readers, users_of
from conferences.workflow import MINUTING, Minuting
from icm.core.access import Principals
from icm.core.models import User
from icm.core.outbox import Letter, post
from icm.core.refusals import Refused
from icm.people import actions as people
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind


@transaction.atomic
def issue(
    conference: Conference, *, number: int, by: User, principals: Principals, at: datetime
) -> list[Issue]:
    """The signed edition of that number goes to its readers; sent twice, it is issued once."""
    row = locked_minute(conference)
    access.require(row.conference.person, principals, access.ISSUE)
    edition = Edition.objects.filter(minute=row, number=number).first()
    if edition is None or number != row.number:
        raise Refused("That edition is not the newest that was signed.")
    if row.state == Minuting.ISSUED:
        return list(Issue.objects.filter(edition=edition))
    MINUTING.apply(
        "issue",
        row,
        held=access.held_on(row.conference, principals),
        issued_at=at,
        issued_by=by,
    )
    made = Issue.objects.bulk_create(
        Issue(
            edition=edition,
            invitation=one,
            audience=audience_for(Party(one.party)).value,
            at=at,
            by=by,
        )
        for one in readers(row.conference)
    )
    _settle(edition, at)
    happened = people.Happening(
        reference=f"minute-{edition.pk}", kind=EventKind.CC_MINUTE, on=in_scotland(at).date()
    )
    people.note_events(row.conference.person, [happened], by=by, at=at)
    post(_letters(edition, made), at=at)
    return made


def _settle(edition: Edition, at: datetime) -> None:
    """What was agreed to be wrong is put right with this edition."""
    agreed = Objection.objects.filter(
        issue__edition__minute=edition.minute_id, agreed=True, settled_on__isnull=True
    )
    agreed.filter(amended_in__lte=edition.number).update(settled_on=in_scotland(at).date())


def _letters(edition: Edition, made: list[Issue]) -> Iterator[Letter]:
    """To those who sign in, and to who came for them; the others are given it on paper."""
    for one in made:
        for user in users_of(one.invitation):
            page = reverse("conferences:my_minute", args=[one.invitation_id])
            yield Letter.naming_nobody(
                key=letter_key(edition.pk, user),
                recipient=user,
                subject="ICM: the minute of a case conference is issued",
                words=(
                    f"Sign in to read it, and to say within the time it names if it is wrong:"
                    f" {settings.BASE_URL}{page}"
                ),
            )
