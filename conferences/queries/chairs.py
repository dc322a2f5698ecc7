"""Who could chair somebody's conference (CC-CHAIR: the sources differ, so each of them may)."""

from django.db.models import QuerySet

from icm.core.models import User
from icm.core.models.users import team_name
from icm.people.models import Person
from icm.policy.roles import Role

CHAIRS = (
    Role.ICM_CO_ORDINATOR,
    Role.ICM_CASE_CO_ORDINATOR,
    Role.PBSW,
    Role.PBSW_TEAM_MANAGER,
)


def chairs(person: Person) -> QuerySet[User]:
    """Those who hold such a role where the person is."""
    place = person.establishment.slug if person.establishment else ""
    names = [team_name(role, place) for role in CHAIRS]
    found = User.objects.filter(is_active=True, groups__name__in=names).distinct()
    return found.order_by("last_name", "first_name", "pk")
