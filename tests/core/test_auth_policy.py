from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.core.auth import policy

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 2), (4, 4), (5, 8), (9, 128), (10, 256), (11, 300), (10_000, 300)],
)
def test_the_wait_doubles_from_the_third_failure_up_to_five_minutes(failures, seconds):
    assert policy.wait_after(failures) == seconds * SECOND


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (1, 5), (3, 5), (5, 8), (10_000, 300)])
def test_in_a_crowd_only_names_that_failed_there_wait_and_not_for_long(failures, seconds):
    assert policy.wait_after(failures, crowded=True) == seconds * SECOND


@pytest.mark.parametrize(
    ("since", "counting"),
    [(timedelta(hours=23, minutes=59), 7), (timedelta(hours=24), 0)],
    ids=["last minute of the day", "a day later"],
)
def test_failures_are_forgotten_after_a_day(since, counting):
    assert policy.still_counting(7, AT - since, AT) == counting


def test_a_bucket_leaks_one_failure_at_a_time_and_never_below_nothing():
    full = policy.Bucket(3, AT)

    assert full.at(AT + 9 * SECOND) == full
    assert full.at(AT + 15 * SECOND) == policy.Bucket(2, AT + 10 * SECOND)
    assert full.at(AT + timedelta(days=1)) == policy.Bucket(0, AT + timedelta(days=1))


def test_a_full_bucket_says_when_there_is_room_again():
    full = policy.Bucket(policy.CROWD_TRIES, AT)

    assert full.wait(AT) == 10 * SECOND
    assert full.wait(AT + 4 * SECOND) == 6 * SECOND
    assert full.wait(AT + 10 * SECOND) == timedelta(0)


@given(
    level=st.integers(0, 500),
    steps=st.lists(st.integers(0, 120), min_size=1, max_size=8),
)
def test_looking_at_a_bucket_often_leaks_as_much_as_looking_once(level, steps):
    often = policy.Bucket(level, AT)
    for step in range(len(steps)):
        often = often.at(AT + sum(steps[: step + 1]) * SECOND)

    assert often.level == policy.Bucket(level, AT).at(AT + sum(steps) * SECOND).level


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(milliseconds=1), "1 second"),
        (timedelta(seconds=1, milliseconds=1), "2 seconds"),
        (timedelta(seconds=59), "59 seconds"),
        (timedelta(seconds=60), "1 minute"),
        (timedelta(seconds=61), "2 minutes"),
        (timedelta(minutes=5), "5 minutes"),
    ],
)
def test_a_wait_is_said_rounded_up(wait, words):
    assert policy.in_words(wait) == words
