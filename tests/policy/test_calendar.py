"""Working days, holidays, hours and months as Scotland counts them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from icm.policy import calendar
from icm.policy.calendar import BeyondCalendar

LAST_MOMENT = datetime.max.replace(tzinfo=UTC)
DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("on", "what"),
    [
        pytest.param(date(2026, 1, 1), True, id="New Year's Day"),
        pytest.param(date(2026, 1, 2), True, id="second of January, Scotland only"),
        pytest.param(date(2026, 8, 3), True, id="Scotland's summer holiday"),
        pytest.param(date(2026, 8, 31), False, id="England's summer holiday"),
        pytest.param(date(2026, 4, 6), False, id="Easter Monday, no holiday in Scotland"),
        pytest.param(date(2026, 11, 30), True, id="St Andrew's Day"),
        pytest.param(date(2026, 12, 28), True, id="Boxing Day moved from a Saturday"),
    ],
)
def test_public_holidays_are_scotlands(on, what):
    assert calendar.is_holiday(on) is what


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        pytest.param(date(2026, 3, 2), 10, date(2026, 3, 16), id="two plain weeks"),
        pytest.param(date(2026, 3, 7), 1, date(2026, 3, 9), id="a Saturday counts from Monday"),
        pytest.param(date(2026, 12, 24), 1, date(2026, 12, 29), id="over Christmas"),
        pytest.param(date(2025, 12, 31), 2, date(2026, 1, 6), id="over two New Year holidays"),
        pytest.param(date(2026, 3, 2), 0, date(2026, 3, 2), id="no day at all"),
    ],
)
def test_working_days_after(start, n, due):
    assert calendar.working_days_after(start, n) == due


@given(DAYS, st.integers(1, 30))
def test_the_nth_working_day_has_n_working_days_behind_it(start, n):
    due = calendar.working_days_after(start, n)
    between = [start + timedelta(days=d) for d in range(1, (due - start).days + 1)]

    assert calendar.is_working_day(due)
    assert sum(map(calendar.is_working_day, between)) == n


@given(DAYS, st.integers(-600, 600))
def test_months_are_added_as_dateutil_adds_them(day, months):
    assert calendar.add_months(day, months) == day + relativedelta(months=months)


@pytest.mark.parametrize(
    ("admitted", "limit"),
    [
        pytest.param("2026-03-03T14:00", "2026-03-06T14:00", id="plain"),
        pytest.param("2026-03-27T14:00", "2026-03-30T15:00", id="clocks go forward"),
        pytest.param("2026-10-24T14:00", "2026-10-27T13:00", id="clocks go back"),
        pytest.param("2026-03-26T23:30", "2026-03-30T00:30", id="and so a day later"),
    ],
)
def test_72_hours_are_elapsed_hours_on_the_scottish_clock(admitted, limit):
    admitted = datetime.fromisoformat(admitted)  # no time zone: as Scotland's clocks read
    read = calendar.hours_after(admitted, 72)

    assert read.replace(tzinfo=None).isoformat(timespec="minutes") == limit
    assert read == calendar.hours_after(admitted.replace(tzinfo=calendar.LONDON), 72)


def test_a_moment_in_utc_is_told_as_the_scottish_clock_reads_it():
    summer = datetime(2026, 7, 1, 13, 5, tzinfo=UTC)

    assert calendar.moment_in_words(calendar.in_scotland(summer)) == "1 July 2026 at 14:05"


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: calendar.is_working_day(date(2101, 1, 3)), id="holidays not known"),
        pytest.param(lambda: calendar.is_holiday(date(1800, 1, 3)), id="holidays not yet kept"),
        pytest.param(lambda: calendar.working_days_after(date(2100, 12, 30), 3), id="past the end"),
        pytest.param(lambda: calendar.add_days(date.max, 1), id="after the last day"),
        pytest.param(lambda: calendar.add_days(date(2026, 1, 1), 10**12), id="too many days"),
        pytest.param(lambda: calendar.add_months(date.max, 1), id="after the last month"),
        pytest.param(lambda: calendar.add_months(date.min, -1), id="before the first month"),
        pytest.param(lambda: calendar.hours_after(LAST_MOMENT, 72), id="after the last hour"),
    ],
)
def test_beyond_the_calendar_there_is_one_refusal(ask):
    with pytest.raises(BeyondCalendar):
        ask()
