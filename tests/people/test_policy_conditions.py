"""Closed or less secure, and what is a return to closed conditions."""

import pytest

from icm.people.models import Person
from icm.people.policy.conditions import CLOSED, LESS_SECURE, is_closed, is_return


@pytest.mark.parametrize(
    ("before", "after", "returns"),
    [
        ("nte", "mainstream", True),
        ("open", "mainstream", True),
        ("open", "nte", False),
        ("mainstream", "mainstream", False),
        ("mainstream", "open", False),
        ("ciu", "mainstream", False),
        ("ccu", "mainstream", False),
        ("open", "", False),
    ],
)
def test_a_return_needs_both_sides_known(before, after, returns):
    assert is_return(before, after) is returns


def test_every_part_is_closed_less_secure_or_not_said():
    """The units for women: the guidance says nothing of them."""
    unsaid = {part for part in Person.Location.values if is_closed(part) is None}

    assert unsaid == {"ciu", "ccu"}
    assert set(Person.Location.values) - unsaid == CLOSED | LESS_SECURE
