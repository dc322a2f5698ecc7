"""The services people are referred to, as those keep them who keep the list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.text import slugify

from casework import access
from casework.models import Provider
from casework.policy.areas import Domain
from casework.queries.referrals import providers_for
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Fact, Link, Pages
from icm.core.tables import Column, Table
from icm.people import queries as people
from icm.people.models import Establishment, LocalAuthority, Person

EVERYTHING = "Everything"
NOT_SAID = "Not said"
COMMUNITY, COUNCIL = "scotland", "council:"
COLUMNS = (
    Column.of("Service", "link", header=True, text="name", href="url", note="where"),
    Column.of("Helps with", "text", text="domains"),
    Column.of("Wait, as it says", "text", text="wait", note="said"),
    Column.of("Referrals that stand", "number", text="standing"),
    Column.of("Takes people on", "text", text="open"),
)


@dataclass(frozen=True, slots=True)
class ServicesPage:
    table: Table
    pages: Pages


@dataclass(frozen=True, slots=True)
class ServicePage:
    name: str
    facts: tuple[Fact, ...]
    acts: tuple[Link, ...]


def services_page(principals: Principals, on: date, page: int) -> ServicesPage:
    """Those the asker keeps: what takes people on first. Two queries."""
    rows = _counted(access.kept_services(principals))
    pages = turned_to(page, rows.count(), wanted={}, noun="services")
    ordered = rows.order_by(
        F("closed_on").asc(nulls_first=True), "establishment__name", "name", "pk"
    )
    found = [_row(row, on) for row in ordered[slice_of(pages)]]
    return ServicesPage(
        Table("Services", COLUMNS, found, quiet_caption=True, empty="No service is kept yet."),
        pages,
    )


def service(principals: Principals, pk: int) -> Provider:
    """One of those the asker keeps; 404 for everybody else."""
    found = _counted(access.kept_services(principals)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _counted(rows: QuerySet[Provider]) -> QuerySet[Provider]:
    standing = Count("referrals", filter=Q(referrals__ended_on=None))
    return rows.select_related("establishment", "authority", "team").annotate(standing=standing)


def service_page(row: Provider, on: date) -> ServicePage:
    """One service with what can be done about it."""
    signs_in = f"Its own staff, as {row.team.get_role_display()}" if row.team else "Nobody"
    answers = "" if row.team else "Staff record what it says by telephone or letter."
    change, close = (f"casework:{name}" for name in ("change_service", "close_service"))
    open_now = row.closed_on is None
    return ServicePage(
        name=row.name,
        facts=(
            Fact("Where", where(row)),
            Fact("What it does", row.about or NOT_SAID, unknown=not row.about),
            Fact("Helps with", "; ".join(_domains(row)), note=row.get_agency_display()),
            Fact("Wait, as it says", row.wait or NOT_SAID, note=said(row), unknown=not row.wait),
            Fact("Who signs in for it", signs_in, note=answers),
            Fact("Referrals that stand", str(standing(row))),
            Fact("Takes people on", _open(row, on)),
        ),
        acts=(
            Link("Change", reverse(change, args=[row.pk])),
            Link("Close", reverse(close, args=[row.pk]))
            if open_now
            else Link("Open again", reverse("casework:reopen_service", args=[row.pk])),
        ),
    )


def standing(row: Provider) -> int:
    """How many referrals to it stand; of a row read here."""
    return int(row.standing)  # type: ignore[attr-defined]


def where(row: Provider) -> str:
    if row.establishment is not None:
        return row.establishment.name
    return f"In the community, {row.authority.name if row.authority else 'all of Scotland'}"


def said(row: Provider) -> str:
    """When it said how long people wait."""
    return f"said on {day(row.wait_on)}" if row.wait_on else ""


def offers(person: Person, on: date) -> tuple[Fact, ...]:
    """What the services for somebody do, and how long each says people wait; those that said neither are left out."""
    return tuple(
        Fact(
            row.name,
            row.about or "; ".join(_domains(row)),
            note=f"Wait: {row.wait}" if row.wait else "",
            age=said(row),
        )
        for row in providers_for(person, on)
        if row.about or row.wait
    )


def _domains(row: Provider) -> list[str]:
    return [Domain(one).label for one in row.domains] or [EVERYTHING]


def _open(row: Provider, on: date) -> str:
    if row.closed_on is None:
        return "Yes"
    return (
        f"Closed on {day(row.closed_on)}" if row.closed_on <= on else f"Until {day(row.closed_on)}"
    )


def _row(row: Provider, on: date) -> dict[str, str]:
    return {
        "name": row.name,
        "url": reverse("casework:service", args=[row.pk]),
        "where": where(row),
        "domains": "; ".join(_domains(row)),
        "wait": row.wait or NOT_SAID,
        "said": said(row),
        "standing": str(standing(row)),
        "open": _open(row, on),
    }


def successors(row: Provider, principals: Principals, on: date) -> list[tuple[str, str]]:
    """The services that could take over what stands there: the asker's own, open, of the same place or council."""
    rows = access.kept_services(principals).exclude(pk=row.pk)
    still = Q(closed_on=None) | Q(closed_on__gt=on)
    near = Q(establishment=row.establishment_id) & Q(establishment__isnull=False)
    community = Q(establishment=None) & (Q(authority=None) | Q(authority=row.authority_id))
    found = rows.filter(still, near | community).select_related("establishment", "authority")
    return [(str(one.pk), f"{one.name}, {where(one)}") for one in found.order_by("name", "pk")]


def places(principals: Principals) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where the asker may open a service: their establishments, the whole country, one council."""
    names, kept = people.establishment_names(), access.places_with(principals, access.KEEP)
    here = [(slug, name) for slug, name in names.items() if slug in kept or "" in kept]
    councils = LocalAuthority.objects.order_by("name").values_list("slug", "name")
    return [
        ("Inside", here),
        (
            "In the community",
            [
                (COMMUNITY, "All of Scotland"),
                *((f"{COUNCIL}{slug}", name) for slug, name in councils),
            ],
        ),
    ]


def place(chosen: str) -> tuple[Establishment | None, LocalAuthority | None]:
    """What was chosen of these places."""
    if chosen == COMMUNITY:
        return None, None
    if chosen.startswith(COUNCIL):
        return None, LocalAuthority.objects.get(slug=chosen.removeprefix(COUNCIL))
    return Establishment.objects.get(slug=chosen), None


def slug_of(name: str, chosen: str) -> str:
    """The key of a new service, and the place of its team: the same for the same name at the same place."""
    return slugify(f"{chosen.replace(':', '-')}-{name}")[:60].rstrip("-")


def may_keep(principals: Principals) -> Collection[str]:
    return access.places_with(principals, access.KEEP)
