"""Telling people what is due: in the app at once, by e-mail once a day, naming nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from icm.clocks.actions.recipients import recipients
from icm.clocks.models import Due, Reminder
from icm.clocks.policy import STAGES, Stage, reached, stages_of
from icm.core.outbox import Letter, post
from icm.policy.rules import Status

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a day's reminding did: reminders newly written, people to whom a letter goes that day."""

    reminders: int
    letters: int


@transaction.atomic
def remind(*, on: date, at: datetime) -> Reminded:
    """Remind whoever should know by that day. Doing it again reminds nobody twice."""
    found = _reminders(on)
    told = 0
    while some := list(islice(found, CHUNK)):
        Reminder.objects.bulk_create(some, ignore_conflicts=True)
        told += len(some)
    letters = list(_digests(on))
    post(letters, at=at)
    return Reminded(told, len(letters))


def mark_read(user: int, *, at: datetime) -> int:
    """Whoever was reminded has seen the list."""
    return Reminder.objects.filter(recipient=user, read_at=None).update(read_at=at)


def stages(on: date) -> tuple[Stage, ...]:
    """When to remind whom: as this installation set it, else the rulebook's own."""
    if settings.REMINDER_STAGES:
        return stages_of(settings.REMINDER_STAGES)
    return STAGES.at(on) if STAGES.in_force(on) else ()


def _reminders(on: date) -> Iterator[Reminder]:
    """The newest stage of each open deadline for everybody to be told, unless that stage has been told."""
    when = stages(on)
    if not when:
        return
    who = recipients(on)
    rows = _deadlines(on, when).iterator(chunk_size=CHUNK)
    for person, rule, owner, due_on, acl, here, awaited, last in rows:
        come = reached(due_on, when, on)
        stage = come[-1].days
        if last is not None and last >= stage:
            continue
        expected = awaited if awaited and awaited != here else ""
        knowing = who.reading(rule, acl, expected)
        for user, escalated in who.to_tell(owner, person, knowing, come):
            yield Reminder(
                person_id=person,
                rule=rule,
                due_on=due_on,
                stage=stage,
                recipient_id=user,
                on=on,
                escalated=escalated,
            )


def _deadlines(on: date, when: tuple[Stage, ...]) -> QuerySet[Due, tuple[Any, ...]]:
    """Open deadlines whose first stage has come, each with the latest stage told so far."""
    told = Reminder.objects.filter(
        person=OuterRef("person"), rule=OuterRef("rule"), due_on=OuterRef("due_on")
    )
    latest = told.order_by().values("rule").annotate(latest=Max("stage")).values("latest")
    first = timedelta(days=min(stage.days for stage in when))
    return (
        Due.objects.filter(status__in=(Status.DUE, Status.OVERDUE), due_on__lte=on - first)
        .order_by("pk")
        .values_list(
            "person_id", "rule", "owner", "due_on", "person__acl", "person__establishment__slug",
            "person__transfer_to__slug", Subquery(latest),
        )
    )  # fmt: skip


def _digests(on: date) -> Iterator[Letter]:
    """One letter to each user who was reminded of anything that day and has an address."""
    counted = (
        Reminder.objects.filter(on=on)
        .exclude(recipient__email="")
        .order_by("recipient")
        .values_list("recipient")
        .annotate(
            late=Count("pk", filter=Q(due_on__lt=on)), coming=Count("pk", filter=Q(due_on__gte=on))
        )
    )
    for user, late, coming in counted:
        what = " and ".join(_said(late, coming))
        yield Letter.naming_nobody(
            key=f"digest:{user}:{on.isoformat()}",
            recipient=user,
            subject=f"Integrated Case Management: {what}",
            words=(
                f"On your list today: {what}.\n\n"
                f"Sign in to see what needs doing, for whom and why: {settings.BASE_URL}/"
            ),
        )


def _said(late: int, coming: int) -> Iterator[str]:
    if late:
        yield f"{late} overdue"
    if coming:
        yield f"{coming} coming up"
