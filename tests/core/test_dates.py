"""Dates as people read them."""

from datetime import UTC, date, datetime

import pytest

from icm.core.dates import day, moment


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2026, 3, 3), "3 March 2026"),
        (date(2024, 2, 29), "29 February 2024"),
        (datetime(2026, 12, 31, 9, tzinfo=UTC), "31 December 2026"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026"),
        (None, "not known"),
    ],
)
def test_day_is_written_as_people_say_it(value, written):
    assert day(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (datetime(2026, 1, 5, 14, 5, tzinfo=UTC), "5 January 2026 at 14:05"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026 at 00:30"),
        (None, "not known"),
    ],
)
def test_moment_follows_the_clock_in_scotland(value, written):
    assert moment(value) == written
