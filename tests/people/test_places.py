from icm.core.models import Team
from icm.people.actions.places import open_places, posts
from icm.people.models import Establishment, LocalAuthority, Unit


def test_a_new_database_knows_the_places_and_opening_them_again_changes_nothing(db):
    def everything():
        tables = (Establishment, Unit, LocalAuthority, Team)
        return [list(table.objects.order_by("pk").values()) for table in tables]

    before = everything()
    open_places()

    assert everything() == before
    assert [len(rows) for rows in before] == [17, 7, 32, len(set(posts()))]


def test_every_team_has_the_group_of_its_role_and_place(db):
    teams = Team.objects.select_related("group")
    assert all(team.group.name == f"{team.role}@{team.place or 'scotland'}" for team in teams)


def test_an_emptied_place_comes_back(db):
    Unit.objects.filter(establishment__slug="bella").delete()
    open_places()
    assert Unit.objects.get(establishment__slug="bella").capacity == 16
