"""What a search changed is said of each conference, with the reason that moved it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conferences.policy.placing import Case, Pin, Room, Stood, Time
from conferences.policy.placing.changing import ALIKE, NEW, TOO_NEAR, changes
from tests.conferences.test_policy_placing import FIRST, WEEK, estate, member, schedule

MONDAY, TUESDAY = FIRST, FIRST + timedelta(days=1)
MORNING, LATER = Time(MONDAY, 570, 630), Time(MONDAY, 840, 900)
TWO = (Room(key=1, name="Room 1", week=WEEK), Room(key=2, name="Room 2", week=WEEK))


def case(key=1, stood=None, **values):
    return Case(key=key, person=100 + key, stood=stood, **values)


def changed(made):
    return {one.case: one for one in changes(schedule(made))}


def test_the_same_facts_change_nothing():
    first = schedule(estate([case(1), case(2)], rooms=TWO))
    again = [case(one.case, Stood(one.time, one.room)) for one in first.placed]

    assert changes(schedule(estate(again, rooms=TWO))) == ()


def test_what_is_new_is_said_to_be():
    assert changed(estate([case()]))[1].because == (NEW,)


def test_a_pin_is_no_change():
    assert changed(estate([case(stood=Stood(MORNING, 1), pin=Pin(LATER, 1))])) == {}


def test_a_proposal_nobody_fixed_in_time_moves_and_says_so():
    near = Stood(Time(FIRST - timedelta(days=7), 570, 630), 1)

    found = changed(estate([case(stood=near)]))[1]

    assert found.because == (TOO_NEAR,)
    assert found.after.time.on >= FIRST


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"closed": frozenset([MONDAY])}, "No room is free then any more."),
        ({"chairs": 0}, "No co-ordinator is there to chair at any free time."),
    ],
)
def test_the_establishment_says_why(values, said):
    found = changed(estate([case(stood=Stood(MORNING, 1))], **values))[1]

    assert found.because == (said,)


def test_a_member_who_is_away_moves_it():
    away = member(7, {MONDAY: None})

    found = changed(estate([case(stood=Stood(MORNING, 1), core=(7,))], [away]))[1]

    assert found.after.time.on != MONDAY
    assert found.because == ("Member 7 (Prison-based social worker) is not there then.",)


def test_whoever_is_more_pressing_takes_its_room():
    narrow = (Room(key=1, name="Room 1", week=WEEK[:1]),)
    pressing = case(2, due_on=MONDAY, weight=7)

    found = changed(estate([case(stood=Stood(MORNING, 1), weight=1), pressing], rooms=narrow))

    assert found[1].because == ("The room is needed then for another conference.",)
    assert found[2].because == (NEW,)


def test_a_member_needed_at_another_conference_moves_it():
    worker, narrow = member(7), (*(replace(room, week=WEEK[:1]) for room in TWO),)
    pressing = case(2, due_on=MONDAY, weight=7, core=(7,))

    found = changed(
        estate([case(stood=Stood(MORNING, 1), core=(7,)), pressing], [worker], rooms=narrow)
    )

    assert found[1].because == (
        "Member 7 (Prison-based social worker) is at another conference then.",
    )


def test_a_chair_needed_elsewhere_moves_it():
    narrow = tuple(replace(room, week=WEEK[:1]) for room in TWO)

    found = changed(
        estate(
            [case(stood=Stood(MORNING, 1)), case(2, due_on=MONDAY, weight=7)],
            rooms=narrow,
            chairs=1,
        )
    )

    assert found[1].because == ("No co-ordinator is left then to chair.",)


def test_a_better_time_is_taken():
    late = Stood(Time(FIRST + timedelta(weeks=5), 570, 630), 1)

    found = changed(estate([case(stood=late, due_on=MONDAY, weight=7)]))[1]

    assert found.because[0].startswith("The time found now is better for it")


def test_the_room_it_had_is_kept_or_said_to_be_gone():
    kept = changed(estate([case(stood=Stood(MORNING, 2))], rooms=TWO))
    assert kept == {}

    shut = (TWO[0], replace(TWO[1], closed_from=MONDAY))
    gone = changed(estate([case(stood=Stood(MORNING, 2))], rooms=shut))[1]
    assert (gone.after, gone.because) == (
        Stood(MORNING, 1),
        ("The room is not free then any more.",),
    )
    both = changed(estate([case(1, Stood(MORNING, 2)), case(2, Stood(MORNING, 2))], rooms=TWO))
    assert both[2].because == (ALIKE,)
