"""Who may open which page: every address, every role, in two worlds that must not see each other.

For somebody who may know of the person, a page is open (200) or not theirs (403); for all others it is not there
(404). The table names, for each address, the roles to whom it is open.
"""

import pytest

from icm.policy.roles import Role
from tests.access import addresses
from tests.access.matrix import (
    ABOUT_A_PERSON,
    ABOUT_NOBODY,
    ACTS,
    ALL,
    BEGINS_ELSEWHERE,
    CHAIR,
    FRONT,
    HQ,
    ICM,
    MATRIX,
    NATIONAL,
    PAROLE,
    SOCIAL_WORK,
)
from tests.access.secrets import KNOW
from tests.access.survey import BUTTONS

# The survey needs the rows that migrations made: before any test that empties tables.
pytestmark = pytest.mark.django_db


def expected(name: str, role: Role | None) -> int:
    if name == "pages:home" and role in BEGINS_ELSEWHERE:
        return 302
    if role in MATRIX[name]:
        return 200
    if name in ABOUT_NOBODY:
        return 200 if MATRIX[name] is ALL else 403
    return 403 if name in ABOUT_A_PERSON and role in KNOW else 404


def expected_from_there(name: str, role: Role) -> int:
    """Whoever works in the other world knows of nobody here; national roles are of both."""
    if name in ABOUT_NOBODY or role in NATIONAL:
        return expected(name, role)
    return 404


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_each_page_is_open_to_those_of_the_table_and_nobody_else(name, surveyed):
    found = {role: answer.status for role, answer in surveyed.here[name].items()}

    assert found == {role: expected(name, role) for role in found}


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_nobody_sees_into_the_other_world(name, surveyed):
    found = {role: answer.status for role, answer in surveyed.there[name].items()}

    if name == "people:end_glass":
        assert found.pop(Role.RESIDENTIAL_OFFICER) == 405  # their own, and only a button
    assert found == {role: expected_from_there(name, role) for role in found}


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_nobody_sees_anything_without_signing_in(name, surveyed):
    answer = surveyed.anonymous[name]

    assert answer.status == 302
    assert answer.leads_to.startswith("/account/login/")


@pytest.mark.parametrize("name", ACTS)
def test_an_act_sent_by_somebody_it_is_not_open_to_changes_nothing(name, surveyed):
    assert surveyed.posted[name] == (403, 404, 404)
    assert surveyed.changed_by_posting[name] == 0


@pytest.mark.parametrize("name", sorted(BUTTONS))
def test_a_button_is_no_page(name, surveyed):
    assert {answer.status for answer in surveyed.here[name].values()} == {405}


def test_every_address_is_in_the_table():
    assert set(addresses.ours()) == set(MATRIX) | BUTTONS


def test_every_exception_is_still_needed():
    names = {name for name, _ in addresses.patterns()}
    starts = addresses.ELSEWHERE

    assert [start for start in starts if not any(name.startswith(start) for name in names)] == []


def test_who_knows_is_who_the_table_says():
    assert ICM | FRONT | SOCIAL_WORK | CHAIR | HQ | PAROLE == KNOW
