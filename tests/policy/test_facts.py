"""Facts answer for events by kind, and can be read as they stood on an earlier day."""

from datetime import date

import pytest

from icm.policy.facts import DateFacts, EventKind, Facts, Level
from icm.policy.past import as_of
from tests.policy.examples import day, event, plain, review, serving

FACTS = Facts(
    events=(
        event("lscmi", "2026-03-01"),
        event("lscmi", "2025-03-01"),
        event("conference-initial", "2025-06-01"),
    )
)


def test_events_are_found_by_kind_oldest_first():
    assert [one.on.year for one in FACTS.all(EventKind.LSCMI)] == [2025, 2026]
    assert FACTS.first(EventKind.LSCMI).on == date(2025, 3, 1)
    assert FACTS.latest(EventKind.LSCMI).on == date(2026, 3, 1)
    assert FACTS.first_since(EventKind.LSCMI, date(2025, 3, 2)).on == date(2026, 3, 1)
    assert FACTS.first_since(EventKind.LSCMI, date(2026, 3, 2)) is None


def test_an_event_that_never_was_is_none():
    assert FACTS.first(EventKind.REFERRAL) is None
    assert FACTS.latest(EventKind.REFERRAL) is None
    assert FACTS.all(EventKind.REFERRAL) == ()


def test_as_of_a_day_after_everything_gives_back_the_very_facts():
    assert as_of(FACTS, date(2026, 3, 1)) is FACTS


def test_as_of_leaves_out_what_came_later_but_keeps_what_was_planned():
    facts = serving(
        plain("ltp", "2025-01-01", years=6),
        plain("stp", "2026-05-01", months=6),
        events=(
            event("lscmi", "2025-02-01"),
            event("lscmi", "2026-02-01"),
            event("progression-scheduled", "2027-02-01"),
        ),
        reviews=(
            review("72h", "2025-01-03", "high", before="high"),
            review(
                "6m",
                "2025-07-01",
                "medium",
                before="high",
                proposed_on=day("2025-06-20"),
                proposed_level=Level.MEDIUM,
                notice_on=day("2025-06-25"),
            ),
        ),
    )

    stood = as_of(facts, date(2025, 6, 22))

    assert [one.on.isoformat() for one in stood.events] == ["2025-02-01", "2027-02-01"]
    assert [one.start_on.year for one in stood.sentences] == [2025]
    first, second = stood.reviews
    assert first == facts.reviews[0]
    assert (second.decided_on, second.level_after, second.notice_on) == (None, None, None)
    assert second.proposed_level is Level.MEDIUM
    earlier = as_of(facts, date(2025, 6, 1)).reviews[1]
    assert (earlier.proposed_on, earlier.proposed_level) == (None, None)
    last = as_of(facts, date(2025, 8, 1))
    assert last.reviews == facts.reviews


@pytest.mark.parametrize(
    ("entered", "on", "counts"),
    [
        pytest.param("2026-03-02", "2026-03-01", False, id="the day before it was entered"),
        pytest.param("2026-03-02", "2026-03-02", True, id="the day it was entered"),
        pytest.param(None, "2020-01-01", True, id="nobody knows when it was entered"),
    ],
)
def test_a_date_counts_from_the_day_it_was_entered(entered, on, counts):
    facts = Facts(dates=(DateFacts(kind="pqd", on=day("2030-01-01"), entered_on=day(entered)),))

    assert bool(as_of(facts, day(on)).dates) is counts
