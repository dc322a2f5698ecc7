"""The invention itself: proportions, dates that fit, and the faults inspectors found."""

from collections import Counter
from datetime import date
from functools import cache
from random import Random

import pytest

from icm.demo.estate.plan import HELD, INDETERMINATE, LONG, REMAND, Sort, slots
from icm.demo.estate.records import record
from icm.demo.estate.staff import accounts
from icm.people.actions.places import ESTABLISHMENTS, posts
from icm.policy.facts import PLANNED, Band, EventKind, Level, RouteSlug
from icm.policy.roles import Role

ON = date(2026, 11, 21)


@cache
def plan():
    return slots(8300, Random(1))


@cache
def records():
    return [record(index, slot, seed=1, on=ON) for index, slot in enumerate(plan()[:2500], 1)]


def share(wanted, rows):
    rows = list(rows)
    return sum(1 for row in rows if wanted(row)) / len(rows)


def first(one, kind):
    return next((done.on for done in one.happenings if done.kind is kind), None)


def sentenced(slot):
    return slot.sort not in REMAND


def short(slot):
    return sentenced(slot) and slot.sort not in LONG


@pytest.mark.parametrize(
    ("wanted", "among", "expected"),
    [
        pytest.param(lambda slot: slot.sort in REMAND, bool, 0.27, id="remand"),
        pytest.param(lambda slot: slot.sort not in LONG, sentenced, 0.44, id="short-term"),
        pytest.param(lambda slot: slot.sort is not Sort.STP, short, 1 / 3, id="enhanced of them"),
        pytest.param(lambda slot: slot.sort is Sort.LIFE, sentenced, 0.14, id="life"),
        pytest.param(lambda slot: slot.sort is Sort.OLR, sentenced, 0.04, id="OLR"),
    ],
)
def test_kinds_of_sentence_are_in_the_proportions_of_the_reference(wanted, among, expected):
    assert share(wanted, filter(among, plan())) == pytest.approx(expected, abs=0.001)


def test_women_are_where_women_are_held_and_between_four_and_five_in_a_hundred():
    women = [slot for slot in plan() if slot.woman]
    holding = {place.slug for place in ESTABLISHMENTS if place.women}
    assert {slot.establishment for slot in women} == holding
    assert 0.04 < len(women) / len(plan()) < 0.05
    only_women = {place.slug for place in ESTABLISHMENTS if not place.men}
    assert all(slot.woman for slot in plan() if slot.establishment in only_women)


def test_the_open_estate_is_three_fifths_full_and_others_about_full():
    held = Counter(slot.establishment for slot in plan())
    full = {place.slug: held[place.slug] / place.capacity for place in ESTABLISHMENTS}
    assert full.pop("castle-huntly") == pytest.approx(0.6, abs=0.005)
    assert all(0.85 < filled < 1.45 for filled in full.values())


@pytest.mark.parametrize("people", [1, 17, 40, 400, 20_000])
def test_any_number_of_people_can_be_planned(people):
    planned = slots(people, Random(3))
    assert len(planned) == people
    assert {slot.establishment for slot in planned} <= set(HELD)


def test_the_same_seed_gives_the_same_record_and_another_seed_another():
    again = record(7, plan()[6], seed=1, on=ON)
    assert again == records()[6]
    assert record(7, plan()[6], seed=2, on=ON) != again


def test_nobody_in_custody_is_past_their_release():
    days = [(one.dates.get("edl"), one.dates.get("release")) for one in records()]
    assert all(day > ON for pair in days for day in pair if day)


def test_nothing_happened_after_today_or_before_custody():
    for one in records():
        moments = [move.at for move in one.moves]
        assert moments == sorted(moments)
        assert moments[-1].date() <= ON
        for done in one.happenings:
            if done.kind not in PLANNED:
                assert moments[0].date() <= done.on <= ON
            assert done.recorded_at.date() <= ON


def test_only_an_assessment_ends_in_a_band():
    for one in records():
        for done in one.happenings:
            assert (done.value in list(Band)) == (done.kind is EventKind.LSCMI)
            assert done.value == "" or done.kind is EventKind.LSCMI or done.of is not None


def test_the_untried_stay_high_and_less_secure_conditions_are_low():
    for one in records():
        if one.slot.sort is Sort.UNTRIED:
            assert one.supervision_level == Level.HIGH
        if one.slot.location != "mainstream":
            assert one.supervision_level == Level.LOW


def test_levels_follow_from_one_review_to_the_next():
    for one in records():
        before = None
        for review in one.reviews:
            assert review.before is before
            before = review.after or before


def test_most_initial_conferences_were_held_without_an_assessment():
    held = [
        (first(one, EventKind.CC_INITIAL), first(one, EventKind.LSCMI))
        for one in records()
        if first(one, EventKind.CC_INITIAL) and one.slot.sort is not Sort.RECALLED
    ]
    assert 0.5 < share(lambda pair: not pair[1] or pair[1] > pair[0], held) < 0.65


def test_about_a_third_of_long_sentences_in_closed_conditions_are_past_their_window():
    long_kinds = (Sort.LTP, Sort.LONG_EXTENDED, *INDETERMINATE)
    closed = [r for r in records() if r.slot.sort in long_kinds and r.slot.location == "mainstream"]
    past = share(lambda one: one.dates.get("progression-earliest", ON) < ON, closed)
    assert 0.25 < past < 0.42


@pytest.mark.parametrize(
    "is_there",
    [
        pytest.param(lambda r: any(w.facts.start_on is None for w in r.warrants), id="no start"),
        pytest.param(
            lambda r: r.slot.sort in INDETERMINATE and not r.warrants[0].facts.punishment_part,
            id="no punishment part",
        ),
        pytest.param(
            lambda r: any(w.facts.domestic_abuse is None for w in r.warrants),
            id="domestic abuse not known",
        ),
        pytest.param(lambda r: r.route is RouteSlug.UNKNOWN, id="route not known"),
        pytest.param(lambda r: r.admitted_at is None, id="admission not known"),
        pytest.param(lambda r: r.born_on is None, id="birth not known"),
        pytest.param(lambda r: r.arrived_on == ON, id="arrived today"),
        pytest.param(lambda r: bool(r.transfer_to), id="about to be transferred"),
        pytest.param(lambda r: any(e.overrides for e in r.entered), id="date overridden"),
        pytest.param(
            lambda r: r.slot.sort is Sort.RECALLED and first(r, EventKind.CC_INITIAL),
            id="recalled, given an Initial",
        ),
        pytest.param(lambda r: any(not review.after for review in r.reviews), id="review open"),
        pytest.param(lambda r: first(r, EventKind.CORE_SCREEN_PART), id="screen in two sittings"),
        pytest.param(
            lambda r: any(m.to == "castle-huntly" for m in r.moves[:-1]), id="back from open"
        ),
    ],
)
def test_what_goes_wrong_in_records_is_staged(is_there):
    assert any(is_there(one) for one in records())


def test_every_post_is_held_and_officers_have_about_eight_people():
    made = list(accounts(plan()))
    assert {(account.role, account.place) for account in made} == set(posts())
    assert len({account.username for account in made}) == len(made)
    officers = Counter(a.place for a in made if a.role is Role.PERSONAL_OFFICER)
    held = Counter(slot.establishment for slot in plan())
    assert all(6 <= held[place] / officers[place] <= 9 for place in officers)


@pytest.mark.parametrize(
    "on",
    [
        pytest.param(date(2023, 11, 6), id="release at half"),
        pytest.param(date(2025, 2, 11), id="first day of two-fifths"),
        pytest.param(date(2026, 4, 30), id="last day of two-fifths"),
        pytest.param(date(2028, 2, 29), id="leap day"),
    ],
)
def test_any_day_can_be_the_present(on):
    made = [record(index, slot, seed=2, on=on) for index, slot in enumerate(plan()[:400], 1)]
    ends = [day for one in made for day in (one.dates.get("edl"), one.dates.get("release")) if day]
    assert min(ends) > on
    moves = [move.at.date() for one in made for move in one.moves]
    assert max(moves) <= on
