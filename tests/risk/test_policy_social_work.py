"""Prison-based social work's clocks, for people on Enhanced ICM."""

from dataclasses import replace

import pytest

from icm.policy.checks import Answer
from icm.policy.facts import Facts, Legal
from icm.policy.rules import Status
from tests.policy.examples import day, event, outcome_of, plain, sentence, serving

LTP = plain("ltp", "2026-03-02", years=6)
CLOCKS = ("PBSW-10WD", "DESIG-10WD", "LSCMI-6M", "LSCMI-BEFORE-INITIAL", "LSCMI-REPEAT")


def enhanced(*events, **more):
    return serving(LTP, events=tuple(event(*one) for one in events), **more)


@pytest.mark.parametrize("rule", CLOCKS)
@pytest.mark.parametrize(
    ("facts", "status"),
    [
        pytest.param(serving(plain("stp", "2026-06-01", months=18)), Status.NOT_APPLICABLE, id="standard"),
        pytest.param(Facts(legal=Legal.UNTRIED), Status.NOT_APPLICABLE, id="untried"),
        pytest.param(Facts(legal=Legal.SENTENCED), Status.UNKNOWN, id="no warrant recorded"),
    ],
)  # fmt: skip
def test_they_are_for_the_enhanced_route(rule, facts, status):
    outcome = outcome_of(rule, facts)

    assert outcome.status is status
    assert bool(outcome.settle) is (status is Status.UNKNOWN)


@pytest.mark.parametrize(
    ("rule", "done"), [("PBSW-10WD", "pbsw-induction"), ("DESIG-10WD", "designation")]
)
class TestTenWorkingDays:
    @pytest.mark.parametrize(
        ("told", "due"),
        [
            pytest.param("2026-03-02", "2026-03-16", id="two plain weeks"),
            pytest.param("2026-03-27", "2026-04-13", id="over Good Friday"),
            pytest.param("2026-12-21", "2027-01-08", id="over Christmas and New Year"),
        ],
    )
    def test_run_from_the_sentence_information(self, rule, done, told, due):
        facts = enhanced(("sentence-information", told))

        assert outcome_of(rule, facts, told).due_on == day(due)
        assert outcome_of(rule, facts, due).status is Status.DUE
        assert outcome_of(rule, facts, "2027-03-01").status is Status.OVERDUE
        met = enhanced(("sentence-information", told), (done, due))
        assert outcome_of(rule, met, "2027-03-01").status is Status.MET
        late = enhanced(("sentence-information", told), (done, "2027-02-01"))
        assert outcome_of(rule, late, "2027-03-01").status is Status.MET_LATE

    @pytest.mark.parametrize(
        ("held", "status"),
        [
            pytest.param("2026-03-02", Status.MET, id="on the day of sentence"),
            pytest.param("2026-03-09", Status.MET, id="on the day of the information"),
            pytest.param("2026-03-01", Status.OVERDUE, id="before the sentence"),
        ],
    )
    def test_are_met_before_the_information_was_recorded(self, rule, done, held, status):
        facts = enhanced(("sentence-information", "2026-03-09"), (done, held))

        assert outcome_of(rule, facts).status is status

    def test_without_the_day_of_the_information_nothing_can_be_counted(self, rule, done):
        for facts in (enhanced(), enhanced((done, "2026-03-10"))):
            outcome = outcome_of(rule, facts)
            assert (outcome.status, outcome.due_on) == (Status.UNKNOWN, None)
            assert "sentence information" in outcome.settle

    @pytest.mark.parametrize(
        ("start", "status"),
        [
            pytest.param("2024-06-23", Status.NOT_APPLICABLE, id="sentenced before the guidance"),
            pytest.param("2024-06-24", Status.UNKNOWN, id="on its first day"),
        ],
    )
    def test_are_not_asked_of_sentences_before_the_guidance(self, rule, done, start, status):
        assert outcome_of(rule, serving(plain("ltp", start, years=6))).status is status

    def test_count_though_the_day_of_sentence_is_not_recorded(self, rule, done):
        facts = serving(
            sentence("ltp", None, years=6), events=(event("sentence-information", "2026-03-02"),)
        )

        assert outcome_of(rule, facts).due_on == day("2026-03-16")


class TestLscmi6m:
    @pytest.mark.parametrize(
        ("admitted", "due", "counted"),
        [
            pytest.param("2026-03-02", "2026-09-02", "admission", id="admitted on sentence"),
            pytest.param("2025-12-01", "2026-09-02", "sentence", id="on remand before"),
            pytest.param("2026-04-01", "2026-10-01", "admission", id="admitted later"),
        ],
    )
    def test_runs_from_statutory_admission(self, admitted, due, counted):
        outcome = outcome_of("LSCMI-6M", enhanced(admitted=admitted), "2026-04-02")

        assert (outcome.due_on, outcome.status) == (day(due), Status.DUE)
        assert f"months of {counted}" in outcome.basis
        assert set(outcome.inputs) == {"admission", "sentence"}

    @pytest.mark.parametrize(
        ("done", "status"),
        [
            ("2026-09-02", Status.MET),
            ("2026-09-03", Status.MET_LATE),
            ("2026-01-05", Status.MET),
            ("2025-11-30", Status.OVERDUE),
        ],
        ids=["last day", "a day late", "on remand", "in an earlier stay"],
    )
    def test_is_met_by_the_first_of_this_stay(self, done, status):
        facts = enhanced(("lscmi", done), admitted="2025-12-01")

        assert outcome_of("LSCMI-6M", facts).status is status

    def test_needs_the_day_of_admission_and_can_do_without_that_of_sentence(self):
        no_admission = serving(sentence("ltp", None, years=6))
        no_sentence = serving(sentence("ltp", None, years=6), admitted="2026-03-02")

        assert outcome_of("LSCMI-6M", no_admission).status is Status.UNKNOWN
        assert outcome_of("LSCMI-6M", no_sentence).due_on == day("2026-09-02")


class TestLscmiBeforeInitial:
    @pytest.mark.parametrize(
        ("events", "status", "due"),
        [
            pytest.param((), Status.OVERDUE, "2026-09-02", id="nothing: last day of the Initial"),
            pytest.param((("lscmi", "2026-08-03"),), Status.MET, "2026-09-02", id="ready"),
            pytest.param(
                (("conference-initial-scheduled", "2026-07-01"), ("lscmi", "2026-07-01")),
                Status.MET, "2026-07-01", id="on the day of scheduling",
            ),
            pytest.param(
                (("conference-initial-scheduled", "2026-07-01"), ("lscmi", "2026-07-02")),
                Status.MET_LATE, "2026-07-01", id="scheduled without it",
            ),
            pytest.param(
                (("conference-initial", "2026-08-05"),), Status.OVERDUE, "2026-08-05", id="held without it"
            ),
            pytest.param(
                (("conference-initial", "2026-08-05"), ("conference-initial-scheduled", "2026-07-01")),
                Status.OVERDUE, "2026-07-01", id="scheduled, then held, without it",
            ),
        ],
    )  # fmt: skip
    def test_counts_to_the_day_of_scheduling(self, events, status, due):
        outcome = outcome_of("LSCMI-BEFORE-INITIAL", enhanced(*events))

        assert (outcome.status, outcome.due_on) == (status, day(due))

    def test_one_done_late_is_not_told_as_done_before(self):
        late = enhanced(("conference-initial-scheduled", "2026-07-01"), ("lscmi", "2026-07-02"))

        told = outcome_of("LSCMI-BEFORE-INITIAL", late).person

        assert "late" in told
        assert "before" not in told

    def test_a_day_nobody_states_is_marked_as_a_local_choice(self):
        assert outcome_of("LSCMI-BEFORE-INITIAL", enhanced()).stands_on
        scheduled = enhanced(("conference-initial-scheduled", "2026-07-01"))
        assert not outcome_of("LSCMI-BEFORE-INITIAL", scheduled).stands_on

    def test_is_not_asked_after_a_recall_and_needs_the_day_of_sentence(self):
        recalled = serving(sentence("recalled", "2020-03-02", years=8))
        undated = serving(sentence("ltp", None, years=6))

        assert outcome_of("LSCMI-BEFORE-INITIAL", recalled).status is Status.NOT_APPLICABLE
        assert outcome_of("LSCMI-BEFORE-INITIAL", undated).status is Status.UNKNOWN


class TestLscmiRepeat:
    HELD = ("conference-initial", "2026-08-05")

    @pytest.mark.parametrize(
        ("events", "status", "due"),
        [
            pytest.param((), Status.NOT_APPLICABLE, None, id="none yet"),
            pytest.param((("lscmi", "2026-06-01"),), Status.NOT_APPLICABLE, None, id="before the Initial"),
            pytest.param((("lscmi", "2026-06-01"), HELD), Status.DUE, "2027-06-01", id="yearly"),
            pytest.param(
                (("lscmi", "2026-06-01"), HELD, ("lscmi", "2026-10-01")), Status.DUE, "2027-10-01",
                id="counts anew",
            ),
        ],
    )  # fmt: skip
    def test_is_yearly_after_the_initial(self, events, status, due):
        outcome = outcome_of("LSCMI-REPEAT", enhanced(*events))

        assert (outcome.status, outcome.due_on) == (status, day(due))

    RECALLED = sentence("recalled", "2020-03-02", years=8, recalled_on=day("2026-01-05"))

    @pytest.mark.parametrize(
        "admitted", ["2026-01-12", None], ids=["returned", "return not recorded"]
    )
    @pytest.mark.parametrize(
        ("events", "status", "due"),
        [
            pytest.param((), Status.NOT_APPLICABLE, None, id="nothing since the return"),
            pytest.param((("lscmi", "2025-06-01"), HELD), Status.NOT_APPLICABLE, None, id="of the first stay"),
            pytest.param((("conference-recall", "2026-02-02"),), Status.DUE, "2027-02-02", id="from the conference"),
            pytest.param(
                (("conference-recall", "2026-02-02"), ("lscmi", "2026-01-20")), Status.DUE, "2027-01-20",
                id="from the LS/CMI",
            ),
        ],
    )  # fmt: skip
    def test_is_yearly_after_a_recall_too(self, events, status, due, admitted):
        facts = serving(self.RECALLED, events=tuple(event(*one) for one in events))

        outcome = outcome_of("LSCMI-REPEAT", replace(facts, admitted_on=day(admitted)))

        assert (outcome.status, outcome.due_on) == (status, day(due))
        assert "after a recall" in outcome.stands_on

    @pytest.mark.parametrize(
        ("times", "on", "answer", "changes"),
        [
            pytest.param(2, "2031-08-01", Answer.MET, "2032-03-02", id="two"),
            pytest.param(1, "2031-05-31", Answer.UNKNOWN, "2031-06-01", id="release far off"),
            pytest.param(1, "2031-06-01", Answer.NOT_MET, "2032-03-02", id="three months before release"),
        ],
    )  # fmt: skip
    def test_shows_the_floor_of_two_beside_it(self, times, on, answer, changes):
        """Release: EDL 1 September 2031."""
        events = tuple(("lscmi", f"2026-0{month}-01") for month in range(5, 5 + times))

        outcome = outcome_of("LSCMI-REPEAT", enhanced(*events, self.HELD), on)

        (floor,) = outcome.checks
        assert (floor.answer, outcome.next_change_on) == (answer, day(changes))

    def test_asks_for_no_second_one_where_release_is_not_known(self):
        facts = serving(
            self.RECALLED, events=(event("lscmi", "2026-01-20"),), admitted="2026-01-12"
        )

        (floor,) = outcome_of("LSCMI-REPEAT", facts).checks

        assert (floor.answer, "Not yet" in floor.because) == (Answer.UNKNOWN, True)

    @pytest.mark.parametrize(
        ("on", "document"),
        [
            pytest.param("2024-06-23", "HMIPS", id="last day of the older authority"),
            pytest.param("2024-06-24", "SPS", id="first day of Targeted ICM"),
        ],
    )
    def test_rests_on_the_guidance_of_the_day(self, on, document):
        facts = serving(
            plain("ltp", "2023-03-01", years=6),
            events=(event("lscmi", "2023-06-01"), event("conference-initial", "2023-08-05")),
        )

        outcome = outcome_of("LSCMI-REPEAT", facts, on)

        assert outcome.sources[0].document.startswith(document)
