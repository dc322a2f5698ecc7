"""Asking again whoever has not answered for the date as it stands, or owes a contribution: one e-mail a stage,
however often this runs.

A letter has a key of the invitation, its date and the stage, so that a second run, or a run after one that died
half-way, writes none twice; and a conference that was moved is asked about anew.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from conferences.actions.letters import letter
from conferences.models import Contribution, Invitation
from conferences.policy import contributing
from conferences.policy.chasing import first_stage, stage
from conferences.policy.contributing import first_reminder, is_asked
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply
from conferences.queries.contributing import last_day
from conferences.workflow import Conferring
from icm.core.outbox import Letter, post
from icm.policy.calendar import in_scotland


@transaction.atomic
def chase(*, on: date, at: datetime) -> int:
    """Write to everybody whose answer or contribution is waited for and whose stage has come. How many letters."""
    letters = [*_letters(on, at), *_reminders(on, at)]
    post(letters, at=at)
    return len(letters)


def _letters(on: date, at: datetime) -> Iterator[Letter]:
    for one in _unanswered(on, at).iterator(chunk_size=2000):
        row = one.conference
        if one.user_id is None or row.starts_at is None or row.fixed_at is None:
            continue
        asked_on = in_scotland(max(one.sent_at, row.fixed_at)).date()
        come = stage(in_scotland(row.starts_at).date(), asked_on, on)
        if come is not None:
            key = f"conference-chase:{one.pk}:{row.starts_at.timestamp():.0f}:{come}"
            yield letter(key, "chase", one.user_id)


def _reminders(on: date, at: datetime) -> Iterator[Letter]:
    """To whoever is asked to contribute in writing, has sent nothing, and signs in: whoever is invited."""
    for one in _unwritten(at).iterator(chunk_size=2000):
        if not is_asked(Party(one.party), Reply(one.reply) if one.reply else None):
            continue
        row, due = one.conference, last_day(one)
        if one.user_id is None or row.starts_at is None or row.fixed_at is None or due is None:
            continue
        asked_on = in_scotland(max(one.sent_at, row.fixed_at)).date()
        come = contributing.stage(due, asked_on, in_scotland(row.starts_at).date(), on)
        if come is not None:
            key = f"conference-contribute:{one.pk}:{row.starts_at.timestamp():.0f}:{come}"
            yield letter(key, "contribute", one.user_id)


def _unwritten(at: datetime) -> QuerySet[Invitation]:
    """Those of whom nothing in writing is there."""
    given = Contribution.objects.filter(invitation=OuterRef("pk"), sent_at__isnull=False)
    return _invited(at, first_reminder(in_scotland(at).date())).filter(~Exists(given))


def _unanswered(on: date, at: datetime) -> QuerySet[Invitation]:
    """Those without an answer for the date."""
    no_answer = Q(reply="") | ~Q(answered_for=F("conference__starts_at"))
    return _invited(at, first_stage(on)).filter(no_answer)


def _invited(at: datetime, days: int) -> QuerySet[Invitation]:
    """Those who sign in, invited to a date to come within so many days."""
    rows = Invitation.objects.filter(
        conference__state=Conferring.SET,
        conference__starts_at__gt=at,
        conference__starts_at__lt=at + timedelta(days=days + 1),
        withdrawn_at__isnull=True,
        user__is_active=True,
    ).exclude(user__email="")
    return rows.select_related("conference").order_by("pk")
