"""Filters are never wrong: what is not understood is left out, the rest counts."""

import pytest

from icm.pages.forms import PeopleFilter, WorkFilter
from icm.policy.roles import Role

pytestmark = pytest.mark.django_db


def test_what_is_not_understood_is_left_out(asking):
    form = PeopleFilter(
        {"route": "sideways", "level": "high", "q": " jo "}, principals=asking(Role.HQ)
    )

    assert form.wanted() == {"level": "high", "q": "jo"}


def test_establishments_are_offered_to_whoever_has_several(asking):
    assert "establishment" in PeopleFilter({}, principals=asking(Role.HQ)).fields
    assert "establishment" not in WorkFilter({}, principals=asking(Role.ICM_CO_ORDINATOR)).fields
