"""Sight of somebody outside one's own places, in an emergency: with a reason, for a while, seen by those concerned."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from icm.core.access import Principals
from icm.core.models import BreakGlass, Outgoing, User
from icm.core.models.users import team_name
from icm.core.refusals import NotAllowed, Refused
from icm.people import access
from icm.people.models import Person
from icm.policy.roles import Role


@transaction.atomic
def break_glass(
    *, number: str, reason: str, by: User, principals: Principals, at: datetime
) -> BreakGlass:
    """Sight of the person with this number until some hours from now. Repeating it while it lasts adds nothing."""
    if not access.may_break_glass(principals):
        raise NotAllowed("Break-glass access is for staff who work with people in custody.")
    person = Person.objects.select_for_update(of=("self",)).filter(number=number).first()
    if person is None:
        raise Refused("There is nobody with this number. Check the number.")
    if access.stands(person, principals):
        raise Refused("You can see this person already, without breaking glass.")
    standing = BreakGlass.objects.filter(
        person=person, user=by, until_at__gt=at, ended_at__isnull=True
    ).first()
    if standing:
        return standing
    lasts: timedelta = settings.BREAK_GLASS_LASTS
    made = BreakGlass.objects.create(
        person=person, user=by, reason=reason, from_at=at, until_at=at + lasts
    )
    _tell(made, person, at)
    return made


def end_break_glass(glass: BreakGlass, *, at: datetime) -> None:
    """Give the sight up sooner. Ending it twice changes nothing."""
    BreakGlass.objects.filter(pk=glass.pk, ended_at__isnull=True).update(ended_at=at)


def _tell(glass: BreakGlass, person: Person, at: datetime) -> None:
    """A line to each ICM Co-ordinator of the person's establishment: that it happened and where to read it."""
    if person.establishment is None:
        return
    place = team_name(Role.ICM_CO_ORDINATOR, person.establishment.slug)
    told = User.objects.filter(groups__in=Group.objects.filter(name=place), is_active=True)
    address = f"{settings.BASE_URL}{reverse('people:glass_log')}"
    Outgoing.objects.bulk_create(
        [
            Outgoing(
                key=f"break-glass-{glass.pk}-{user.pk}",
                recipient=user,
                subject="ICM: a record was opened by break-glass access",
                body=f"Who opened which record, and why, is at {address}\n",
                created_at=at,
            )
            for user in told
        ],
        ignore_conflicts=True,
    )
