"""Who may know of a person, and what each role may do."""

from datetime import timedelta

import pytest

from icm.core.models import BreakGlass, Team
from icm.core.refusals import NotAllowed
from icm.people import access, actions
from icm.people.access import Standing
from icm.people.models import Allocation, Establishment, PersonGroupGrant, PersonUserGrant
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons


def test_staff_know_of_the_people_of_their_own_establishment_only(world, asking):
    here = set(access.visible_to(asking(Role.RESIDENTIAL_OFFICER)))
    there = set(access.visible_to(asking(Role.RESIDENTIAL_OFFICER, "perth")))

    assert here == {world.person, world.standard, world.remand}
    assert there == {world.person_there}


def test_an_outsider_knows_of_nobody(world, asking):
    assert not access.visible_to(asking(None)).exists()


def test_a_personal_officer_knows_of_those_allocated_to_them_only(world, asking):
    assert set(access.visible_to(asking(Role.PERSONAL_OFFICER))) == {world.person}


@pytest.mark.parametrize("role", [Role.PBSW, Role.PBSW_TEAM_MANAGER, Role.PAROLE_CO_ORDINATOR])
def test_some_know_of_the_enhanced_route_only(world, asking, role):
    assert set(access.visible_to(asking(role))) == {world.person}


def test_headquarters_know_of_everybody(world, asking):
    assert access.visible_to(asking(Role.HQ)).count() == 5


@pytest.mark.parametrize(
    "role",
    [
        Role.PSYCHOLOGY,
        Role.PROGRAMMES_OFFICER,
        Role.NHS,
        Role.PROVIDER,
        Role.INTELLIGENCE_UNIT,
        Role.POLICE,
        Role.SYSTEM_ADMINISTRATOR,
    ],
)
def test_who_has_no_standing_sight_knows_of_nobody(world, asking, role):
    assert not access.visible_to(asking(role)).exists()


@pytest.mark.parametrize(
    ("standing", "team", "known"),
    [
        pytest.param(Standing("", "standard", ()), "hq@scotland", True, id="hq after release"),
        pytest.param(
            Standing("", "standard", ()), "reception@perth", False, id="nobody after release"
        ),
        pytest.param(
            Standing("perth", "standard", ("fife",)),
            "cbsw-team-manager@fife",
            False,
            id="no council for standard",
        ),
        pytest.param(
            Standing("perth", "enhanced", ("fife",)),
            "cbsw-team-manager@fife",
            True,
            id="council for enhanced",
        ),
        pytest.param(
            Standing("perth", "standard", (), "shotts"), "reception@shotts", True, id="expected"
        ),
        pytest.param(
            Standing("perth", "standard", (), "shotts"),
            "residential-officer@shotts",
            False,
            id="expected, but not by all",
        ),
    ],
)
def test_wanted_teams(standing, team, known):
    assert (team in access.wanted_teams(standing)) is known


def test_sync_repeated_changes_nothing(world):
    model = PersonGroupGrant.events.rel.related_model
    before = model.objects.count()

    access.sync(world.person)

    assert model.objects.count() == before


def test_sync_all_says_of_many_what_sync_says_of_each(world):
    everybody = [world.person, world.standard, world.released, world.person_there]
    before = [list(person.acl) for person in everybody]
    PersonGroupGrant.objects.all().delete()
    PersonUserGrant.objects.all().delete()

    access.sync_all(everybody)

    for person in everybody:
        person.refresh_from_db()
    assert [person.acl for person in everybody] == before
    assert any(principal < 0 for principal in world.person.acl)


def test_teams_makes_what_is_missing_once(world):
    for _ in range(2):
        access.teams([(Role.RECEPTION, "barlinnie")])

    assert Team.objects.filter(role=Role.RECEPTION, place="barlinnie").count() == 1


def test_somebody_allocated_holds_the_verbs_of_that_role(world, asking):
    principals = asking(Role.PERSONAL_OFFICER)

    assert access.held(world.person, principals) == access.VERBS[Role.PERSONAL_OFFICER]
    assert access.roles_for(world.person, principals) == {Role.PERSONAL_OFFICER}


def test_an_allocation_that_has_ended_gives_nothing(world, asking):
    rows = Allocation.objects.filter(person=world.person, role=Role.PERSONAL_OFFICER)
    rows.update(until_on=persons.TODAY)

    assert access.held(world.person, asking(Role.PERSONAL_OFFICER)) == frozenset()
    assert access.roles_for(world.person, asking(Role.PERSONAL_OFFICER)) == frozenset()


def test_require_refuses_what_is_not_held(world, asking):
    access.require(world.person, asking(Role.RECEPTION), access.MOVE)

    with pytest.raises(NotAllowed):
        access.require(world.person, asking(Role.PBSW), access.MOVE)


def test_stands_tells_standing_sight_from_broken_glass(world, asking):
    assert access.stands(world.person, asking(Role.RECEPTION))
    assert not access.stands(world.person, asking(Role.RECEPTION, "perth"))


@pytest.mark.parametrize(
    ("role", "place", "elsewhere"),
    [
        (Role.RECEPTION, "barlinnie", False),
        (Role.RECEPTION, "perth", True),
        (Role.CBSW, "fife", False),
    ],
)
def test_works_elsewhere(world, asking, role, place, elsewhere):
    assert access.works_elsewhere(world.person, asking(role, place)) is elsewhere


def test_places_with_names_where_a_post_allows_it(world, asking):
    assert access.places_with(asking(Role.RECEPTION), access.MOVE) == {"barlinnie"}
    assert access.places_with(asking(Role.PBSW), access.MOVE) == frozenset()


def test_each_manager_allocates_their_own_staff(world, asking):
    found = {
        role: access.may_allocate(world.person, asking(role)) for role in access.ALLOCATORS.values()
    }

    assert found == {
        Role.FIRST_LINE_MANAGER: [Role.PERSONAL_OFFICER],
        Role.PBSW_TEAM_MANAGER: [Role.PBSW],
        Role.CBSW_TEAM_MANAGER: [Role.CBSW],
    }


def test_who_holds_a_step_can_be_said():
    assert access.who_holds(access.DECIDE_REVIEW) == [Role.RMT_CHAIR]


def test_every_event_can_be_recorded_by_somebody():
    assert all(access.RECORDERS[kind] for kind in EventKind)
    assert EventKind.LSCMI not in access.recordable({Role.RESIDENTIAL_OFFICER})
    assert EventKind.LSCMI in access.recordable({Role.PBSW})


def test_whoever_may_do_something_may_see():
    assert all(access.VIEW in verbs for verbs in access.VERBS.values())


def test_losing_the_post_ends_what_the_allocation_gave(world, asking):
    officer = world.user(Role.PERSONAL_OFFICER)
    officer.groups.clear()

    principals = asking(Role.PERSONAL_OFFICER)

    assert not access.visible_to(principals).exists()
    assert access.held(world.person, principals) == frozenset()


@pytest.mark.parametrize("role", [Role.PERSONAL_OFFICER, Role.PBSW])
def test_a_post_elsewhere_keeps_nothing_of_what_the_allocation_gave(world, asking, role):
    """Whoever goes to work at another establishment has left their people behind."""
    member = world.user(role)
    member.groups.set(world.user(role, "perth").groups.all())

    assert access.held(world.person, asking(role)) == frozenset()
    assert access.roles_for(world.person, asking(role)) == frozenset()


def test_losing_every_post_ends_broken_glass(world, asking):
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    BreakGlass.objects.create(
        person=world.person_there,
        user=officer,
        reason="A threat was reported",
        from_at=persons.NOW,
        until_at=persons.NOW + timedelta(hours=1),
    )
    assert access.visible_to(asking(Role.RESIDENTIAL_OFFICER)).contains(world.person_there)

    officer.groups.clear()

    assert not access.visible_to(asking(Role.RESIDENTIAL_OFFICER)).exists()


def test_who_only_expects_somebody_may_see_and_receive_them_and_nothing_else(world, asking):
    world.person.transfer_to = world.there
    world.person.save()
    access.sync(world.person)

    expecting = asking(Role.ICM_CO_ORDINATOR, "perth")

    assert access.held(world.person, expecting) == access.TO_RECEIVE
    assert access.roles_for(world.person, expecting) == frozenset()
    assert access.held(world.person, asking(Role.ICM_CO_ORDINATOR)) > access.TO_RECEIVE


def test_who_only_expects_somebody_cannot_send_them_on(world, asking):
    world.person.transfer_to = world.there
    world.person.save()
    access.sync(world.person)
    expecting = asking(Role.ICM_CO_ORDINATOR, "perth")

    with pytest.raises(NotAllowed):
        actions.plan_transfer(
            world.person,
            to=Establishment.objects.get(slug="shotts"),
            version=world.person.version,
            principals=expecting,
            at=persons.NOW,
        )
