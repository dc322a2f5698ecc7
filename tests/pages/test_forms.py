"""Filters are never wrong: what is not understood is left out, the rest counts."""

import pytest

from icm.clocks.policy import RULES
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


def test_only_rules_that_ask_and_roles_that_own_one_are_offered(asking):
    fields = WorkFilter({}, principals=asking(Role.HQ)).fields
    rules = {value for value, _ in fields["rule"].choices}
    owners = {value for value, _ in fields["owner"].choices}

    assert {"CSA-72H", "PSS-6M"} <= rules
    assert not {"PSS-ANY", "PSS-NOT-RISK"} & rules
    assert owners == {"", *(rule.owner.value for rule in RULES if rule.owner)}
