"""Who works with somebody: named where they are, said where nobody is, and who is there meanwhile."""

from datetime import timedelta

import pytest

from icm.kiosk.queries.people import people_page
from icm.kiosk.queries.staff import YOURS
from icm.people.models import Absence, Allocation
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role
from tests.factories import persons

pytestmark = pytest.mark.django_db
NOW, TODAY = persons.NOW, persons.TODAY


def officer_of(page):
    return next(one for one in page.people if one.title == YOURS[Role.PERSONAL_OFFICER])


def away(user, cover=None, **values):
    Absence.objects.create(
        **{
            "user": user,
            "from_on": TODAY,
            "until_on": TODAY + timedelta(10),
            "cover": cover,
            "recorded_at": NOW,
            "recorded_by": user,
        }
        | values
    )


def test_each_has_a_name_a_day_and_a_way(world):
    page = people_page(world.person, at=NOW)

    assert [one.title for one in page.people] == [str(words) for words in YOURS.values()]
    officer = officer_of(page)
    assert officer.name == "Personal Officer Tester"
    assert "They have worked with you since Thursday 22 October 2026." in officer.lines
    assert "Ask for them at the desk in your hall." in officer.lines


def test_nobody_named_is_said(world):
    Allocation.objects.filter(person=world.person).update(until_on=TODAY)

    page = people_page(world.person, at=NOW)

    assert [one.name for one in page.people] == ["", "", ""]
    assert "Ask at the desk in your hall who it will be." in officer_of(page).lines


def test_social_work_is_not_missed_where_nobody_has_to_be_named(world):
    page = people_page(world.standard, at=NOW)

    assert [one.title for one in page.people] == ["Your personal officer"]


def test_who_is_there_while_the_officer_is_away(world):
    away(
        world.user(Role.PERSONAL_OFFICER),
        cover=world.user(Role.RESIDENTIAL_OFFICER),
    )

    lines = officer_of(people_page(world.person, at=NOW)).lines

    assert lines[-2:] == (
        "They are away. They should be back after Tuesday 1 December 2026.",
        "Until then, ask for Residential Officer Tester.",
    )


def test_away_with_nobody_named_is_said(world):
    away(world.user(Role.PERSONAL_OFFICER))

    lines = officer_of(people_page(world.person, at=NOW)).lines

    assert lines[-1] == "Nobody has been named yet for that time. Ask at the desk in your hall."


def test_an_absence_to_come_is_not_told_yet(world):
    away(world.user(Role.PERSONAL_OFFICER), from_on=TODAY + timedelta(1))

    assert "away" not in str(people_page(world.person, at=NOW))


@pytest.mark.parametrize(
    ("route", "leads"),
    [
        (RouteSlug.ENHANCED, "The staff who run plan meetings lead it."),
        (RouteSlug.STANDARD, "You and your personal officer lead it."),
        (RouteSlug.NONE, "You have no sentence"),
        (RouteSlug.UNKNOWN, "We do not know yet."),
    ],
)
def test_who_leads(route, leads, world):
    world.person.route = route

    assert people_page(world.person, at=NOW).leads.lines[0].startswith(leads)


def test_the_same_queries_whoever_is_away(world, assert_constant_queries):
    officer = world.user(Role.PERSONAL_OFFICER)
    days = iter(range(50))

    assert_constant_queries(
        add_row=lambda: away(officer, until_on=TODAY + timedelta(next(days))),
        call=lambda: people_page(world.person, at=NOW),
    )
