"""Whom to call: there whatever was agreed to, with where the numbers come from."""

import pytest

from conferences.policy.family import ADVICE, FARES
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import family, persons

pytestmark = pytest.mark.django_db
HELP = "/family/help/"


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("line", [FARES, ADVICE])
def test_the_numbers_are_those_of_the_rules_and_can_be_called(line, browser):
    found = line.at(persons.TODAY)
    page = text(browser.get(HELP))

    assert f'<a href="tel:{found.dial}">{found.number}</a>' in page
    assert found.name in page
    assert found.hours in page
    assert "Ring before you rely on it." in page


def test_an_hour_nobody_knows_is_said(browser):
    assert ADVICE.at(persons.TODAY).hours == ""
    assert "We do not know when they answer." in text(browser.get(HELP))


def test_the_prison_is_named_and_its_number_said_to_be_unknown(browser, world):
    page = text(browser.get(HELP))

    assert world.person.establishment.name in page
    assert "We do not have the number of the prison here." in page


def test_without_a_prison_on_record_that_is_said(browser, world):
    Person.objects.filter(pk=world.person.pk).update(establishment=None)

    assert "We do not know which prison" in text(browser.get(HELP))


def test_it_is_there_whatever_was_agreed_to(world, coordinator):
    one = family.shared(world, scope=["minute"], name="Ann Fraser")
    made = family.window(one, coordinator, "ann@home.example")
    browser = family.reading(made, "ann@home.example")

    assert browser.get(HELP).status_code == 200
    assert HELP in text(browser.get("/family/home/"))


def test_once_nothing_is_shared_it_names_no_prison(browser, made, world):
    family.approved(made.row.consent, world.user(Role.PBSW), found=False)
    answer = browser.get(HELP)

    assert answer.status_code == 403
    assert world.person.establishment.name not in text(answer)
