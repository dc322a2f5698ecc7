"""Who may know of a person, and what each role may do."""

from icm.people import access
from icm.policy.roles import Role


def test_staff_know_of_the_people_of_their_own_establishment_only(world, asking):
    here = set(access.visible_to(asking(Role.RESIDENTIAL_OFFICER)))
    there = set(access.visible_to(asking(Role.RESIDENTIAL_OFFICER, "perth")))

    assert here == {world.person, world.standard, world.remand}
    assert there == {world.person_there}


def test_an_outsider_knows_of_nobody(world, asking):
    assert not access.visible_to(asking(None)).exists()


def test_a_personal_officer_knows_of_those_allocated_to_them_only(world, asking):
    assert set(access.visible_to(asking(Role.PERSONAL_OFFICER))) == {world.person}
