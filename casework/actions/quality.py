"""Reading for quality: an entry drawn at random, what its reader found, and that its writer has seen it."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from casework import access
from casework.models import QualityReading
from casework.policy.quality import QUESTIONS, Mark
from casework.queries import quality
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.core.wording import refuse_figures
from icm.people.models import Establishment
from icm.policy.calendar import in_scotland


@transaction.atomic
def draw(
    establishment: Establishment, *, by: User, principals: Principals, at: datetime
) -> QualityReading:
    """One entry of the last weeks that nobody has read yet, by lot. Whoever has one open is given that one again:
    nobody draws until they like what they see.
    """
    if establishment.slug not in access.sampled_places(principals):
        raise NotAllowed("The First Line Manager of the establishment draws entries.")
    Establishment.objects.select_for_update().get(pk=establishment.pk)
    standing = quality.open_readings(principals).filter(establishment=establishment).first()
    if standing:
        return standing
    lots = quality.drawable(establishment, principals, on=in_scotland(at).date())
    keys = list(lots.order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise Refused("There is no entry left to draw: all recent ones are read, or are your own.")
    return QualityReading.objects.create(
        narrative_id=secrets.choice(keys), establishment=establishment, drawn_at=at, drawn_by=by
    )


@transaction.atomic
def read_entry(
    reading: QualityReading,
    marks: Mapping[str, str],
    *,
    feedback: str,
    by: User,
    principals: Principals,
    at: datetime,
) -> QualityReading:
    """What the reader found and what they say to the writer. Sent twice it is kept once."""
    row = QualityReading.objects.select_for_update().get(pk=reading.pk)
    if row.drawn_by_id != principals.user_id:
        raise NotAllowed("Whoever drew the entry reads it.")
    asked = QUESTIONS.at(in_scotland(row.drawn_at).date())
    if set(marks) != set(asked) or not set(marks.values()) <= set(Mark):
        raise Refused("Answer every question: yes, no, or cannot tell.")
    if not feedback.strip():
        raise Refused("Say something to the writer: what is good, or what would help.")
    refuse_figures(feedback)
    if row.read_at:
        if (row.marks, row.feedback) != (dict(marks), feedback):
            raise SentBefore
        return row
    row.marks, row.feedback, row.read_at, row.read_by = dict(marks), feedback, at, by
    row.save(update_fields=["marks", "feedback", "read_at", "read_by"])
    return row


@transaction.atomic
def mark_seen(reading: QualityReading, *, principals: Principals, at: datetime) -> QualityReading:
    """The writer has seen what was said of their entry."""
    row = QualityReading.objects.select_for_update().get(pk=reading.pk)
    if row.narrative.author_id != principals.user_id or row.read_at is None:
        raise NotAllowed("Only the writer marks this as seen.")
    if row.seen_at is None:
        row.seen_at = at
        row.save(update_fields=["seen_at"])
    return row
