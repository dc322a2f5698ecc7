"""A sign that somebody may not be safe: the form stops, the right people are told, and somebody says what was done."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from casework import access
from casework.actions.screens import close, held_person, held_screen, open_sitting, part_done
from casework.models import CoreScreen, SafetyAlert
from casework.policy import safety
from icm.core.access import Principals
from icm.core.dates import moment
from icm.core.models import User
from icm.core.models.users import team_name
from icm.core.outbox import Letter, post
from icm.core.refusals import Refused
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.roles import Role

STOPPED = "Stopped: a sign that somebody may not be safe."


@transaction.atomic
def stop_screen(
    screen: CoreScreen, *, by: User, principals: Principals, at: datetime
) -> SafetyAlert:
    """One press: the sitting ends, an alert stands, and whoever must know is written to.

    Pressed again while the alert is open, it is the same alert. Nothing is asked first, and a screen that was
    completed or given up meanwhile does not keep anybody from raising it.
    """
    person = held_person(screen.person)
    row = held_screen(screen)
    access.require(person, principals, access.SCREEN)
    alerts = SafetyAlert.objects.filter(person=person, screen=row)
    standing = alerts.filter(done_at__isnull=True).first()
    if standing is not None:
        return standing
    alert = SafetyAlert.objects.create(
        person=person,
        screen=row,
        reference=f"screen-{row.pk}-{alerts.count() + 1}",
        seen_at=at,
        seen_by=by,
    )
    if sitting := open_sitting(row):
        close(sitting, why=STOPPED, at=at)
        part_done(person, sitting, by=by, at=at)
    post(_letters(alert, at), at=at)
    return alert


@transaction.atomic
def describe_alert(
    alert: SafetyAlert,
    *,
    kind: str,
    seen: str,
    by: User,
    principals: Principals,
    at: datetime,
) -> SafetyAlert:
    """What was seen and heard. Several may write: each stands below the earlier with its writer."""
    row = _held(alert)
    access.require(row.person, principals, access.ALERT)
    if seen and seen not in row.seen:
        said = f"{moment(at)}, {by.display_name()}:\n{seen}"
        row.seen = f"{row.seen}\n\n{said}" if row.seen else said
    row.kind = kind or row.kind
    row.save(update_fields=["seen", "kind"])
    return row


@transaction.atomic
def close_alert(
    alert: SafetyAlert, *, done: str, by: User, principals: Principals, at: datetime
) -> SafetyAlert:
    """What was done about it. From then on nobody is shown it as waiting."""
    row = _held(alert)
    access.require(row.person, principals, access.ALERT)
    if row.done_at is not None:
        if row.done == done:
            return row
        who = row.done_by.display_name() if row.done_by else "Somebody"
        raise Refused(f"{who} has written already what was done: {row.done}")
    if not done:
        raise Refused("Say what was done.")
    row.done, row.done_at, row.done_by = done, at, by
    row.save(update_fields=["done", "done_at", "done_by"])
    return row


def _held(alert: SafetyAlert) -> SafetyAlert:
    rows = SafetyAlert.objects.select_for_update(of=("self",))
    return rows.select_related("person__establishment", "done_by").get(pk=alert.pk)


def _letters(alert: SafetyAlert, at: datetime) -> Iterator[Letter]:
    """To everybody in the roles that are told, each once. Who has no sight of people is told only where to ask."""
    person = Person.objects.select_related("establishment").get(pk=alert.person_id)
    if person.establishment is None:
        return
    page = f"{settings.BASE_URL}{reverse('casework:alert', args=[person.pk, alert.pk])}"
    place = person.establishment
    told = safety.TELLS.at(in_scotland(at).date())
    seen: set[int] = set()
    for role in told.first:
        asked = (role,) if _holding((role,), place.slug) else told.instead
        sighted = access.VERBS.keys() >= set(asked)
        for user in _holding(asked, place.slug):
            if user not in seen:
                seen.add(user)
                yield _letter(alert, user, page if sighted else "", place.name)


def _holding(roles: tuple[Role, ...], place: str) -> list[int]:
    names = [team_name(role, place) for role in roles]
    users = User.objects.filter(is_active=True, groups__name__in=names).exclude(email="")
    return list(users.order_by("pk").values_list("pk", flat=True).distinct())


def _letter(alert: SafetyAlert, user: int, page: str, place: str) -> Letter:
    if page:
        what = f"See who it is about, and write down what was done: {page}"
    else:
        what = (
            f"It waits with the First Line Managers of {place}: speak to them now."
            f" {settings.BASE_URL}/"
        )
    return Letter.naming_nobody(
        key=f"alert:{alert.pk}:{user}",
        recipient=user,
        subject="ICM: act now, a safety alert waits",
        words=(
            "A member of staff stopped a Core Screen because of a sign that somebody may not be safe."
            f" {what}"
        ),
    )
