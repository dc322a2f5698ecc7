"""The banner above every page about a person, and the pages of their case."""

from datetime import date, timedelta

import pytest

from icm.core.access import principals_of
from icm.people import queries
from icm.people.actions import break_glass
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.receptions import principals


def banner(person, asker):
    found = queries.person(asker, person.pk)
    return queries.identity(found, asker, persons.TODAY)


def states(person, asker):
    return [state.text for state in banner(person, asker).states]


def test_identity_names_the_person_and_where_they_are(world, asking):
    Person.objects.filter(pk=world.person.pk).update(location="nte")

    shown = banner(world.person, asking(Role.RECEPTION))

    assert shown.name == f"{world.person.family_name.upper()}, {world.person.given_names}"
    assert (shown.number, shown.born) == (world.person.number, "3 March 1990, aged 36")
    assert shown.place == "HMP Barlinnie, National Top End, A Hall"
    assert shown.tags == ("Sentenced", "Enhanced ICM")
    assert shown.states == ()


def test_identity_of_whom_little_is_known(world, asking):
    nothing = {"born_on": None, "hall": "", "legal": "", "route": "unknown"}
    Person.objects.filter(pk=world.remand.pk).update(**nothing)

    shown = banner(world.remand, asking(Role.RECEPTION))

    assert (shown.born, shown.place, shown.tags) == ("", "HMP Barlinnie", ())


def test_identity_says_who_arrived_today(world, asking):
    assert states(world.remand, asking(Role.RECEPTION)) == ["Arrived today."]


def test_identity_says_who_is_expected_elsewhere(world, asking):
    Person.objects.filter(pk=world.person.pk).update(transfer_to=world.there)

    assert states(world.person, asking(Role.RECEPTION)) == ["Being transferred to HMP Perth."]


def test_identity_says_who_is_released(world, asking):
    shown = banner(world.released, asking(Role.HQ))

    assert [state.text for state in shown.states] == ["Released on 18 November 2026."]
    assert shown.place == "Not in custody"


def test_identity_says_that_somebody_is_seen_by_broken_glass(world):
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    break_glass(
        number=world.person_there.number,
        reason="A threat was reported",
        by=officer,
        principals=principals(officer),
        at=persons.NOW,
    )

    shown = banner(world.person_there, principals_of(officer, at=persons.NOW))

    assert [state.text for state in shown.states] == [
        "You see this record by break-glass access.",
        "Not in your establishment.",
    ]
    assert "21 November 2026 at 18:00" in shown.states[0].detail


def test_identity_is_no_alarm_for_those_who_work_in_no_establishment(world, asking):
    assert states(world.person, asking(Role.CBSW)) == []
    assert states(world.person, asking(Role.HQ)) == []


@pytest.mark.parametrize(
    ("on", "years"),
    [
        pytest.param(date(2026, 3, 2), 35, id="the day before"),
        pytest.param(date(2026, 3, 3), 36, id="the birthday"),
        pytest.param(date(2026, 3, 3) + timedelta(days=364), 36, id="a day short of a year"),
    ],
)
def test_age_is_in_whole_years(on, years):
    assert queries.age(date(1990, 3, 3), on) == years


def test_navigation_offers_what_the_asker_may_open(world, asking):
    held = {role: queries.held(world.person, asking(role)) for role in (Role.PBSW, Role.RMT_CHAIR)}

    worker = queries.navigation(world.person.pk, held[Role.PBSW], current="why")
    chair = queries.navigation(world.person.pk, held[Role.RMT_CHAIR], current="why")

    assert [link.text for link in worker if link.current] == ["Why these dates?"]
    assert {link.text for link in chair} - {link.text for link in worker} == {
        "Who changed what",
        "Who looked",
    }
