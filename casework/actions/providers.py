"""Services people are referred to: opened with the team that signs in for them, closed when they take nobody on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from casework import access
from casework.models import Provider
from icm.core.access import Principals
from icm.core.models import Team
from icm.core.refusals import NotAllowed, Refused
from icm.people import access as people
from icm.people.models import Establishment, LocalAuthority
from icm.policy.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One provider. ``role`` is that in which its staff sign in; without one it has no team, and staff answer for it.

    Its slug is also the place of its team: a service has a team of its own, or it would see another's people.
    """

    slug: str
    name: str
    agency: str
    domains: Collection[str] = ()
    establishment: Establishment | None = None
    authority: LocalAuthority | None = None
    role: Role | None = None


@transaction.atomic
def open_providers(services: Iterable[Service]) -> list[Provider]:
    """Make sure these are there, with their teams: what an installation begins with. What is there stays as it is."""
    return [_opened(service) for service in services]


@transaction.atomic
def open_provider(service: Service, *, principals: Principals) -> Provider:
    """One more service for an establishment or council, by who keeps the list there. Twice is once."""
    place = service.establishment.slug if service.establishment else ""
    _require(place, principals)
    before = Provider.objects.filter(slug=service.slug).first()
    if before is not None and before.name != service.name:
        raise Refused(f"There is a service of this name already: {before.name}.")
    return _opened(service)


@transaction.atomic
def close_provider(provider: Provider, *, on: date, principals: Principals) -> Provider:
    """It takes nobody on from that day. Who was referred before stays referred. Closing it twice changes nothing."""
    row = Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)
    _require(row.establishment.slug if row.establishment else "", principals)
    if row.closed_on is None:
        row.closed_on = on
        row.save(update_fields=["closed_on"])
    return row


def _require(place: str, principals: Principals) -> None:
    """Services of an establishment are kept there, those of the community by headquarters or any establishment."""
    kept = access.places_with(principals, access.KEEP)
    if not kept or (place and place not in kept and "" not in kept):
        raise NotAllowed("Services are kept by the ICM Co-ordinator and the Links Centre there.")


def _opened(service: Service) -> Provider:
    team = _team(service.role, service.slug) if service.role else None
    found, _ = Provider.objects.get_or_create(
        slug=service.slug,
        defaults={
            "name": service.name,
            "agency": service.agency,
            "domains": list(service.domains),
            "establishment": service.establishment,
            "authority": service.authority,
            "team": team,
        },
    )
    return found


def _team(role: Role, place: str) -> Team:
    people.teams([(role, place)])
    return Team.objects.get(role=role, place=place)
