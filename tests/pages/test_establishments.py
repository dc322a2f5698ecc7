"""Establishment numbers are counted over what the asker may know of."""

import pytest
from django.urls import reverse

from icm.pages.queries.establishments import one_establishment
from icm.policy.roles import Role
from tests.factories import persons
from tests.pages.test_work import due

pytestmark = pytest.mark.django_db


def test_headquarters_sees_every_establishment_with_people(world, signed_in):
    text = signed_in(Role.HQ).get(reverse("pages:establishments")).text

    assert "HMP Barlinnie" in text
    assert "HMP Perth" in text


def test_others_see_their_own(world, signed_in):
    text = signed_in(Role.ICM_CO_ORDINATOR).get(reverse("pages:establishments")).text

    assert "HMP Barlinnie" in text
    assert "HMP Perth" not in text


@pytest.mark.parametrize(("slug", "status"), [("barlinnie", 200), ("perth", 404), ("nowhere", 404)])
def test_one_establishment_is_there_for_those_with_people_in_it(world, signed_in, slug, status):
    due(world.person, status="overdue", days=-3)

    answer = signed_in(Role.ICM_CO_ORDINATOR).get(reverse("pages:establishment", args=[slug]))

    assert answer.status_code == status


def test_everybody_is_counted_once_however_many_are_allocated_to_them(world, asking):
    found = one_establishment(asking(Role.ICM_CO_ORDINATOR), "barlinnie", on=persons.TODAY)

    counts = {fact.key: fact.value for fact in found.facts}
    assert counts["People"] == "3"
    assert counts["Without a personal officer"] == "2"
