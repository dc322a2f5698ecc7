"""The Core Screen's limit and what follows from it; when conferences and the record fall due."""

from datetime import UTC, datetime

import pytest

from casework.policy import initial_due, preprogression_due
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


class TestCsa72h:
    @pytest.mark.parametrize(
        ("screened", "status"),
        [
            pytest.param("2026-06-04T14:00", "met", id="to the hour"),
            pytest.param("2026-06-04T14:01", "met late", id="a minute late"),
            pytest.param("2026-06-04", "met", id="hour not recorded"),
            pytest.param("2026-05-04", "overdue", id="in an earlier stay"),
        ],
    )
    def test_is_counted_in_hours_from_admission(self, screened, status):
        at = datetime.fromisoformat("2026-06-01T14:00").replace(tzinfo=UTC)
        moment = _moment(screened) if "T" in screened else None
        facts = serving(
            STP, admitted_at=at, events=(event("core-screen", screened[:10], at=moment),)
        )

        outcome = outcome_of("CSA-72H", facts)

        assert (outcome.status, outcome.due_on) == (status, day("2026-06-04"))
        assert "1 June 2026 at 15:00" in outcome.basis  # summer time
        assert "every hour is counted" in outcome.stands_on

    @pytest.mark.parametrize(("on", "status"), [("2026-06-04", "due"), ("2026-06-05", "overdue")])
    def test_without_the_hour_is_the_third_day_after(self, on, status):
        assert outcome_of("CSA-72H", serving(STP), on).status == status

    def test_runs_from_sentence_where_that_came_after_admission(self):
        facts = serving(STP, admitted="2026-01-05")

        outcome = outcome_of("CSA-72H", facts)

        assert outcome.due_on == day("2026-06-04")
        assert "after sentence" in outcome.basis
        done = with_events(STP, ("core-screen", "2026-01-07"), admitted="2026-01-05")
        assert outcome_of("CSA-72H", done).status == "met"

    @pytest.mark.parametrize(
        ("facts", "on", "status"),
        [
            pytest.param(serving(plain("stp", "2026-06-01", days=6)), "2026-06-02", "does not apply", id="6 days"),
            pytest.param(serving(plain("stp", "2026-06-01", days=7)), "2026-06-02", "due", id="7 days"),
            pytest.param(serving(plain("stp", "2026-06-01")), "2026-06-02", "due", id="length not known"),
            pytest.param(UNTRIED, TODAY, "does not apply", id="untried"),
            pytest.param(NOBODY_KNOWS, TODAY, "unknown", id="no warrant recorded"),
            pytest.param(Facts(), TODAY, "unknown", id="nothing recorded"),
            pytest.param(serving(sentence("ltp", None, years=6)), TODAY, "unknown", id="no admission"),
            pytest.param(
                serving(sentence("ltp", None, years=6), admitted="2026-06-01"), TODAY, "overdue",
                id="no start of sentence",
            ),
        ],
    )  # fmt: skip
    def test_is_for_people_serving_seven_days_or_more(self, facts, on, status):
        outcome = outcome_of("CSA-72H", facts, on)

        assert outcome.status == status
        assert bool(outcome.settle) == (status == "unknown")


@pytest.mark.parametrize(
    ("rule", "events", "status"),
    [
        pytest.param("CSA-REFER", (), "does not apply", id="no need"),
        pytest.param("CSA-REFER", ("immediate-need",), "unknown", id="a need, no referral"),
        pytest.param("CSA-REFER", ("immediate-need", "referral"), "met", id="referred"),
        pytest.param("CSA-REUSE", (), "does not apply", id="no screen"),
        pytest.param("CSA-REUSE", ("core-screen",), "unknown", id="not read"),
        pytest.param("CSA-REUSE", ("core-screen", "core-screen-read"), "met", id="read"),
        pytest.param("CSA-DISTRESS", (), "does not apply", id="none left part done"),
        pytest.param("CSA-DISTRESS", ("core-screen-part",), "unknown", id="part done"),
        pytest.param("CSA-DISTRESS", ("core-screen-part", "core-screen"), "met", id="finished"),
    ],
)
def test_what_follows_a_core_screen_has_no_limit_of_its_own(rule, events, status):
    outcome = outcome_of(rule, with_events(STP, *((kind, "2026-06-03") for kind in events)))

    assert (outcome.status, outcome.due_on) == (status, None)
    assert bool(outcome.settle) == (status == "unknown")


@pytest.mark.parametrize(
    ("needs", "answers", "status"),
    [
        pytest.param(["finances"], [("referral", "finances")], "met", id="in its domain"),
        pytest.param(["finances"], [("referral", "accommodation")], "unknown", id="in another"),
        pytest.param(["finances"], [("referral", "")], "met", id="from paper, without one"),
        pytest.param(["finances"], [("referral-declined", "finances")], "met", id="declined"),
        pytest.param(["finances"], [("referral-declined", "employment")], "unknown", id="another"),
        pytest.param([""], [("referral", "finances")], "met", id="a need of no domain"),
        pytest.param(
            ["finances", "accommodation"], [("referral", "finances")], "unknown", id="one of two"
        ),
    ],
)
def test_csa_refer_asks_for_the_referral_of_each_need(needs, answers, status):
    facts = serving(
        STP,
        events=(
            *(event("immediate-need", "2026-06-03", value=domain) for domain in needs),
            *(event(kind, "2026-06-04", value=domain) for kind, domain in answers),
        ),
    )

    outcome = outcome_of("CSA-REFER", facts)

    assert outcome.status == status
    assert "inances" not in outcome.basis + outcome.why  # said to more than may read it


def test_csa_refer_does_not_count_what_was_asked_before_the_need():
    events = (
        event("referral", "2026-06-02", value="finances"),
        event("immediate-need", "2026-06-03", value="finances"),
    )

    assert outcome_of("CSA-REFER", serving(STP, events=events)).status == "unknown"


@pytest.mark.parametrize("rule", ["CSA-REFER", "CSA-DISTRESS"])
def test_a_need_or_sitting_of_an_earlier_stay_does_not_count(rule):
    events = (("immediate-need", "2025-06-03"), ("core-screen-part", "2025-06-03"))

    assert outcome_of(rule, with_events(STP, *events)).status == "does not apply"


def test_csa_reuse_says_where_nobody_is_allocated_to_read_it():
    facts = with_events(STP, ("core-screen", "2026-06-03"))
    allocated = with_events(STP, ("core-screen", "2026-06-03"), officer=True)

    assert "No personal officer is allocated" in outcome_of("CSA-REUSE", facts).basis
    assert "allocated" not in outcome_of("CSA-REUSE", allocated).staff


@pytest.mark.parametrize(
    "rule", ["CC-INITIAL-6M", "CC-PREPROG-12M", "CC-PRERELEASE", "PR2-QUARTER"]
)
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


@pytest.mark.parametrize(
    ("case", "events", "due", "what"),
    [
        pytest.param(LTP, (), "2026-06-02", "sentence", id="from sentence"),
        pytest.param(
            plain("ltp", "2020-03-02", years=10), (), "2024-09-24", "first day of the guidance", id="older sentence"
        ),
        pytest.param(LTP, (("plan-updated", "2026-10-05"),), "2027-01-05", "last update", id="from the last update"),
        pytest.param(LTP, (("plan-updated", "2025-10-05"),), "2026-06-02", "sentence", id="an earlier stay"),
    ],
)  # fmt: skip
def test_pr2_quarter_counts_anew_from_each_update(case, events, due, what):
    outcome = outcome_of("PR2-QUARTER", with_events(case, *events))

    assert outcome.due_on == day(due)
    assert what in outcome.basis
    assert outcome.status == ("due" if day(due) >= TODAY else "overdue")


def test_pr2_quarter_asks_nothing_of_the_time_on_remand():
    events = (event("plan-updated", "2026-05-04"),)
    facts = serving(plain("ltp", "2026-09-02", years=6), admitted="2026-03-02", events=events)

    assert outcome_of("PR2-QUARTER", facts).due_on == day("2026-12-02")


def _moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
