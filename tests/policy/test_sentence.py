"""Sentence arithmetic in days, and the days on which nobody is released."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.policy import sentence
from icm.policy.calendar import is_holiday
from icm.policy.facts import Term

STARTS = st.dates(date(1980, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "term", "end", "days"),
    [
        (date(2025, 3, 3), Term(years=6), date(2031, 3, 2), 2191),
        (date(2026, 1, 12), Term(years=4), date(2030, 1, 11), 1461),
        (date(2026, 6, 1), Term(months=18), date(2027, 11, 30), 548),
        (date(2026, 2, 2), Term(years=2), date(2028, 2, 1), 730),
        (date(2026, 1, 31), Term(months=1), date(2026, 2, 27), 28),
        (date(2026, 1, 1), Term(weeks=2, days=3), date(2026, 1, 17), 17),
    ],
)
def test_a_sentence_ends_the_day_before_its_anniversary(start, term, end, days):
    assert sentence.term_end(start, term) == end
    assert sentence.length(start, end) == days


@pytest.mark.parametrize(
    ("start", "days", "fraction", "day"),
    [
        pytest.param(date(2026, 6, 1), 548, Fraction(3, 10), date(2026, 11, 12), id="30%"),
        pytest.param(date(2026, 6, 1), 548, Fraction(2, 5), date(2027, 1, 6), id="40%"),
        pytest.param(date(2026, 6, 1), 548, Fraction(1, 2), date(2027, 3, 1), id="50%"),
        pytest.param(date(2026, 6, 1), 1, Fraction(1, 2), date(2026, 6, 1), id="a single day"),
    ],
)
def test_a_fraction_is_served_when_the_first_whole_day_completes_it(start, days, fraction, day):
    assert sentence.served(start, days, fraction) == day


@given(STARTS, st.integers(1, 15000), st.fractions(Fraction(1, 100), 1))
def test_a_served_fraction_is_the_first_day_to_reach_it(start, days, fraction):
    day = sentence.served(start, days, fraction)
    whole = (day - start).days + 1

    assert whole >= days * fraction > whole - 1


@pytest.mark.parametrize(
    ("reached", "released"),
    [
        pytest.param(date(2026, 9, 7), date(2026, 9, 7), id="Monday stays"),
        pytest.param(date(2026, 9, 9), date(2026, 9, 9), id="Wednesday stays"),
        pytest.param(date(2026, 9, 10), date(2026, 9, 9), id="Thursday goes to Wednesday"),
        pytest.param(date(2026, 9, 11), date(2026, 9, 10), id="Friday goes to Thursday"),
        pytest.param(date(2026, 9, 12), date(2026, 9, 10), id="Saturday goes to Thursday"),
        pytest.param(date(2026, 9, 13), date(2026, 9, 10), id="Sunday goes to Thursday"),
        pytest.param(date(2026, 5, 25), date(2026, 5, 21), id="holiday Monday goes to Thursday"),
        pytest.param(date(2026, 12, 24), date(2026, 12, 23), id="the day before Christmas"),
        pytest.param(date(2026, 12, 28), date(2026, 12, 23), id="behind Christmas and a weekend"),
        pytest.param(date(2025, 1, 2), date(2024, 12, 30), id="a holiday Thursday"),
    ],
)
def test_nobody_is_released_before_a_weekend_or_holiday(reached, released):
    assert sentence.suitable_day(reached) == released


@pytest.mark.parametrize(
    ("reached", "released"),
    [
        pytest.param(date(2023, 9, 8), date(2023, 9, 8), id="Friday stayed"),
        pytest.param(date(2023, 9, 10), date(2023, 9, 8), id="Sunday went to Friday"),
        pytest.param(date(2023, 12, 26), date(2023, 12, 22), id="Christmas went to Friday"),
    ],
)
def test_the_older_rule_only_left_weekends_and_holidays(reached, released):
    assert sentence.weekday_before(reached) == released


@given(STARTS)
def test_a_release_is_never_later_and_never_on_an_excepted_day(reached):
    released = sentence.suitable_day(reached)

    assert reached - timedelta(days=14) <= released <= reached
    assert released.weekday() < 4
    assert not is_holiday(released)
    assert not is_holiday(released + timedelta(days=1))
    assert released.weekday() != 3 or sentence.is_excepted(reached)


@pytest.mark.parametrize(
    ("term", "readable"),
    [
        (None, False),
        (Term(), False),
        (Term(years=1, days=-1), False),
        (Term(days=1), True),
        (Term(years=4), True),
    ],
)
def test_a_term_that_says_no_length_cannot_be_read(term, readable):
    assert sentence.is_readable(term) is readable


@pytest.mark.parametrize(
    ("start", "term", "days", "long"),
    [
        pytest.param(None, Term(years=4), None, True, id="four years"),
        pytest.param(None, Term(years=3, months=12), None, True, id="the same in months"),
        pytest.param(None, Term(years=3, months=11, days=30), None, False, id="a day short"),
        pytest.param(date(2026, 1, 12), None, 1461, True, id="in days, a leap year within"),
        pytest.param(date(2026, 1, 12), None, 1460, False, id="in days, a day short"),
        pytest.param(date(1896, 3, 1), None, 1460, True, id="in days, no leap year within"),
        pytest.param(None, None, None, False, id="nothing at all"),
    ],
)
def test_four_years_or_more_is_long(start, term, days, long):
    assert sentence.is_at_least(48, start, term, days) is long
