"""A schedule breaks no hard rule, moves no pin, is at least as full as taking each in turn, and says why."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conferences.policy.hours import Span
from conferences.policy.placing import Case, Estate, Member, Pin, Room, Taken, Time, rules
from conferences.policy.placing.options import choices
from conferences.policy.placing.solving import search
from conferences.policy.placing.telling import tell
from icm.policy.calendar import is_holiday

ON = date(2026, 11, 23)
FIRST = ON + timedelta(weeks=4)
DAYS = [ON + timedelta(number) for number in range(84)]
WEEK = tuple(Span(day, start, 60) for day in range(2) for start in (570, 630, 840))
LONGER = tuple(Span(day, start, 90) for day in range(2) for start in (600, 840))
EFFORT = 2.0
MEMBER = "Member 7 (Prison-based social worker)"


def member(key, hours=None, **values):
    return Member(
        key=key,
        name=f"Member {key}",
        party="Prison-based social worker",
        hours=hours or {},
        **values,
    )


def estate(cases, members=(), *, rooms=None, weeks=12, chairs=2, **values):
    return Estate(
        on=ON,
        weeks=weeks,
        first_on=FIRST,
        rooms=rooms or (Room(key=1, name="Room 1", week=WEEK),),
        members={one.key: one for one in members},
        cases=tuple(cases),
        chairs=tuple(member(900 + number) for number in range(chairs)),
        **values,
    )


def schedule(made):
    return tell(made, search(made, effort=EFFORT), {"fife": "Fife"})


@st.composite
def hours(draw):
    """There on some days, away on others; of the days left out nothing is known."""
    there = st.sampled_from([(480, 1020), (480, 720), None, "unknown"])
    drawn = draw(st.lists(there, min_size=7, max_size=7))
    return {day: drawn[day.weekday()] for day in DAYS if drawn[day.weekday()] != "unknown"}


def drawn_case(draw, key, keys):
    return Case(
        key=key,
        person=draw(st.integers(100, 106)),
        minutes=draw(st.sampled_from([45, 60, 90])),
        due_on=draw(st.none() | st.sampled_from(DAYS)),
        weight=draw(st.sampled_from([1, 3, 5])),
        secure=draw(st.integers(0, 3)) == 0,
        video=draw(st.integers(0, 3)) == 0,
        council=draw(st.sampled_from(["", "fife", "moray"])),
        core=tuple(draw(st.lists(keys, max_size=2, unique=True))),
        officer=draw(st.none() | keys),
        busy=tuple(
            Time(day, 540, 720) for day in draw(st.lists(st.sampled_from(DAYS[28:]), max_size=2))
        ),
        refused=frozenset(
            draw(st.lists(st.tuples(st.sampled_from(DAYS[28:42]), st.just(570)), max_size=3))
        ),
    )


@st.composite
def estates(draw):
    """Five weeks in which dates can be had, few rooms, members shared by many."""
    rooms = tuple(
        Room(
            key=number,
            name=f"Room {number}",
            week=draw(st.sampled_from([WEEK, LONGER, WEEK[:2]])),
            secure=draw(st.booleans()),
            video=draw(st.booleans()),
            closed_from=draw(st.none() | st.sampled_from(DAYS)),
        )
        for number in range(1, draw(st.integers(1, 3)) + 1)
    )
    members = [member(key, draw(hours())) for key in range(1, 5)]
    keys = st.integers(1, 4)
    cases = [drawn_case(draw, key, keys) for key in range(1, draw(st.integers(1, 14)) + 1)]
    taken = tuple(
        Taken(Time(day, 570, 630), draw(st.sampled_from([None, 1])))
        for day in draw(st.lists(st.sampled_from(DAYS[28:42]), max_size=2))
    )
    return estate(
        cases, members, rooms=rooms, weeks=draw(st.integers(5, 7)),
        chairs=draw(st.integers(0, 2)), taken=taken,
        closed=frozenset(draw(st.lists(st.sampled_from(DAYS[28:42]), max_size=2))),
    )  # fmt: skip


def hard_rules_broken(made, found):
    """Each written anew, from the facts alone."""
    cases = {case.key: case for case in made.cases}
    rooms = {room.key: room for room in made.rooms}
    for placed in found.placed:
        case, room, time = cases[placed.case], rooms[placed.room], placed.time
        if placed.pinned:
            continue
        yield "hour", Span(time.on.weekday(), time.start, time.minutes) in room.week
        yield "length", time.minutes >= case.minutes
        yield "notice", FIRST <= time.on < ON + timedelta(weeks=made.weeks)
        yield "open", room.is_open(time.on) and time.on not in made.closed
        yield "holiday", not is_holiday(time.on)
        yield "secure", room.secure or not case.secure
        yield "video", room.video or not case.video
        yield "person", not any(time.meets(other) for other in case.busy)
        yield "refused", (time.on, time.start) not in case.refused
        yield "core", all(made.members[key].is_free(time) is not False for key in case.core)
        yield (
            "fixed",
            not any(time.meets(other) and key == placed.room for other, key in made.taken),
        )
    for one, other in combinations(found.placed, 2):
        if one.time.meets(other.time):
            mine, theirs = cases[one.case], cases[other.case]
            yield "room", one.room != other.room
            yield "twice", mine.person != theirs.person and not set(mine.core) & set(theirs.core)
    for placed in found.placed:
        at = Time(placed.time.on, placed.time.start, placed.time.start + 1)
        going_on = sum(at.meets(one.time) for one in found.placed)
        going_on += sum(at.meets(other) for other, _ in made.taken)
        yield "chair", going_on <= len(made.chairs)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(estates())
def test_no_hard_rule_is_broken_and_nothing_is_left_out(made):
    found = schedule(made)

    assert [rule for rule, holds in hard_rules_broken(made, found) if not holds] == []
    told = [placed.case for placed in found.placed] + [one.case for one in found.unplaced]
    assert sorted(told) == [case.key for case in made.cases]
    assert all(one.because for one in found.unplaced)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(estates())
def test_at_least_as_many_are_placed_as_by_taking_each_in_turn(made):
    found = search(made, effort=EFFORT)

    assert found.first_come <= len(found.chosen) <= found.most
    assert found.cost_bound <= found.cost


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(estates())
def test_the_same_facts_give_the_same_schedule(made):
    assert schedule(made).placed == schedule(made).placed


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(estates(), st.integers(0, 13), st.sampled_from(DAYS[28:35]))
def test_a_pin_stays_and_all_else_goes_round_it(made, which, on):
    case = made.cases[which % len(made.cases)]
    pin = Pin(Time(on, 570, 630), 1)
    pinned = tuple(replace(one, pin=pin) if one is case else one for one in made.cases)
    made = replace(made, cases=pinned, taken=())

    found = schedule(made)

    kept = next(placed for placed in found.placed if placed.case == case.key)
    assert (kept.pinned, kept.time, kept.room) == (True, pin.time, pin.room)
    others = [one for one in found.placed if one is not kept and one.time.meets(pin.time)]
    assert all(one.room != pin.room for one in others)
    sharing = {
        one.key for one in made.cases if set(one.core) & set(case.core) or one.person == case.person
    }
    assert not sharing & {one.case for one in others}


def test_taking_each_in_turn_is_beaten_where_somebody_else_needs_the_only_time():
    """The first could come at any time and takes the only one at which the second could."""
    only = {day: (570, 630) if day == FIRST else None for day in DAYS}
    cases = [Case(key=1, person=1), Case(key=2, person=2, core=(7,))]

    found = search(estate(cases, [member(7, only)]), effort=EFFORT)

    assert (found.first_come, len(found.chosen), found.most) == (1, 2, 2)


def test_those_of_greater_risk_come_first_when_late():
    cases = [
        Case(key=key, person=key, due_on=ON, weight=weight) for key, weight in ((1, 1), (2, 7))
    ]
    one_a_week = (Room(key=1, name="Room 1", week=(Span(0, 570, 60),)),)

    found = schedule(estate(cases, rooms=one_a_week))

    times = {placed.case: placed.time.on for placed in found.placed}
    assert times[2] < times[1]


def test_the_cases_of_one_council_are_placed_on_one_day():
    cases = [
        Case(key=key, person=key, council="fife", due_on=FIRST + timedelta(13)) for key in (1, 2, 3)
    ]

    found = schedule(estate(cases))

    assert len({placed.time.on for placed in found.placed}) == 1
    assert all("With 2 more of Fife on that day." in placed.met for placed in found.placed)


def test_the_officers_shift_decides_between_two_times():
    mornings = {day: (420, 900) if day.weekday() == 1 else None for day in DAYS}
    case = Case(key=1, person=1, officer=5, due_on=FIRST + timedelta(6))

    placed = schedule(estate([case], [member(5, mornings)])).placed[0]

    assert (placed.time.on.weekday(), placed.time.end <= 900) == (1, True)
    assert "Member 5, personal officer, is on shift." in placed.met


@pytest.mark.parametrize(
    ("case", "rooms", "said"),
    [
        (Case(key=1, person=1, secure=True), None, "No secure room is free at any free time."),
        (Case(key=1, person=1, video=True), None, "No room with a video link is free at any free time."),
        (Case(key=1, person=1, minutes=120), None, "No room is free for 120 minutes at any free time."),
        (Case(key=1, person=1, core=(7,)), None, f"{MEMBER} is not there at any free time."),
        (Case(key=1, person=1), (Room(key=1, name="Room 1", week=()),), "No room has a free hour in these weeks."),
    ],
)  # fmt: skip
def test_what_bound_is_said(case, rooms, said):
    away = member(7, dict.fromkeys(DAYS))

    found = schedule(estate([case], [away], rooms=rooms))

    assert found.unplaced[0].because == (said,)


def test_without_a_co_ordinator_nothing_is_placed():
    found = schedule(estate([Case(key=1, person=1)], chairs=0))

    assert found.unplaced[0].because == ("No co-ordinator is there to chair at any free time.",)


def test_two_members_never_there_together_are_both_named():
    mondays = {day: (480, 1020) if day.weekday() == 0 else None for day in DAYS}
    tuesdays = {day: (480, 1020) if day.weekday() == 1 else None for day in DAYS}
    case = Case(key=1, person=1, core=(7, 8))

    because = (
        schedule(estate([case], [member(7, mondays), member(8, tuesdays)])).unplaced[0].because
    )

    assert because[0] == "No free time suits everybody who must be there."
    assert {text.split(" (")[0] for text in because[1:]} == {"Member 7", "Member 8"}
    assert all("at which all else would suit" in text for text in because[1:])


def test_who_lost_to_others_is_told_by_what_they_took():
    one_hour = (Room(key=1, name="Room 1", week=(Span(0, 570, 60),)),)
    cases = [Case(key=key, person=key, weight=3) for key in range(1, 11)]

    found = schedule(estate(cases, rooms=one_hour))

    assert len(found.placed) == found.found.most == 6  # eight Mondays, two of them holidays
    assert found.unplaced[0].because == (
        "Everybody could come at 6 times, and others come before it at all of them.",
        "At 6 times every room is taken.",
    )


def test_what_speaks_against_a_pin_is_said():
    pin = Pin(Time(FIRST, 570, 630), 1)
    away = member(7, {FIRST: None})
    case = Case(
        key=1,
        person=1,
        core=(7,),
        busy=(Time(FIRST, 540, 600),),
        pin=pin,
        missing=("Community-based social worker",),
    )
    closed = (Room(key=1, name="Room 1", week=WEEK, closed_from=ON),)

    placed = schedule(estate([case], [away], rooms=closed, taken=(Taken(pin.time, 1),))).placed[0]

    assert placed.away == (MEMBER,)
    assert placed.unknown == ("Community-based social worker: nobody is allocated",)
    assert [text.split(" at ")[0].split(" on ")[0] for text in placed.unmet[-3:]] == [
        "The person is engaged elsewhere",
        "The room cannot be used",
        "Another conference is fixed in that room",
    ]


def test_no_member_or_co_ordinator_counts_twice_for_a_fixed_conference():
    """One co-ordinator: at the hour of a fixed conference nothing else can be held."""
    taken = Taken(Time(FIRST, 570, 630), None)
    made = estate([Case(key=1, person=1)], chairs=1, taken=(taken,))

    times = Counter(option.cell.time for option in choices(made).of[1])

    assert taken.time not in times
    assert Time(FIRST, 630, 690) in times


def test_every_shift_has_its_hours_and_every_level_its_weight():
    assert rules.hours_of("early", ON) == (420, 900)
    assert rules.hours_of("night", ON) is None
    assert rules.hours_of("rest", ON) is None
    assert rules.priority("very-high", ON) > rules.priority("", ON) > rules.priority("low", ON)
