"""Conferences of the invented estate: each with its event, most with a decision, nobody on the enhanced route without a
next one."""

from datetime import date
from functools import cache
from random import Random

from icm.demo.estate.plan import slots
from icm.demo.estate.records import record
from icm.policy.facts import EventKind, RouteSlug

ON = date(2026, 11, 21)


@cache
def records():
    planned = slots(500, Random(7))
    return [record(index, slot, seed=7, on=ON) for index, slot in enumerate(planned)]


def meetings():
    return [(one, meeting) for one in records() for meeting in one.meetings]


def share(test, found):
    return sum(1 for one in found if test(*one)) / len(found)


def test_each_comes_with_the_event_that_says_when_it_was_or_will_be():
    for one in records():
        named = {
            done.of.index: done
            for done in one.happenings
            if done.of and done.of.table == "meetings"
        }

        assert sorted(named) == list(range(len(one.meetings)))
        for number, meeting in enumerate(one.meetings):
            assert named[number].on == (meeting.held_on or meeting.starts_at.date())
            assert (named[number].kind is EventKind.CC_PLANNED) is (meeting.held_on is None)


def test_they_are_made_then_fixed_then_invited_to():
    for _, meeting in meetings():
        assert meeting.made_at < meeting.fixed_at < meeting.starts_at
        assert meeting.invited_at is None or meeting.fixed_at < meeting.invited_at


def test_most_decide_what_is_next_and_some_name_what_it_waits_for():
    held = [pair for pair in meetings() if pair[1].held_on]

    assert 0.7 < share(lambda _, one: bool(one.next_on or one.next_when), held) < 0.95
    assert 0.02 < share(lambda _, one: bool(one.next_when), held) < 0.4


def test_over_a_third_are_invited_to_late():
    invited = [pair for pair in meetings() if pair[1].invited_at]

    late = share(lambda _, one: (one.starts_at - one.invited_at).days < 28, invited)
    assert 0.25 < late < 0.6


def test_some_people_asked_for_one_and_some_moved_back():
    enhanced = [one for one in records() if one.route is RouteSlug.ENHANCED]

    for kind in (EventKind.CC_ASKED, EventKind.BACK_IN_CLOSED):
        with_it = [one for one in enhanced if any(done.kind is kind for done in one.happenings)]
        assert 0 < len(with_it) < len(enhanced) * 0.1
