"""Who is conferred about next, when and why: fixed, asked for, judged, decided or proposed."""

from datetime import date

import pytest

from conferences.policy import paces, targeting
from conferences.policy.kinds import Kind
from conferences.policy.targeting import Basis, Priority, difference, next_step
from icm.clocks.policy import evaluate
from icm.policy.conference_facts import ConferenceFacts, JudgedFacts
from icm.policy.facts import DateFacts, Facts, Term, WaiverFacts
from tests.policy.examples import TODAY, day, event, plain, sentence, serving

LTP = plain("ltp", "2024-09-02", years=14)
INITIAL = event("conference-initial", "2025-02-10")
LAST = event("conference-periodic", "2026-02-10")
BEFORE = event("lscmi", "2025-01-10", value="medium")


def step(facts, on=TODAY):
    return next_step(facts, evaluate(facts, day(on) if isinstance(on, str) else on), on=on)


def after(band, *more, **facts):
    """Somebody assessed at a level, with an Initial and a periodic one of 10 February 2026."""
    assessed = (
        (event("lscmi", "2025-01-20", value=band),) if band else (event("lscmi", "2025-01-20"),)
    )
    return serving(LTP, events=(INITIAL, LAST, *assessed, *more), **facts)


def changed(kind, on="2026-02-01"):
    """A change before the last conference, so that no conference about it is outstanding."""
    return event("significant-change", on, value=kind)


class TestAProposal:
    @pytest.mark.parametrize(
        ("band", "due", "priority"),
        [
            ("very-high", "2026-08-10", Priority.FIRST),
            ("high", "2026-11-10", Priority.FIRST),
            ("medium", "2027-02-10", Priority.FIRST),
            ("low", "2028-02-10", Priority.MINIMAL),
            ("very-low", "2028-02-10", Priority.MINIMAL),
            ("", "2027-02-10", Priority.FIRST),
        ],
    )
    def test_follows_the_level_assessed(self, band, due, priority):
        found = step(after(band))

        assert (found.kind, found.basis) == (Kind.PERIODIC, Basis.PROPOSED)
        assert (found.on, found.priority) == (day(due), priority)
        assert any("months at most" in reason for reason in found.reasons)

    @pytest.mark.parametrize("kind", ["offence", "removal", "relapse", "non-compliance"])
    def test_comes_sooner_where_things_go_badly(self, kind):
        found = step(after("medium", changed(kind)))

        assert found.on == day("2026-08-10")
        assert any(reason.startswith("Things went badly (") for reason in found.reasons)

    @pytest.mark.parametrize("kind", ["goals", "sustained", "progress"])
    def test_comes_later_where_things_go_well(self, kind):
        assert step(after("medium", changed(kind))).on == day("2027-05-10")

    def test_is_not_put_off_by_progress_where_something_went_badly_too(self):
        facts = after("medium", changed("goals"), changed("relapse", "2026-01-15"))

        assert step(facts).on == day("2026-08-10")

    def test_counts_a_change_for_twelve_months(self):
        facts = after("medium", changed("relapse", "2026-02-01"))

        assert step(facts, date(2027, 2, 1)).on == day("2026-08-10")
        assert step(facts, date(2027, 2, 2)).on == day("2027-02-10")

    @pytest.mark.parametrize(
        ("release", "due"),
        [
            pytest.param("2027-11-21", "2026-08-10", id="in twelve months"),
            pytest.param("2027-11-22", "2027-02-10", id="in twelve months and a day"),
        ],
    )
    def test_comes_sooner_near_release(self, release, due):
        dates = (DateFacts(kind="release", on=day(release)),)

        assert step(after("medium", dates=dates)).on == day(due)

    def test_waits_for_release_once_the_pre_release_was_held(self):
        found = step(after("medium", event("conference-prerelease", "2026-11-02")))

        assert (found.kind, found.waits) == (
            Kind.PREPROGRESSION,
            "",
        )  # far off, and still asked for
        life = sentence("life", "2015-09-15", punishment_part=Term(years=11))
        lifer = serving(life, events=(INITIAL, event("conference-prerelease", "2026-11-02")))
        assert (step(lifer).on, step(lifer).waits) == (None, targeting.RELEASE_WAITS)

    def test_says_each_reason_once(self):
        waits = ConferenceFacts(
            kind="periodic",
            made_on=day("2025-12-01"),
            held_on=day("2026-02-10"),
            next_waits=True,
        )
        life = sentence("life", "2015-09-15", punishment_part=Term(years=11))
        found = step(serving(life, events=(INITIAL, LAST), conferences=(waits,)))

        assert (found.on, found.waits) == (None, targeting.WAITS_AS_SAID)
        assert len(set(found.reasons)) == len(found.reasons)

    def test_waits_where_no_day_can_be_told_for_the_first_one(self):
        waived = WaiverFacts(
            rule="CC-INITIAL-6M", due_on=day("2026-12-01"), by="A", on=day("2026-11-03"), why="B"
        )
        found = step(serving(sentence("sro", "2026-06-01", months=18), waivers=(waived,)))

        assert (found.kind, found.on, found.waits) == (Kind.INITIAL, None, targeting.FIRST_WAITS)


class TestWhatIsAskedFor:
    def test_the_initial_comes_first(self):
        found = step(serving(plain("ltp", "2026-09-01", years=10)))

        assert (found.kind, found.basis, found.on) == (Kind.INITIAL, Basis.RULE, day("2027-03-01"))
        assert found.reasons[0].startswith("CC-INITIAL-6M: Within 6 months of sentence")

    def test_a_recall_asks_for_its_own_conference(self):
        recalled = sentence("recalled", "2020-03-02", years=8)

        assert step(serving(recalled, admitted="2026-11-02")).kind is Kind.RECALL

    def test_a_change_brings_it_forward_and_comes_first_though_assessed_as_low(self):
        found = step(after("low", changed("health", "2026-11-02")))

        assert (found.kind, found.on) == (Kind.EVENT, day("2026-12-14"))
        assert found.priority is Priority.FIRST

    def test_what_is_asked_for_later_is_named_beside_it(self):
        facts = after(
            "low", changed("health", "2026-11-02"), event("conference-asked", "2026-11-03")
        )

        found = step(facts)

        assert (found.kind, found.on) == (Kind.REQUESTED, day("2026-11-17"))
        assert "After an event is asked for too, by 14 December 2026." in found.reasons

    def test_what_was_set_aside_asks_for_nothing(self):
        waiver = WaiverFacts(
            rule="CC-EVENT", due_on=day("2026-12-14"), by="A", on=day("2026-11-03"), why="B"
        )
        found = step(after("medium", changed("health", "2026-11-02"), waivers=(waiver,)))

        assert found.kind is Kind.PERIODIC


class TestWhatWasDecided:
    def decided(self, **what):
        return ConferenceFacts(
            kind="periodic", made_on=day("2025-12-01"), held_on=day("2026-02-10"), **what
        )

    def test_the_last_conference_decides(self):
        conference = self.decided(next_kind="periodic", next_on=day("2027-05-04"))
        found = step(after("very-high", conferences=(conference,)))

        assert (found.basis, found.on) == (Basis.DECIDED, day("2027-05-04"))
        assert "Decided by the conference of 10 February 2026." in found.reasons

    def test_it_may_name_what_brings_the_next_one_about(self):
        found = step(after("low", conferences=(self.decided(next_waits=True),)))

        assert found.waits == targeting.WAITS_AS_SAID
        assert (found.kind, found.on) == (Kind.PREPROGRESSION, day("2028-09-02"))

    def test_what_was_judged_since_counts_instead(self):
        conference = self.decided(next_on=day("2027-05-04"))
        judged = JudgedFacts(kind="periodic", judged_on=day("2026-03-02"), on=day("2026-12-15"))
        found = step(after("low", conferences=(conference,), judged=judged))

        assert (found.basis, found.on) == (Basis.JUDGED, day("2026-12-15"))

    def test_what_was_judged_before_the_last_conference_counts_no_more(self):
        judged = JudgedFacts(kind="periodic", judged_on=day("2026-02-09"), on=day("2026-12-15"))

        assert step(after("low", judged=judged)).basis is Basis.PROPOSED

    def test_a_rule_that_asks_for_one_sooner_comes_before_it(self):
        judged = JudgedFacts(kind="periodic", judged_on=day("2026-03-02"), on=day("2027-12-15"))
        found = step(after("low", changed("health", "2026-11-02"), judged=judged))

        assert found.basis is Basis.RULE


class TestWhatIsFixed:
    FIXED = ConferenceFacts(kind="periodic", made_on=day("2026-09-01"), fixed_for=day("2027-01-12"))

    def test_stands_whatever_has_come_up_since_and_says_what_has(self):
        found = step(after("low", changed("health", "2026-11-02"), conferences=(self.FIXED,)))

        assert (found.kind, found.basis, found.on) == (
            Kind.PERIODIC,
            Basis.FIXED,
            day("2027-01-12"),
        )
        assert any(
            "After an event is asked for by 14 December 2026" in one for one in found.reasons
        )
        assert any("does not move by itself" in one for one in found.reasons)

    def test_counts_no_more_once_its_day_is_past(self):
        found = step(after("low", conferences=(self.FIXED,)), date(2027, 1, 13))

        assert found.basis is Basis.PROPOSED


@pytest.mark.parametrize(
    ("on", "there"),
    [
        pytest.param("2024-06-23", False, id="last day before the guidance"),
        pytest.param("2024-06-24", True, id="its first day"),
    ],
)
def test_speaks_from_24_june_2024(on, there):
    facts = serving(plain("ltp", "2022-03-02", years=10))

    assert (step(facts, day(on)) is not None) is there


@pytest.mark.parametrize("facts", [serving(plain("stp", "2026-06-01", months=18)), Facts()])
def test_is_for_the_enhanced_route(facts):
    assert step(facts) is None


class TestWhatChanged:
    def test_is_said_with_what_is_new(self):
        before, now = step(after("low")), step(after("low", changed("health", "2026-11-02")))

        said = difference(before, now)

        assert said.startswith(
            "It was Periodic by 10 February 2028. It is now After an event by 14 December 2026."
        )
        assert "change in physical or mental health on 2 November 2026" in said

    def test_nothing_is_said_where_only_the_reasons_read_otherwise(self):
        assert difference(step(after("medium")), step(after("medium", changed("transfer")))) == ""

    def test_what_falls_away_is_said_too(self):
        asked = after("low", changed("health", "2026-11-02"))

        said = difference(step(asked), step(after("low")))

        assert said.startswith("It was After an event by 14 December 2026. It is now Periodic by")
        assert "minimal conferencing" in said


def test_every_number_is_a_local_default_and_the_priority_is_the_guidances():
    numbers = (
        paces.PACES,
        paces.NEAR_RELEASE_MONTHS,
        paces.OFTEN_MONTHS,
        paces.LATELY_MONTHS,
        paces.LONGER_MONTHS,
    )

    assert all(number.source(TODAY).is_local for number in numbers)
    assert not targeting.PRIORITY.source(TODAY).is_local
