"""Moments typed as a day and a time, and forms that are safe to send twice."""

from datetime import UTC, date, time

import pytest
from django.core.exceptions import ValidationError

from icm.core.forms import DateParts
from icm.core.sending import Once, TimeOfDay, Today, moment_of


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        pytest.param(date(2026, 1, 5), time(9, 30), "05/01 09:30", id="winter"),
        pytest.param(date(2026, 7, 5), time(9, 30), "05/07 08:30", id="summer"),
        pytest.param(date(2026, 10, 25), time(1, 30), "25/10 00:30", id="first"),
    ],
)
def test_moment_of_is_by_the_clock_in_scotland(day, at, moment):
    assert f"{moment_of(day, at).astimezone(UTC):%d/%m %H:%M}" == moment


def test_moment_of_refuses_an_hour_that_the_clocks_skipped():
    with pytest.raises(ValidationError, match="went forward"):
        moment_of(date(2026, 3, 29), time(1, 30))


@pytest.mark.parametrize("typed", ["14:05", "14.05", "1405"])
def test_time_of_day_is_read_as_people_write_it(typed):
    assert TimeOfDay().clean(typed) == time(14, 5)


@pytest.mark.parametrize("typed", ["25:00", "noon", "2 pm"])
def test_time_of_day_says_how_to_write_it(typed):
    with pytest.raises(ValidationError, match="24-hour clock"):
        TimeOfDay().clean(typed)


def test_each_page_names_what_it_is_about_to_record_anew():
    first, second = (str(Once()["reference"]) for _ in range(2))

    assert first != second


class _Met(Today, Once):
    until_today = ("met_on",)
    from_today = ("again_on",)
    met_on = DateParts()
    again_on = DateParts()


@pytest.mark.parametrize(
    ("met", "again", "refused"),
    [
        pytest.param("2026-11-22", "2026-11-22", [], id="today is both"),
        pytest.param("2026-11-23", "2026-11-22", ["met_on"], id="not come yet"),
        pytest.param("2026-11-22", "2026-11-21", ["again_on"], id="passed"),
    ],
)
def test_a_day_that_must_have_come_or_must_not_have_passed(met, again, refused):
    typed = {"reference": "a", "met_on": met, "again_on": again}

    assert [*_Met(typed, today=date(2026, 11, 22)).errors] == refused
