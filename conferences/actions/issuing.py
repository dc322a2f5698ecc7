"""Issuing a minute: to everybody who attended, and to core members who did not, each as they may read it."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from conferences import access
from conferences.actions.minuting import locked_minute
from conferences.models import Conference, Edition, Issue
from conferences.policy.issuing import audience_for
from conferences.policy.kinds import Party
from conferences.queries.issues import readers
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
    if row is None:
        raise Refused("Nobody has begun the minute yet.")
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
    happened = people.Happening(
        reference=f"minute-{edition.pk}", kind=EventKind.CC_MINUTE, on=in_scotland(at).date()
    )
    people.note_events(row.conference.person, [happened], by=by, at=at)
    post(_letters(edition, made), at=at)
    return made


def _letters(edition: Edition, made: list[Issue]) -> Iterator[Letter]:
    """To those who sign in; the others are given it on paper."""
    for one in made:
        if one.invitation.user_id is None:
            continue
        page = reverse("conferences:my_minute", args=[one.invitation_id])
        yield Letter.naming_nobody(
            key=f"minute:{edition.pk}:{one.invitation.user_id}",
            recipient=one.invitation.user_id,
            subject="ICM: the minute of a case conference is issued",
            words=(
                f"Sign in to read it, and to say within the time it names if it is wrong:"
                f" {settings.BASE_URL}{page}"
            ),
        )
