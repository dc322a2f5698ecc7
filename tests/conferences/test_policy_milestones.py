"""When the Initial, Pre-Progression and Pre-Release conferences fall due."""

import pytest

from conferences.policy import initial_due, preprogression_due
from icm.policy.facts import DateFacts, Facts, Legal
from tests.policy.examples import TODAY, day, event, life, outcome_of, plain, sentence, serving

STP = plain("stp", "2026-06-01", months=18)
LTP = plain("ltp", "2026-03-02", years=10)
UNTRIED = Facts(legal=Legal.UNTRIED, admitted_on=day("2026-06-01"))
NOBODY_KNOWS = Facts(legal=Legal.SENTENCED, admitted_on=day("2026-06-01"))


def with_events(case, *events, **more):
    return serving(case, events=tuple(event(*one) for one in events), **more)


def released(case, on, *events, **more):
    """Somebody whose day of release was entered, as after a decision of the Parole Board."""
    return with_events(case, *events, dates=(DateFacts(kind="release", on=day(on)),), **more)


@pytest.mark.parametrize("rule", ["CC-INITIAL-6M", "CC-PREPROG-12M", "CC-PRERELEASE"])
@pytest.mark.parametrize(
    ("facts", "status"),
    [
        (serving(STP), "does not apply"),
        (UNTRIED, "does not apply"),
        (NOBODY_KNOWS, "unknown"),
        (serving(sentence("ltp", None, years=6)), "unknown"),
    ],
    ids=["standard", "untried", "no warrant recorded", "no day of sentence"],
)
def test_conferences_are_for_the_enhanced_route(rule, facts, status):
    outcome = outcome_of(rule, facts)

    assert outcome.status == status
    assert bool(outcome.settle) == (status == "unknown")


class TestCcInitial6m:
    @pytest.mark.parametrize(
        ("held", "on", "status"),
        [
            (None, "2026-09-02", "due"),
            (None, "2026-09-03", "overdue"),
            ("2026-09-02", TODAY, "met"),
            ("2026-09-03", TODAY, "met late"),
            ("2025-09-03", TODAY, "overdue"),
        ],
        ids=["last day", "day after", "held", "held late", "held in an earlier stay"],
    )
    def test_is_within_six_months_of_sentence(self, held, on, status):
        events = (("conference-initial", held),) if held else ()

        outcome = outcome_of("CC-INITIAL-6M", with_events(LTP, *events), on)

        assert (outcome.status, outcome.due_on) == (status, day("2026-09-02"))

    def test_shows_the_count_from_admission_beside_it(self):
        remanded = outcome_of("CC-INITIAL-6M", serving(LTP, admitted="2025-11-03"))
        unknown = outcome_of("CC-INITIAL-6M", Facts(sentences=(LTP,)))

        assert remanded.due_on == unknown.due_on == day("2026-09-02")
        assert "3 November 2025, it would be 3 May 2026" in remanded.basis
        assert "admission is not recorded" in unknown.basis

    def test_counts_from_the_day_of_sentence_not_from_a_backdated_start(self):
        backdated = plain("ltp", "2025-11-03", imposed="2026-03-02", years=10)

        assert outcome_of("CC-INITIAL-6M", serving(backdated)).due_on == day("2026-09-02")
        assert initial_due(day("2026-08-31"), TODAY) == day("2027-02-28")

    def test_is_no_substitute_for_a_recall_conference(self):
        recalled = serving(sentence("recalled", "2020-03-02", years=8))

        assert outcome_of("CC-INITIAL-6M", recalled).status == "does not apply"


class TestCcPreprog12m:
    """Progression of LTP, ten years: PQD 2 March 2031, window 2 March 2029."""

    @pytest.mark.parametrize(
        ("events", "on", "status", "due"),
        [
            pytest.param((), "2028-03-02", "due", "2028-03-02", id="from the earliest progression"),
            pytest.param((), "2028-03-03", "overdue", "2028-03-02", id="the day after"),
            pytest.param(
                (("progression-scheduled", "2030-05-10"),), TODAY, "due", "2029-05-10", id="scheduled"
            ),
            pytest.param((("conference-preprogression", "2028-03-02"),), "2028-04-03", "met", "2028-03-02", id="met"),
            pytest.param(
                (("conference-preprogression", "2028-03-03"),), "2028-04-03", "met late", "2028-03-02", id="late"
            ),
        ],
    )  # fmt: skip
    def test_is_twelve_months_before_progression(self, events, on, status, due):
        outcome = outcome_of("CC-PREPROG-12M", with_events(LTP, *events), on)

        assert (outcome.status, outcome.due_on) == (status, day(due))

    @pytest.mark.parametrize(
        ("on", "status", "due", "changes"),
        [
            pytest.param("2028-03-03", "overdue", "2028-03-02", "2029-03-03", id="before progression"),
            pytest.param("2029-03-02", "overdue", "2028-03-02", "2029-03-03", id="on its earliest day"),
            pytest.param("2029-03-03", "unknown", None, "2036-03-02", id="the day after"),
        ],
    )  # fmt: skip
    def test_with_nothing_scheduled_is_not_overdue_for_ever(self, on, status, due, changes):
        outcome = outcome_of("CC-PREPROG-12M", serving(LTP), on)

        assert (outcome.status, outcome.due_on) == (status, day(due))
        assert outcome.next_change_on == day(changes)
        assert ("set by the RMT or ICM team" in outcome.settle) is (status == "unknown")

    def test_the_earliest_day_standing_in_for_a_schedule_is_a_local_choice(self):
        scheduled = with_events(LTP, ("progression-scheduled", "2030-05-10"))

        stated = outcome_of("CC-PREPROG-12M", scheduled)
        assert (len(stated.sources), stated.stands_on) == (1, "")
        stood_in = outcome_of("CC-PREPROG-12M", serving(LTP))
        assert [source.is_local for source in stood_in.sources] == [False, True]
        assert "stands in" in stood_in.stands_on

    @pytest.mark.parametrize(
        ("location", "status"),
        [
            ("nte", "does not apply"),
            ("ciu", "does not apply"),
            ("open", "does not apply"),
            ("ccu", "does not apply"),
            ("mainstream", "due"),
            ("", "due"),
        ],
    )
    def test_is_not_for_people_who_have_moved_on(self, location, status):
        assert outcome_of("CC-PREPROG-12M", serving(LTP, location=location)).status == status

    def test_follows_the_schedule_recorded_last(self):
        facts = serving(
            LTP,
            events=(
                event("progression-scheduled", "2031-05-10", recorded_on=day("2026-05-01")),
                event("progression-scheduled", "2030-05-10", recorded_on=day("2026-06-01")),
            ),
        )

        assert outcome_of("CC-PREPROG-12M", facts).due_on == day("2029-05-10")

    @pytest.mark.parametrize(
        ("case", "why"),
        [
            pytest.param(plain("ltp", "2026-03-02", years=6), "folded into the Initial", id="six years"),
            pytest.param(plain("ltp", "2026-01-12", years=4), "folded into the Initial", id="four years"),
            pytest.param(sentence("stso", "2026-02-02", years=2), "folded into the Initial", id="two years, sexual"),
            pytest.param(life("2026-02-02", 5), "folded into the Initial", id="life, a short punishment part"),
            pytest.param(plain("ltp", "2015-06-08", years=18), "before the guidance", id="long before 2024"),
        ],
    )  # fmt: skip
    def test_is_not_possible_where_its_day_came_too_early(self, case, why):
        outcome = outcome_of("CC-PREPROG-12M", serving(case))

        assert (outcome.status, outcome.due_on) == ("not possible", None)
        assert why in outcome.why
        assert outcome.staff.startswith("Pre-Progression case conference: not possible, because ")

    def test_is_not_possible_where_release_comes_first(self):
        case = plain("sro", "2026-06-01", years=3, supervision_months=6)
        late = with_events(case, ("progression-scheduled", "2027-12-01"))

        outcome = outcome_of("CC-PREPROG-12M", late)

        assert "release on 22 April 2027 comes before" in outcome.why

    def test_a_seven_year_sentence_falls_two_days_short_and_eight_do_not(self):
        seven, eight = plain("ltp", "2026-03-02", years=7), plain("ltp", "2026-03-02", years=8)

        assert outcome_of("CC-PREPROG-12M", serving(seven)).status == "not possible"
        assert outcome_of("CC-PREPROG-12M", serving(eight)).status == "due"

    def test_one_held_all_the_same_is_met(self):
        six = plain("ltp", "2026-03-02", years=6)
        facts = with_events(six, ("conference-preprogression", "2026-06-01"))

        assert outcome_of("CC-PREPROG-12M", facts).status == "met late"

    @pytest.mark.parametrize(
        ("case", "status"),
        [
            (sentence("stso", "2026-06-02", months=8), "does not apply"),
            (sentence("olr", "2026-06-02"), "unknown"),
            (sentence("recalled", "2020-03-02", years=8), "unknown"),
        ],
        ids=["under twelve months", "no punishment part", "recalled"],
    )
    def test_needs_a_progression_to_count_from(self, case, status):
        assert outcome_of("CC-PREPROG-12M", serving(case)).status == status

    def test_a_schedule_counts_though_the_day_of_sentence_is_not_recorded(self):
        undated = with_events(
            sentence("ltp", None, years=6), ("progression-scheduled", "2028-03-01")
        )

        assert outcome_of("CC-PREPROG-12M", undated).due_on == day("2027-03-01")

    @pytest.mark.parametrize(
        ("on", "status"),
        [
            pytest.param("2024-06-23", "does not apply", id="last day before the guidance"),
            pytest.param("2024-06-24", "due", id="its first day"),
        ],
    )
    def test_speaks_from_24_june_2024(self, on, status):
        facts = serving(plain("ltp", "2024-03-04", years=10))

        assert outcome_of("CC-PREPROG-12M", facts, on).status == status
        assert preprogression_due(day("2026-09-01"), TODAY) == day("2025-09-01")


class TestCcPrerelease:
    @pytest.mark.parametrize(
        ("facts", "due"),
        [
            pytest.param(serving(LTP), "2035-05-30", id="EDL"),
            pytest.param(serving(sentence("stso", "2026-02-02", years=2)), "2026-11-01", id="licence"),
            pytest.param(
                serving(sentence("extended", "2026-03-02", years=8, extension_months=24)),
                "2033-12-01", id="extended: the end of the custodial term",
            ),
            pytest.param(released(LTP, "2031-09-02"), "2031-06-02", id="granted parole"),
            pytest.param(released(life(), "2030-01-15"), "2029-10-15", id="life, release directed"),
        ],
    )  # fmt: skip
    def test_is_three_months_before_release(self, facts, due):
        assert outcome_of("CC-PRERELEASE", facts).due_on == day(due)

    @pytest.mark.parametrize(
        ("held", "status"), [("2026-11-01", "met"), ("2026-11-02", "met late"), (None, "overdue")]
    )
    def test_is_met_by_its_conference(self, held, status):
        events = (("conference-prerelease", held),) if held else ()
        facts = with_events(sentence("stso", "2026-02-02", years=2), *events)

        assert outcome_of("CC-PRERELEASE", facts, "2027-01-04").status == status

    def test_is_not_possible_where_release_follows_sentence_too_soon(self):
        short = serving(sentence("stso", "2026-10-05", months=5))

        outcome = outcome_of("CC-PRERELEASE", short)

        assert outcome.status == "not possible"
        assert "less than 3 months after sentence" in outcome.why

    @pytest.mark.parametrize(
        ("case", "status"),
        [
            (life(), "does not apply"),
            (sentence("sro", "2026-06-01", months=18), "unknown"),
            (sentence("recalled", "2020-03-02", years=8), "unknown"),
        ],
        ids=["life: only the Board releases", "an exclusion not recorded", "recalled"],
    )
    def test_needs_a_release_to_count_from(self, case, status):
        assert outcome_of("CC-PRERELEASE", serving(case)).status == status

    def test_after_a_recall_an_earlier_conference_does_not_count(self):
        recalled = sentence("recalled", "2020-03-02", years=8)
        earlier = ("conference-prerelease", "2025-01-07")
        facts = released(recalled, "2026-12-15", earlier, admitted="2026-02-02")

        assert outcome_of("CC-PRERELEASE", facts).status == "overdue"
