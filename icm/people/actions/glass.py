"""Sight of somebody outside one's own places, in an emergency: with a reason, for a while, seen by those concerned."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from icm.core.access import Principals
from icm.core.auth import events
from icm.core.models import BreakGlass, SecurityKind, User
from icm.core.models.users import team_name
from icm.core.outbox import Letter, post
from icm.core.refusals import NotAllowed, Refused
from icm.people import access
from icm.people.actions.settling import today
from icm.people.models import Person
from icm.policy.roles import Role


class _Noted(Refused):
    """A refusal that is kept with the account of whoever tried: never the number they tried."""

    def __init__(self, kind: SecurityKind, words: str) -> None:
        super().__init__(words)
        self.kind = kind


def break_glass(
    *, number: str, reason: str, by: User, principals: Principals, at: datetime
) -> BreakGlass:
    """Sight of the person with this number until some hours from now. Repeating it while it lasts adds nothing.

    Not one transaction: what is noted of a refusal has to outlast it.
    """
    if not access.may_break_glass(principals):
        raise NotAllowed("Break-glass access is for staff who work with people in custody.")
    try:
        return _open(number, reason, by=by, principals=principals, at=at)
    except _Noted as refusal:
        events.record(refusal.kind, user=by, at=at)
        raise


@transaction.atomic
def _open(
    number: str, reason: str, *, by: User, principals: Principals, at: datetime
) -> BreakGlass:
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # their openings are counted
    person = Person.objects.select_for_update(of=("self",)).filter(number=number).first()
    if person and access.stands(person, principals):
        raise Refused("You can see this person already, without breaking glass.")
    mine = BreakGlass.objects.filter(user=by)
    standing = mine.filter(person=person, until_at__gt=at, ended_at__isnull=True).first()
    if standing:
        return standing
    # Before it is told whether there is such a number: beyond the limit nobody learns of any.
    if mine.filter(from_at__date=today(at)).count() >= settings.BREAK_GLASS_A_DAY:
        raise _Noted(
            SecurityKind.GLASS_TOO_OFTEN,
            f"You have opened {settings.BREAK_GLASS_A_DAY} records by break-glass access today."
            " Ask your ICM Co-ordinator.",
        )
    if person is None:
        raise _Noted(
            SecurityKind.GLASS_OF_NOBODY, "There is nobody with this number. Check the number."
        )
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
    """A line to each ICM Co-ordinator of the person's establishment, or where there is none to headquarters."""
    here = person.establishment
    told = _holding(Role.ICM_CO_ORDINATOR, here.slug) if here else []
    told = told or _holding(Role.HQ, "")
    address = f"{settings.BASE_URL}{reverse('people:glass_log')}"
    letters = [
        Letter(
            key=f"break-glass-{glass.pk}-{user.pk}",
            recipient=user.pk,
            subject="ICM: a record was opened by break-glass access",
            body=f"Who opened which record, and why, is at {address}\n",
        )
        for user in told
    ]
    post(letters, at=at)


def _holding(role: Role, place: str) -> list[User]:
    teams = Group.objects.filter(name=team_name(role, place))
    return list(User.objects.filter(groups__in=teams, is_active=True))
