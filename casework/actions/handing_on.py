"""A completed Core Screen handed on: the route told to the person, the answers read by their personal officer."""

from datetime import date, datetime

from django.db import transaction

from casework import access
from casework.actions.screens import event, held_person, held_screen, note
from casework.models import CoreScreen
from casework.workflow import Screening
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind


@transaction.atomic
def tell_route(
    screen: CoreScreen, *, on: date, by: User, principals: Principals, at: datetime
) -> CoreScreen:
    """The person was told their route. Said a second time, the first day stands."""
    person = held_person(screen.person)
    row = held_screen(screen)
    access.require(person, principals, access.SCREEN)
    if row.route_told_at is not None:
        return row
    if row.completed_at is None:
        raise Refused("The Core Screen is not completed yet.")
    if on > in_scotland(at).date():
        raise Refused("That day is in the future.")
    if on < in_scotland(row.completed_at).date():
        raise Refused("That is before the Core Screen was completed.")
    row.route_told_at = at
    row.save(update_fields=["route_told_at"])
    note(person, event(row, "-told", EventKind.ROUTE_TOLD, on), by=by, at=at)
    return row


@transaction.atomic
def read_screen(
    screen: CoreScreen, *, by: User, principals: Principals, at: datetime
) -> CoreScreen:
    """The personal officer has read it. The first reading stands; a later officer's is on record beside it."""
    person = held_person(screen.person)
    row = held_screen(screen)
    access.require(person, principals, access.READ_SCREEN)
    if row.state != Screening.COMPLETED:
        raise Refused("The Core Screen is not completed yet.")
    if row.read_at is None:
        row.read_at, row.read_by = at, by
        row.save(update_fields=["read_at", "read_by"])
    on = in_scotland(at).date()
    note(person, event(row, f"-read-{by.pk}", EventKind.CORE_SCREEN_READ, on), by=by, at=at)
    return row
