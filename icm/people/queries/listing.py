"""Whom the asker may know of, and where."""

from functools import lru_cache

from django.db.models import QuerySet

from icm.core.access import Principals, get_visible
from icm.people import access
from icm.people.models import Establishment, Person
from icm.policy.roles import Role


def visible(principals: Principals) -> QuerySet[Person]:
    """The people the asker may know of, in no order."""
    return access.visible_to(principals)


@lru_cache(maxsize=1)
def establishment_names() -> dict[str, str]:
    """Slug to name. Read once a process: establishments come with a release, not in a working day."""
    return dict(Establishment.objects.order_by("name").values_list("slug", "name"))


def establishment_choices(principals: Principals) -> list[tuple[str, str]]:
    """The establishments a list of the asker's can be narrowed to."""
    names = establishment_names()
    if principals.holds(Role.HQ):
        return list(names.items())
    return [(slug, name) for slug, name in names.items() if slug in principals.places]


def person(principals: Principals, pk: int) -> Person:
    """One person with their places, in one query; 404 for whoever may not know of them."""
    rows = Person.objects.select_related(
        "establishment", "transfer_to", "residence", "supervising_authority"
    )
    return get_visible(rows, principals, pk=pk)


def out_of_sight(principals: Principals, number: str) -> list[int]:
    """The key of the person with this number where the asker may not know of them; else nothing."""
    numbered = Person.objects.filter(number=number)
    return list(numbered.exclude(pk__in=visible(principals)).values_list("pk", flat=True))


def places() -> list[Establishment]:
    """Every establishment with its units, by name. Two queries."""
    return list(Establishment.objects.prefetch_related("units").order_by("name"))
