"""Who looked at somebody's record: what staff are and on which day, newest first; no name and no reason."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group

from icm.core.models import Consultation
from icm.core.models.users import team_name
from icm.kiosk.queries.looked import SIZE, held_on, looked_page
from icm.people.models import Allocation
from icm.policy.roles import Role
from tests.factories import family, persons

pytestmark = pytest.mark.django_db
NOW = persons.NOW


def look(user, *people, days=0, **values):
    Consultation.objects.create(
        at=NOW - timedelta(days),
        user=user,
        page="casework:plan",
        persons=[one.pk for one in people],
        **values,
    )


def told(person, page=1):
    return [(one.day, one.lines) for one in looked_page(person, page).days]


def test_each_day_says_what_those_are_who_looked_and_never_who(world):
    person = world.person
    look(world.user(Role.PERSONAL_OFFICER), person, days=1, why="A reason")
    look(world.user(Role.RECEPTION), person)
    look(world.user(Role.RECEPTION), person, days=0)

    assert told(person) == [
        ("Saturday 21 November 2026", ("Staff at Reception: read your record.",)),
        ("Friday 20 November 2026", ("Your personal officer: read your record.",)),
    ]
    assert "Tester" not in str(looked_page(person, 1))
    assert "A reason" not in str(looked_page(person, 1))


def test_a_look_at_somebody_else_is_not_told(world):
    look(world.user(Role.RECEPTION), world.standard)

    assert told(world.person) == []


def test_a_list_with_the_name_on_it_is_told_as_a_list(world):
    look(world.user(Role.RECEPTION), world.person, world.standard)

    assert told(world.person)[0][1] == ("Staff at Reception: saw your name in a list.",)


def test_broken_glass_is_told_as_an_emergency(world):
    look(world.user(Role.RECEPTION), world.person, break_glass=True, why="Suspected of dealing")

    page = looked_page(world.person, 1)

    assert page.days[0].lines == ("Somebody outside your team opened your record in an emergency.",)
    assert "dealing" not in str(page)


def test_who_would_tell_by_their_post_what_they_look_at_is_of_another_team(world):
    unit = Group.objects.get(name=team_name(Role.INTELLIGENCE_UNIT, "barlinnie"))
    world.outsider.groups.set([unit])
    look(world.outsider, world.person)

    assert told(world.person)[0][1] == ("Staff of another team: read your record.",)


def test_what_they_are_is_what_they_were_on_the_day():
    first, then = persons.TODAY, persons.TODAY + timedelta(5)
    changes = [(first, Role.RECEPTION, True), (then, Role.RECEPTION, False), (then, Role.NHS, True)]

    assert held_on(changes, first - timedelta(9)) == {Role.RECEPTION}
    assert held_on(changes, first + timedelta(1)) == {Role.RECEPTION}
    assert held_on(changes, then) == {Role.RECEPTION, Role.NHS}
    assert held_on(changes, then + timedelta(1)) == {Role.NHS}
    assert held_on([], first) == frozenset()


def test_several_of_the_same_kind_on_a_day_are_one_line(world):
    for place in ("barlinnie", "perth"):
        look(world.user(Role.LINKS_CENTRE, place), world.person)

    assert told(world.person)[0][1] == ("Staff of the Links Centre: read your record (2 people).",)


def test_who_was_the_officer_then_is_told_as_such(world):
    officer = world.user(Role.PERSONAL_OFFICER)
    Allocation.objects.filter(person=world.person, user=officer).update(
        until_on=persons.TODAY - timedelta(2)
    )
    look(officer, world.person)
    look(officer, world.person, days=2)

    assert [lines for _, lines in told(world.person)] == [
        ("A personal officer: read your record.",),
        ("Your personal officer: read your record.",),
    ]


def test_twenty_stand_on_a_page(world):
    for days in range(SIZE + 3):
        look(world.user(Role.RECEPTION), world.person, days=days)

    first, second = looked_page(world.person, 1), looked_page(world.person, 2)

    assert (len(first.days), len(second.days)) == (SIZE, 3)
    assert first.pages.count == 2
    assert looked_page(world.person, 99).days == second.days


def test_a_relative_with_a_window_is_told_by_the_name_they_were_given(world):
    window = family.window(family.shared(world), world.user(Role.ICM_CO_ORDINATOR))
    window.row.consent.refresh_from_db()
    look(window.row.consent.user, world.person)

    assert told(world.person)[0][1] == ("Mairi Fraser: read what you share with them.",)


def test_the_same_queries_however_many_looked(world, assert_constant_queries):
    days = iter(range(50))

    assert_constant_queries(
        add_row=lambda: look(world.user(Role.RECEPTION), world.person, days=next(days)),
        call=lambda: looked_page(world.person, 1),
    )
