"""Services people are referred to: opened with the team that signs in for them, closed when they take nobody on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from casework import access
from casework.actions.referrals import HandOver, hand_over
from casework.models import Provider, Referral
from casework.policy.areas import Domain
from icm.core.access import Principals
from icm.core.models import Team, User
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people import access as people
from icm.people.models import Establishment, LocalAuthority, Person
from icm.policy.calendar import in_scotland
from icm.policy.roles import Role

KEEPER = frozenset(
    {access.KEEP}
)  # as which what stands is handed over, whoever knows of the person


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
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is kept of a service beside where it is and who signs in; ``version`` is the page's."""

    name: str
    agency: str
    domains: Collection[str] = ()
    about: str = ""
    wait: str = ""
    version: int


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
def change_provider(
    provider: Provider, change: Particulars, *, principals: Principals, at: datetime
) -> Provider:
    """Other words for what it does, or another wait. Whoever is referred already stays so."""
    row = _held(provider, principals)
    columns = {
        "name": change.name.strip(),
        "agency": change.agency,
        "domains": list(change.domains),
        "about": change.about.strip(),
        "wait": change.wait.strip(),
    }
    if all(getattr(row, name) == value for name, value in columns.items()):
        return row
    if row.version != change.version:
        raise Stale(current=_in_words(row), version=row.version)
    if not columns["name"]:
        raise Refused("Give the service a name.")
    if row.wait != columns["wait"]:
        row.wait_on = in_scotland(at).date() if columns["wait"] else None
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*columns, "wait_on", "version"])
    return row


@transaction.atomic
def close_provider(
    provider: Provider,
    *,
    on: date,
    over: HandOver | None = None,
    by: User,
    principals: Principals,
    at: datetime,
) -> Provider:
    """It takes nobody on from that day. What still stands there is handed over first: nobody is referred to a service
    that is no more. Closing it twice changes nothing.
    """
    _held(provider, principals, locked=False)
    waiting = Referral.objects.filter(provider=provider, ended_on=None)
    persons = set(waiting.values_list("person", flat=True))
    _lock(persons)  # before the service, as whoever refers locks them
    row = _held(provider, principals)
    if row.closed_on is not None:
        return row
    standing = list(waiting.select_related("person", "provider", "screen", "chaser").order_by("pk"))
    if reason := _why_not_close(standing, persons, over, on):
        raise Refused(reason)
    row.closed_on, row.version = on, row.version + 1
    row.save(update_fields=["closed_on", "version"])
    if over is not None:
        for one in standing:
            hand_over(one, over, by=by, held=KEEPER, at=at)
    return row


@transaction.atomic
def reopen_provider(provider: Provider, *, principals: Principals) -> Provider:
    """It takes people on again, from now on. Twice is once."""
    row = _held(provider, principals)
    if row.closed_on is not None:
        row.closed_on, row.version = None, row.version + 1
        row.save(update_fields=["closed_on", "version"])
    return row


def _why_not_close(
    standing: Sequence[Referral], locked: Collection[int], over: HandOver | None, on: date
) -> str:
    if any(one.person_id not in locked for one in standing):
        return "Somebody was referred to it this very moment. Send it again."
    if not standing:
        return ""
    if over is None:
        many = (
            "1 referral still stands"
            if len(standing) == 1
            else f"{len(standing)} referrals still stand"
        )
        return f"{many} here. Choose the service that takes over, and say why."
    if not over.why.strip():
        return "Say why it takes them over. The person may read it."
    if over.to.pk == standing[0].provider_id or (over.to.closed_on and over.to.closed_on <= on):
        return f"{over.to.name} takes nobody on any more. Choose another service."
    missing = {one.domain for one in standing if not over.to.helps_with(one.domain)}
    if missing:
        named = "; ".join(sorted(Domain(domain).label for domain in missing))
        return f"{over.to.name} does not help with all that stands here: {named}."
    return ""


def _held(provider: Provider, principals: Principals, *, locked: bool = True) -> Provider:
    """The service as it is now, of those the asker keeps."""
    _require(provider.establishment.slug if provider.establishment else "", principals)
    rows = Provider.objects.select_for_update(of=("self",)) if locked else Provider.objects.all()
    return rows.get(pk=provider.pk)


def _lock(keys: Collection[int]) -> None:
    """Locks these people, in their order."""
    rows = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    list(rows.order_by("pk").values_list("pk"))


def _in_words(row: Provider) -> str:
    parts = (row.name, row.about, f"Wait: {row.wait}" if row.wait else "")
    return ". ".join(part for part in parts if part) + "."


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
            "about": service.about,
            "team": team,
        },
    )
    return found


def _team(role: Role, place: str) -> Team:
    people.teams([(role, place)])
    return Team.objects.get(role=role, place=place)
