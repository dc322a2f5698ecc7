"""A pattern of shifts repeats in whole weeks; before the first one nothing is known."""

from datetime import date

import pytest

from icm.people.policy.shifts import shift_on

WEEK = ["early", "early", "late", "late", "day", "rest", "rest"]
FORTNIGHT = [*WEEK, "night", "night", "night", "rest", "rest", "rest", "early"]
MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("on", "shift"),
    [
        pytest.param(date(2026, 11, 1), "", id="the day before the first pattern"),
        pytest.param(date(2026, 11, 2), "early", id="its first day"),
        pytest.param(date(2026, 11, 9), "night", id="its second week"),
        pytest.param(date(2026, 11, 15), "early", id="its last day"),
        pytest.param(date(2026, 11, 16), "early", id="it begins again"),
        pytest.param(date(2026, 11, 25), "night", id="its second week again"),
    ],
)
def test_a_pattern_repeats_from_its_monday_on(on, shift):
    assert shift_on([(MONDAY, FORTNIGHT)], on) == shift


def test_the_newest_pattern_that_has_begun_counts():
    later = (date(2026, 11, 23), ["rest"] * 7)
    patterns = [later, (MONDAY, WEEK)]

    assert shift_on(patterns, date(2026, 11, 22)) == "rest"  # Sunday of the old one
    assert shift_on(patterns, date(2026, 11, 18)) == "late"  # Wednesday of the old one
    assert shift_on(patterns, date(2026, 11, 25)) == "rest"  # Wednesday of the new one


def test_nothing_is_known_without_a_pattern():
    assert shift_on([], MONDAY) == ""
