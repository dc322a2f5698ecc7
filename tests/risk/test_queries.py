"""What is read of reviews."""

import pytest

from icm.people.models import Person
from icm.policy.roles import Role
from risk import queries
from risk.queries.letters import change
from tests.factories import persons
from tests.factories.receptions import decided


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("low", "high", "raised"),
        ("high", "medium", "lowered"),
        ("medium", "medium", "kept"),
        ("", "medium", ""),
    ],
)
def test_change_says_how_a_level_moves(before, after, word):
    assert change(before, after) == word


def test_the_page_of_reviews_costs_the_same_for_any_number(world, assert_constant_queries):
    chair = world.user(Role.RMT_CHAIR)
    held = frozenset({"view"})

    assert_constant_queries(
        add_row=lambda: decided(Person.objects.get(pk=world.standard.pk), chair),
        call=lambda: queries.reviews_page(world.standard, held, persons.TODAY),
    )


def test_what_a_review_regards_is_named_by_the_rules():
    assert len(queries.criteria(persons.TODAY)) == 7
