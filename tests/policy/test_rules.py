"""A rule speaks only while it is in force, and never raises for a date beyond the calendar."""

from datetime import date

import pytest

from icm.policy.calendar import add_days
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.duty import Duty, Ground
from icm.policy.facts import Facts
from icm.policy.rules import Rule, Status

OLD, NEW = Source("Manual", "p.1"), Source("Guidance", "§6")
DUTY = Duty("CC-X", "A conference", None, "meet you", "met you", "standing")


def says(word):
    return lambda facts, on: DUTY.holds(on, word, word, word, Ground((NEW,)))


RULE = DUTY.rule(
    Since(date(2007, 1, 1), says("old"), OLD), Since(date(2024, 6, 24), says("new"), NEW)
)


@pytest.mark.parametrize(
    ("on", "shape"),
    [
        pytest.param(date(2024, 6, 23), "old", id="last day of the old shape"),
        pytest.param(date(2024, 6, 24), "new", id="first day of the new shape"),
    ],
)
def test_the_shape_in_force_on_the_day_answers(on, shape):
    assert RULE.evaluate(Facts(), on).basis == shape


def test_before_its_first_day_a_rule_does_not_apply_and_says_when_it_will():
    outcome = RULE.evaluate(Facts(), date(2006, 12, 31))

    assert (outcome.status, outcome.next_change_on) == (Status.NOT_APPLICABLE, date(2007, 1, 1))
    assert outcome.sources == (OLD,)


def test_after_its_last_day_a_rule_does_not_apply():
    ended = Dated(
        "CC-X", "A conference", Since(date(2007, 1, 1), says("old"), OLD), ends=date(2010, 1, 1)
    )
    rule = Rule("CC-X", "A conference", None, "standing", ended)

    assert rule.evaluate(Facts(), date(2010, 1, 1)).status is Status.MET
    after = rule.evaluate(Facts(), date(2010, 1, 2))
    assert (after.status, after.next_change_on) == (Status.NOT_APPLICABLE, None)


def test_a_date_beyond_the_calendar_is_unknown_and_says_what_would_settle_it():
    rule = DUTY.rule(
        Since(date(2007, 1, 1), lambda facts, on: says("x")(facts, add_days(date.max, 1)), OLD)
    )

    outcome = rule.evaluate(Facts(), date(2026, 1, 1))

    assert outcome.status is Status.UNKNOWN
    assert "9999-12-31" in outcome.basis
    assert outcome.settle
    assert outcome.law == "2007-01-01"
    assert outcome.sources[0].standing is Standing.STATED
