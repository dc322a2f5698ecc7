"""Social workers, in prison and in the community, and to whom they are allocated."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from icm.core.models import User
from icm.core.models.users import team_name
from icm.people.models import Allocation, LocalAuthority
from icm.policy.roles import Role


def social_workers(role: Role, place: str) -> QuerySet[User]:
    """Those who hold that post at an establishment or a council, by name."""
    found = User.objects.filter(is_active=True, groups__name=team_name(role, place))
    return found.order_by("last_name", "first_name", "pk")


def allocated(persons: Collection[int], role: Role) -> dict[int, tuple[int, date | None]]:
    """Who of that role is allocated to each of them, and since when. One query."""
    rows = Allocation.objects.filter(person__in=list(persons), role=role, until_on__isnull=True)
    found = rows.order_by("from_on", "pk").values_list("person", "user", "from_on")
    return {person: (user, since) for person, user, since in found}


def council_names() -> dict[str, str]:
    """The 32 local authorities, by slug."""
    return dict(LocalAuthority.objects.order_by("name").values_list("slug", "name"))
