"""The people list: who is on it, how it is searched, what it costs."""

import pytest
from django.urls import reverse

from icm.core.models import Consultation
from icm.policy.roles import Role
from tests.factories import persons

pytestmark = pytest.mark.django_db


def listed(client, **wanted):
    answer = client.get(reverse("pages:people"), wanted)
    assert answer.status_code == 200
    return answer


def test_list_holds_the_people_of_ones_own_establishment_only(world, signed_in):
    answer = listed(signed_in(Role.ICM_CO_ORDINATOR))

    assert world.person.number in answer.text
    assert world.person_there.number not in answer.text


def test_list_is_empty_for_whoever_has_no_standing_sight(world, signed_in):
    answer = listed(signed_in(Role.PROVIDER))

    assert "Nobody matches" in answer.text


@pytest.mark.parametrize(
    "asked", ["Macdonald", "macdonlad", "MACDONALD iain", "Iain", "T-9042", "mcdonald"]
)
def test_search_tolerates_spelling_case_and_order(world, signed_in, asked):
    found = persons.person(family_name="Macdonald", given_names="Iain", number="T-9042")

    answer = listed(signed_in(Role.ICM_CO_ORDINATOR), q=asked)

    assert found.number in answer.text
    assert world.standard.number not in answer.text


@pytest.mark.parametrize("asked", ["%", "_", "\\", "'", '"; drop table', "\x00", "a" * 300, "é"])
def test_search_survives_any_text(signed_in, world, asked):
    assert listed(signed_in(Role.ICM_CO_ORDINATOR), q=asked).status_code == 200


def test_filters_narrow_the_list_and_stay_in_the_address(world, signed_in):
    client = signed_in(Role.ICM_CO_ORDINATOR)

    answer = listed(client, route="enhanced")

    assert world.person.number in answer.text
    assert world.standard.number not in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "2"])
def test_a_page_that_does_not_exist_shows_one_that_does(world, signed_in, page):
    assert world.person.number in listed(signed_in(Role.ICM_CO_ORDINATOR), page=page).text


def test_released_people_are_shown_only_when_asked_for(world, signed_in):
    client = signed_in(Role.HQ)

    assert world.released.number not in listed(client).text
    assert world.released.number in listed(client, released="on").text


def test_the_log_names_exactly_who_was_shown(world, signed_in):
    before = Consultation.objects.count()

    listed(signed_in(Role.ICM_CO_ORDINATOR), route="enhanced")

    written = Consultation.objects.latest("pk")
    assert Consultation.objects.count() == before + 1
    assert written.persons == [world.person.pk]
    assert written.user == world.user(Role.ICM_CO_ORDINATOR)


def test_list_costs_the_same_for_any_number(world, signed_in, assert_constant_queries):
    client = signed_in(Role.ICM_CO_ORDINATOR)

    assert_constant_queries(add_row=persons.person, call=lambda: listed(client))


def test_list_costs_at_most_six_queries(world, signed_in, django_assert_max_num_queries):
    client = signed_in(Role.ICM_CO_ORDINATOR)
    listed(client)

    # One of them asks whom a co-ordinator only expects.
    with django_assert_max_num_queries(6):
        listed(client)


def test_a_number_finds_that_person_and_nobody_like_it(world, signed_in):
    right, near = persons.person(number="T-77123"), persons.person(number="T-77124")

    text = listed(signed_in(Role.ICM_CO_ORDINATOR), q="t-77123").text

    assert right.number in text
    assert near.number not in text
