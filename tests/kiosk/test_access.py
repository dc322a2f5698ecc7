"""Who gives PINs, and whose terminals are whose to keep."""

import pytest

from icm.kiosk import access
from icm.policy.roles import Role
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db

KEEPERS = {Role.FIRST_LINE_MANAGER, Role.ICM_CO_ORDINATOR}


@pytest.mark.parametrize("role", Role)
def test_terminals_are_kept_by_managers_of_the_hall_and_co_ordinators_of_their_own_place(
    world, role
):
    kept = access.kept_places(principals(world.user(role)))

    assert kept == ({"barlinnie"} if role in KEEPERS else set())


def test_whoever_sees_somebody_daily_gives_them_a_pin(world):
    giving = {
        role
        for role in Role
        if access.GIVE in access.held(world.person, principals(world.user(role)))
    }

    assert giving == KEEPERS | {
        Role.ICM_CASE_CO_ORDINATOR,
        Role.PERSONAL_OFFICER,
        Role.RESIDENTIAL_OFFICER,
        Role.LINKS_CENTRE,
    }


def test_nobody_of_another_place_gives_one(world):
    asked = principals(world.user(Role.FIRST_LINE_MANAGER, "perth"))

    assert access.GIVE not in access.held(world.person, asked)
