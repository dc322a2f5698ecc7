"""Guessing becomes slow where it happens; an hour of it at one terminal keeps nobody out at another."""

from datetime import timedelta

import pytest

from icm.kiosk import policy

HOUR = timedelta(hours=1)


def test_two_slips_cost_nothing_and_more_cost_more():
    waits = [policy.wait_after(failures) for failures in range(10)]

    assert waits[:3] == [timedelta(0)] * 3
    assert waits[3:] == sorted(waits[3:])
    assert waits[3] == timedelta(minutes=1)
    assert waits[9] == policy.WAITS[-1]


def test_an_hour_at_one_terminal_never_fills_the_count_of_all_terminals():
    """Whoever guesses as fast as they may from one terminal."""
    at, failures, level, since = timedelta(0), 0, 0, timedelta(0)
    fullest = 0
    while at < 24 * HOUR:
        level = policy.left_of(level, at - since)
        since = at
        level, failures = level + 1, failures + 1
        fullest = max(fullest, level)
        at += policy.wait_after(failures)

    assert fullest < policy.ACCOUNT_TRIES


def test_all_terminals_together_allow_ten_tries_in_an_hour_and_then_one_every_six_minutes():
    assert policy.ACCOUNT_TRIES == 10
    assert policy.left_of(10, HOUR) == 0
    assert policy.left_of(10, timedelta(minutes=6)) == 9
    assert policy.left_of(3, -HOUR) == 3


@pytest.mark.parametrize(
    ("pin", "plain"),
    [
        ("111111", True),
        ("121212", True),
        ("123456", True),
        ("890123", True),
        ("654321", True),
        ("900123", True),  # the number
        ("321009", True),  # and backwards
        ("704951", False),
        ("135797", False),
    ],
)
def test_a_pin_that_others_would_try_first_is_refused(pin, plain):
    assert bool(policy.too_plain(pin, "900123")) is plain
