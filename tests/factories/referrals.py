"""Services with their teams, and referrals to them: states reached by the acts themselves."""

from datetime import date
from itertools import count
from typing import Any

from casework import actions
from casework.models import Provider, Referral
from casework.policy.areas import Agency, Domain
from icm.core.models import User
from icm.people.models import Establishment, LocalAuthority, Person
from icm.policy.roles import Role
from tests.factories import persons, staff
from tests.factories.receptions import principals

_NUMBERS = count(1)


def provider(
    at: str = "barlinnie", *, role: Role | None = Role.PROVIDER, **values: Any
) -> Provider:
    """A service of this establishment; without a place, one of the community."""
    number = next(_NUMBERS)
    council = values.pop("council", "")
    service = actions.Service(
        **{
            "slug": f"{at or 'community'}-service-{number}",
            "name": f"Service {number}",
            "agency": Agency.THIRD_SECTOR.value,
            "domains": (Domain.ACCOMMODATION.value,),
            "establishment": Establishment.objects.get(slug=at) if at else None,
            "authority": LocalAuthority.objects.get(slug=council) if council else None,
            "role": role,
        }
        | values
    )
    return actions.open_providers([service])[0]


def worker(of: Provider) -> User:
    """Somebody who works for this service and nowhere else."""
    return staff.user((Role(of.team.role), of.team.place))


def ask(to: Provider, **values: Any) -> actions.Ask:
    return actions.Ask(
        **{
            "reference": f"ask-{next(_NUMBERS)}",
            "provider": to,
            "domain": Domain.ACCOMMODATION.value,
            "why": "They have nowhere to go on release.",
            "consent": Referral.Consent.GIVEN.value,
        }
        | values
    )


def referral(of: Person, to: Provider, by: User, *, days: int = 0, **values: Any) -> Referral:
    """Referred by this member of staff so many days ago."""
    at = persons.days_ago(days) if days else persons.NOW
    return actions.open_referral(of, ask(to, **values), by=by, principals=principals(by), at=at)


def answered(
    row: Referral, move: str, by: User, *, on: date = persons.TODAY, **values: Any
) -> Referral:
    """What the service says, by whoever may say it."""
    row.refresh_from_db()
    reply = actions.Reply(**{"move": move, "on": on, "version": row.version} | values)
    return actions.answer_referral(row, reply, principals=principals(by), at=persons.NOW)
