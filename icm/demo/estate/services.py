"""The services of an invented estate: inside each establishment, and one for housing at each council."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.apps import apps

from casework.actions import Service, open_providers
from casework.policy.areas import Agency, Domain
from icm.people.actions.places import COUNCILS, ESTABLISHMENTS
from icm.policy.roles import Role


class Kind(NamedTuple):
    """A service found in every establishment; without a role it has no team and staff answer for it.

    ``waits``: days from referral to start, at least and at most. For programmes the two to three years the press
    reported of national lists (domain reference e.1) are the most; all other waits are invented.
    """

    name: str
    about: str
    agency: Agency
    domains: tuple[Domain, ...]
    waits: tuple[int, int]
    role: Role | None = None


KINDS = {
    "recovery": Kind(
        "Recovery service",
        "Groups and one-to-one help with drink and drugs, for anybody who asks.",
        Agency.THIRD_SECTOR,
        (Domain.SUBSTANCE_MISUSE,),
        (14, 120),
        Role.PROVIDER,
    ),
    "health": Kind(
        "Health centre",
        "Nurses, mental health, and treatment for addiction. They see people at the clinic or on the hall.",
        Agency.HEALTH,
        (Domain.MENTAL_HEALTH, Domain.SUBSTANCE_MISUSE, Domain.RESPONSIVITY),
        (7, 90),
        Role.NHS,
    ),
    "programmes": Kind(
        "Programmes",
        "Assessment for programmes, and the programmes run here. Places go by critical date.",
        Agency.INTERVENTIONS,
        (Domain.VIOLENCE, Domain.SEXUAL_CONDUCT, Domain.OTHER_OFFENDING),
        (150, 1000),
        Role.PROGRAMMES_OFFICER,
    ),
    "psychology": Kind(
        "Psychology",
        "Assessment and one-to-one work where a group does not fit.",
        Agency.PSYCHOLOGY,
        (Domain.VIOLENCE, Domain.SEXUAL_CONDUCT, Domain.RESPONSIVITY),
        (60, 400),
        Role.PSYCHOLOGY,
    ),
    "education": Kind(
        "Education",
        "Reading, writing, numbers, languages and open learning.",
        Agency.EDUCATION,
        (Domain.LEARNING,),
        (5, 60),
    ),
    "work": Kind(
        "Employment advice",
        "CVs, interviews, cards for trades, and telling an employer about a conviction.",
        Agency.WORK_PARTY,
        (Domain.EMPLOYMENT,),
        (5, 50),
    ),
    "housing": Kind(
        "Housing and money advice",
        "Tenancies, homeless applications, benefits, debts and fines.",
        Agency.THIRD_SECTOR,
        (Domain.ACCOMMODATION, Domain.FINANCES),
        (3, 45),
    ),
    "family": Kind(
        "Family contact",
        "Visits, family days, and help for those who care for somebody at home.",
        Agency.VISITS,
        (Domain.RESETTLEMENT,),
        (2, 25),
    ),
    "chaplaincy": Kind(
        "Chaplaincy",
        "Somebody to talk to, of any faith or none.",
        Agency.CHAPLAINCY,
        (Domain.RESETTLEMENT, Domain.MENTAL_HEALTH),
        (1, 10),
    ),
}
# Asked first for each domain; the one behind it now and then.
ASKED: Mapping[Domain, tuple[str, ...]] = {
    domain: tuple(kind for kind, one in KINDS.items() if domain in one.domains) for domain in Domain
}


def slug(kind: str, place: str) -> str:
    return f"{kind}-{place}"


def kind_of(service: str) -> Kind:
    return KINDS[service.split("-")[0]]


def place_of(service: str) -> str:
    return service.split("-", 1)[1]


def teams() -> Iterator[tuple[str, Role, str]]:
    """Each service with a team: its slug, and the post at its establishment whose holder works in it."""
    for place in ESTABLISHMENTS:
        for kind, one in KINDS.items():
            if one.role is not None:
                yield slug(kind, place.slug), one.role, place.slug


def open_all() -> dict[str, int]:
    """Make sure every service is there with its team; their keys."""
    establishments = {
        row.slug: row for row in apps.get_model("people", "Establishment").objects.all()
    }
    councils = {row.slug: row for row in apps.get_model("people", "LocalAuthority").objects.all()}
    inside = (
        Service(
            slug=slug(kind, place.slug),
            name=f"{one.name}, {place.name}",
            about=one.about,
            agency=one.agency.value,
            domains=[domain.value for domain in one.domains],
            establishment=establishments[place.slug],
            role=one.role,
        )
        for place in ESTABLISHMENTS
        for kind, one in KINDS.items()
    )
    outside = (
        Service(
            slug=slug("council", council),
            name=f"Housing options, {name}",
            agency=Agency.THIRD_SECTOR.value,
            domains=[Domain.ACCOMMODATION.value],
            authority=councils[council],
        )
        for council, name in COUNCILS.items()
    )
    return {made.slug: made.pk for made in open_providers([*inside, *outside])}
