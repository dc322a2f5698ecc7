"""What is counted of conferences that were held: met, not met, or not known, and never a guess."""

from datetime import date

import pytest

from conferences.policy.counting import (
    DEFINED,
    ROLES,
    HeldFacts,
    Measure,
    Presence,
    Share,
    met,
    presence,
    quarter,
    quarters,
    share,
)
from conferences.policy.holding import Came
from conferences.policy.kinds import Party

HELD = date(2026, 9, 30)
OFFICER = Party.OFFICER


def held(**values):
    known = {
        "held_on": HELD,
        "began_on": HELD,
        "due_on": None,
        "invited_on": None,
        "assessed": None,
        "came": {},
    }
    return HeldFacts(**known | values)


@pytest.mark.parametrize(
    ("measure", "values", "answer"),
    [
        (Measure.ASSESSED, {"assessed": True}, True),
        (Measure.ASSESSED, {"assessed": False}, False),
        (Measure.ASSESSED, {}, None),
        (Measure.NOTICE, {"invited_on": date(2026, 9, 2)}, True),
        (Measure.NOTICE, {"invited_on": date(2026, 9, 3)}, False),
        (Measure.NOTICE, {}, None),
        (Measure.IN_TIME, {"due_on": HELD}, True),
        (Measure.IN_TIME, {"due_on": date(2026, 9, 29)}, False),
        (Measure.IN_TIME, {}, None),
        (Measure.OFFICER, {"came": {OFFICER: (Came.ATTENDED,)}}, True),
        (Measure.OFFICER, {"came": {OFFICER: (Came.VIDEO,)}}, True),
        (Measure.OFFICER, {"came": {OFFICER: (Came.WRITTEN,)}}, False),
        (Measure.OFFICER, {"came": {Party.PBSW: (Came.ATTENDED,)}}, False),
        (Measure.OFFICER, {"came": {OFFICER: (None,)}}, None),
        (Measure.OFFICER, {}, None),
    ],
)
def test_each_share_is_met_not_met_or_not_known(measure, values, answer):
    assert met(held(**values), measure) is answer


@pytest.mark.parametrize(
    ("came", "said"),
    [
        ({OFFICER: (Came.ABSENT, Came.VIDEO)}, Presence.VIDEO),
        ({OFFICER: (Came.ABSENT, Came.ATTENDED)}, Presence.THERE),
        ({OFFICER: (Came.WRITTEN,)}, Presence.WRITTEN),
        ({OFFICER: (Came.ABSENT, None)}, Presence.ABSENT),
        ({OFFICER: (None,), Party.PBSW: (Came.ATTENDED,)}, Presence.UNKNOWN),
        ({Party.PBSW: (Came.ATTENDED,)}, Presence.NOT_INVITED),
        ({Party.PBSW: (None,)}, Presence.UNKNOWN),
    ],
)
def test_of_several_for_a_party_the_best_counts(came, said):
    assert presence(came, OFFICER) is said


def test_what_is_not_known_stands_apart():
    assert share([True, False, True, None]) == Share(2, 3, 1)
    assert (share([True, False, True, None]).words, share([True, None]).note) == (
        "2 of 3",
        "100%, 1 not known",
    )
    assert (share([None]).words, share([None]).note) == ("None known", "1 not known")
    assert (share([]).words, share([]).note) == ("None known", "")


def test_quarters_run_back_over_the_turn_of_the_year():
    assert quarter(date(2026, 12, 31)) == date(2026, 10, 1)
    assert quarters(date(2026, 5, 3))[:4] == (
        date(2026, 4, 1),
        date(2026, 1, 1),
        date(2025, 10, 1),
        date(2025, 7, 1),
    )
    assert len(quarters(HELD)) == 8


def test_every_share_is_defined_and_every_role_counted():
    assert set(DEFINED) == set(Measure)
    assert set(ROLES) > {Party.OFFICER}
