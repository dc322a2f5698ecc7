"""Days for an answer, days to ask again, and from how many people an average is told."""

from datetime import UTC, date, datetime

import pytest

from casework.policy import referrals as policy
from casework.policy.areas import Urgency

MADE = date(2026, 11, 2)
VALUES = [
    policy.ANSWER_DAYS,
    policy.CHASE_DAYS,
    policy.WAIT_MONTHS,
    policy.FEWEST,
    policy.SEEN_DAYS,
]


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        pytest.param(Urgency.TODAY, date(2026, 11, 3), id="today: the next day"),
        pytest.param(Urgency.DAYS, date(2026, 11, 5), id="within days: three days"),
        pytest.param(Urgency.LATER, date(2026, 11, 16), id="it can wait: two weeks"),
        pytest.param("", date(2026, 11, 16), id="nobody said: two weeks"),
    ],
)
def test_csa_refer_an_answer_is_due_by_urgency(urgency, due):
    assert policy.answer_due(MADE, urgency) == due


@pytest.mark.parametrize("urgency", list(Urgency))
def test_every_urgency_has_its_days(urgency):
    assert urgency in policy.ANSWER_DAYS.at(MADE)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.title)
def test_what_no_source_gives_is_shown_as_a_local_default(value):
    assert all(entry.source.is_local for entry in value)


@pytest.mark.parametrize(
    ("expected_on", "asked"),
    [
        pytest.param(date(2027, 1, 4), date(2027, 1, 4), id="on the day it is expected to start"),
        pytest.param(None, date(2026, 11, 30), id="nobody can say: in four weeks"),
        pytest.param(MADE, date(2026, 11, 30), id="expected today: in four weeks"),
    ],
)
def test_when_it_is_asked_about_next(expected_on, asked):
    assert policy.next_chase(MADE, expected_on) == asked


@pytest.mark.parametrize(
    ("days", "count", "shown"),
    [
        pytest.param(12.4, 5, 12, id="five are enough"),
        pytest.param(12.4, 4, None, id="four could name somebody"),
        pytest.param(None, 0, None, id="nobody yet"),
        pytest.param(0.0, 9, 0, id="at once is a wait of no days"),
    ],
)
def test_an_average_is_told_from_five_on(days, count, shown):
    assert policy.average(days, count, MADE) == shown


def test_what_counts_and_what_is_still_seen():
    assert policy.counted_from(MADE) == date(2025, 11, 2)
    assert policy.seen_from(MADE) == date(2026, 10, 5)


def test_a_referral_made_at_night_is_of_the_day_in_scotland():
    assert policy.made_on(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
