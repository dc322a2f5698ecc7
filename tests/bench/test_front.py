"""What is made of the looks at a page."""

import pytest

from bench import front
from bench._browser import Look


@pytest.mark.parametrize(
    ("values", "expected"),
    [([7.0], 7), ([3, 1, 2], 3), (list(range(1, 21)), 19), (list(range(1, 101)), 95)],
)
def test_p95_is_the_value_that_95_of_100_do_not_exceed(values, expected):
    assert front.p95(values) == expected


def test_a_page_twice_as_slow_as_its_empty_layout_meets_its_goal_and_one_slower_does_not():
    empty = [Look(200, 16, 0, 2, 4), Look(300, 16, 0, 2, 4)]
    twice = [Look(400, 24, 0.01, 2, 4), Look(600, 24, 0.03, 2, 4)]
    slower = [Look(500, 24, 0, 2, 4), Look(700, 24, 0, 2, 4)]

    assert [one.good for one in front._of_page("a page", twice, empty)] == [
        True, True, False, True, True,
    ]  # fmt: skip
    assert [one.good for one in front._of_page("a page", slower, empty)][-1] is False


def test_a_browser_that_measured_nothing_is_no_fast_page():
    with pytest.raises(AssertionError, match="did not say"):
        list(front._of_page("a page", [Look(0, 16, 0, 2, 4)], [Look(200, 16, 0, 2, 4)]))
