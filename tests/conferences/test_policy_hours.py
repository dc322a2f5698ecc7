"""The hours of a week are typed as one writes them, and what is no hour is said so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conferences.policy import hours
from conferences.policy.hours import NotHours, Span


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", []),
        ("09:30-10:30", [Span(0, 570, 60)]),
        (" 0930 - 10.30 ; 14:00 to 15:30", [Span(0, 570, 60), Span(0, 840, 90)]),
        (
            "10:30-11:30, 09:30-10:30",
            [Span(0, 570, 60), Span(0, 630, 60)],
        ),  # one begins as one ends
    ],
)
def test_hours_are_read(typed, spans):
    assert hours.read(0, typed) == spans


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("09:30", "write each hour as"),
        ("9h30-10h30", "is no time"),
        ("10:30-09:30", "ends before it begins"),
        ("09:30-09:30", "ends before it begins"),
        ("09:30-16:30", "one conference takes 15 to 240"),
        ("09:30-10:30, 10:00-11:00", "overlap"),
        ("24:00-25:00", "is no time"),
        ("09:30-10:30-11:30", "write each hour as"),
    ],
)
def test_what_is_no_hour_is_refused_with_the_reason(typed, said):
    with pytest.raises(NotHours, match=said):
        hours.read(0, typed)


def test_hours_on_two_days_do_not_overlap():
    assert hours.overlap([Span(0, 570, 60), Span(1, 570, 60)]) == ""


@given(st.sets(st.integers(0, 22), max_size=8))
def test_what_is_said_of_hours_can_be_typed_again(starts):
    week = [Span(3, start * 60, 45) for start in sorted(starts)]

    assert hours.read(3, hours.typed(week, 3)) == week
    assert hours.typed(week, 2) == ""


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0, 1, 2, 3, 4), "Monday to Friday 09:30-10:30"),
        ((0, 1), "Monday and Tuesday 09:30-10:30"),
        ((0, 2), "Monday, Wednesday 09:30-10:30"),
        ((6,), "Sunday 09:30-10:30"),
        ((), ""),
    ],
)
def test_days_alike_are_said_together(days, said):
    assert hours.in_words([hours.Span(day, 570, 60) for day in days]) == said


def test_a_week_in_words():
    week = [Span(1, 570, 60), Span(0, 840, 60), Span(0, 570, 60)]

    assert hours.in_words(week) == "Monday 09:30-10:30, 14:00-15:00; Tuesday 09:30-10:30"
