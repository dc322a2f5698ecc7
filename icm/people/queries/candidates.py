"""Who could be allocated to somebody, and how many people each looks after."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from icm.core.models import User
from icm.core.models.users import team_name
from icm.people.models import LocalAuthority, Person
from icm.policy.roles import Role


def candidates(person: Person, role: Role) -> QuerySet[User]:
    """Those who hold the role where the person is held, or for social work in the community at their council.

    ``load`` is the number of people allocated to them now.
    """
    load = Count("allocations", filter=Q(allocations__until_on__isnull=True), distinct=True)
    return (
        User.objects.filter(is_active=True, groups__name=team_name(role, _place(person, role)))
        .annotate(load=load)
        .order_by("last_name", "first_name", "pk")
    )


def _place(person: Person, role: Role) -> str:
    if role is Role.CBSW:
        council = council_of(person)
        return council.slug if council else "none"
    return person.establishment.slug if person.establishment else "none"


def council_of(person: Person) -> LocalAuthority | None:
    """The council whose social work is concerned."""
    return person.supervising_authority or person.residence


def council_key(person: Person) -> int | None:
    """The same council's key, without reading the council."""
    return person.supervising_authority_id or person.residence_id


def workers_of(councils: Iterable[int | None]) -> set[tuple[int, int]]:
    """Council and user, for everybody who does social work in the community for one of these councils."""
    slugs = LocalAuthority.objects.filter(pk__in={key for key in councils if key}).values_list(
        "pk", "slug"
    )
    keys = {team_name(Role.CBSW, slug): pk for pk, slug in slugs}
    posts = User.objects.filter(is_active=True, groups__name__in=keys)
    return {(keys[name], user) for user, name in posts.values_list("pk", "groups__name")}
