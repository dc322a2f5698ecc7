"""One user name for every role that somebody holds."""

from django.contrib.auth.models import Group

from icm.core.models import Team, User
from icm.demo.sign_ins import sign_ins
from icm.policy.roles import Role


def _holder(username, role, place, *, active=True):
    group, _ = Group.objects.get_or_create(name=f"{role.value}@{place}")
    Team.objects.get_or_create(group=group, defaults={"role": role.value, "place": place})
    User.objects.create(username=username, is_active=active).groups.add(group)


def test_each_role_is_named_once_where_the_most_people_are(db):
    _holder("pbsw.perth", Role.PBSW, "perth")
    _holder("coordinator.perth", Role.ICM_CO_ORDINATOR, "perth")
    _holder("coordinator.addiewell", Role.ICM_CO_ORDINATOR, "addiewell")
    _holder("coordinator.barlinnie", Role.ICM_CO_ORDINATOR, "barlinnie")

    assert list(sign_ins()) == [
        (Role.ICM_CO_ORDINATOR.label, "coordinator.barlinnie"),
        (Role.PBSW.label, "pbsw.perth"),
    ]


def test_nobody_is_named_who_cannot_sign_in(db):
    _holder("left.barlinnie", Role.PBSW, "barlinnie", active=False)

    assert list(sign_ins()) == []
