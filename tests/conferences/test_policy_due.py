"""When the other conferences fall due: each rule on its last day, the day after, and where it is silent."""

import pytest

from conferences.policy.periodic import LONGEST_GAP
from icm.clocks.policy import BY_ID
from icm.policy.conference_facts import ConferenceFacts, JudgedFacts
from icm.policy.facts import DateFacts, Facts
from tests.policy.examples import TODAY, day, event, life, outcome_of, plain, sentence, serving

STP = plain("stp", "2026-06-01", months=18)
LTP = plain("ltp", "2025-09-01", years=9)
INITIAL = ("conference-initial", "2026-02-10")
RECALLED = sentence("recalled", "2020-03-02", years=8)


def with_events(case, *events, **more):
    return serving(case, events=tuple(event(*one) for one in events), **more)


def kept(kind, **days):
    """A conference kept here; texts that look like days become days."""
    days.setdefault("made_on", "2025-12-01")
    read = {
        name: day(one) if isinstance(one, str) and one[:2] == "20" else one
        for name, one in days.items()
    }
    return ConferenceFacts(kind=kind, **read)


@pytest.mark.parametrize(
    "rule",
    [
        "CC-FOLLOWUP-LSCMI",
        "CC-RECALL-6W",
        "CC-PERIODIC",
        "CC-PREPAROLE",
        "CC-EVENT",
        "CC-RETURN",
        "CC-REQUEST",
    ],
)
@pytest.mark.parametrize(
    ("facts", "status"),
    [(serving(STP), "does not apply"), (Facts(), "unknown")],
    ids=["standard", "nothing recorded"],
)  # fmt: skip
def test_they_are_for_the_enhanced_route(rule, facts, status):
    outcome = outcome_of(rule, facts)

    assert outcome.status == status
    assert bool(outcome.settle) == (status == "unknown")


class TestCcFollowupLscmi:
    """An Initial of 10 February 2026."""

    @pytest.mark.parametrize(
        ("events", "on", "status", "due"),
        [
            pytest.param((("lscmi", "2026-01-20"), INITIAL), TODAY, "does not apply", None, id="assessed before"),
            pytest.param((("lscmi", "2026-02-10"), INITIAL), TODAY, "does not apply", None, id="assessed the same day"),
            pytest.param((INITIAL,), TODAY, "unknown", None, id="not assessed, no day agreed"),
            pytest.param((INITIAL, ("lscmi", "2026-04-01")), "2026-05-13", "due", "2026-05-13", id="last day"),
            pytest.param((INITIAL, ("lscmi", "2026-04-01")), "2026-05-14", "overdue", "2026-05-13", id="day after"),
            pytest.param(
                (INITIAL, ("lscmi", "2026-04-01"), ("conference-followup", "2026-05-13")),
                TODAY, "met", "2026-05-13", id="held",
            ),
            pytest.param(
                (INITIAL, ("lscmi", "2026-04-01"), ("conference-periodic", "2026-05-14")),
                TODAY, "met late", "2026-05-13", id="taken up at the next one, late",
            ),
            pytest.param(
                (INITIAL, ("conference-periodic", "2026-03-30"), ("lscmi", "2026-04-01")),
                TODAY, "overdue", "2026-05-13", id="a conference without it does not count",
            ),
            pytest.param((), TODAY, "does not apply", None, id="no Initial yet"),
        ],
    )  # fmt: skip
    def test_is_asked_for_once_there_is_an_assessment(self, events, on, status, due):
        outcome = outcome_of("CC-FOLLOWUP-LSCMI", with_events(LTP, *events), on)

        assert (outcome.status, outcome.due_on) == (status, day(due))

    def test_is_held_by_the_day_the_initial_agreed_on(self):
        agreed = kept(
            "initial",
            held_on="2026-02-10",
            assessed=False,
            next_kind="follow-up",
            next_on="2026-12-01",
        )
        facts = with_events(LTP, INITIAL, ("lscmi", "2026-04-01"), conferences=(agreed,))

        outcome = outcome_of("CC-FOLLOWUP-LSCMI", facts)

        assert (outcome.status, outcome.due_on) == ("due", day("2026-12-01"))
        assert not any(source.is_local for source in outcome.sources)

    def test_the_conference_itself_knows_whether_the_assessment_was_there(self):
        without = kept("initial", held_on="2026-02-10", assessed=False)
        facts = with_events(LTP, ("lscmi", "2026-02-01"), INITIAL, conferences=(without,))

        assert outcome_of("CC-FOLLOWUP-LSCMI", facts).status == "overdue"

    @pytest.mark.parametrize(
        ("held", "status"),
        [
            pytest.param("2024-06-23", "does not apply", id="last day before the guidance"),
            pytest.param("2024-06-24", "unknown", id="its first day"),
        ],
    )
    def test_is_for_initials_held_under_the_guidance(self, held, status):
        case = plain("ltp", "2024-02-01", years=10)

        outcome = outcome_of("CC-FOLLOWUP-LSCMI", with_events(case, ("conference-initial", held)))

        assert outcome.status == status


class TestCcRecall6w:
    @pytest.mark.parametrize(
        ("events", "on", "status"),
        [
            pytest.param((), "2026-10-13", "due", id="last day"),
            pytest.param((), "2026-10-14", "overdue", id="day after"),
            pytest.param((("conference-recall", "2026-10-13"),), TODAY, "met", id="held"),
            pytest.param((("conference-recall", "2026-10-14"),), TODAY, "met late", id="held late"),
            pytest.param((("conference-recall", "2026-08-31"),), TODAY, "overdue", id="before this return"),
            pytest.param((("conference-initial", "2026-10-01"),), TODAY, "overdue", id="an Initial is no substitute"),
        ],
    )  # fmt: skip
    def test_is_within_six_weeks_of_the_return(self, events, on, status):
        outcome = outcome_of(
            "CC-RECALL-6W", with_events(RECALLED, *events, admitted="2026-09-01"), on
        )

        assert (outcome.status, outcome.due_on) == (status, day("2026-10-13"))

    def test_says_so_where_an_initial_was_held_instead(self):
        mistaken = with_events(
            RECALLED, ("conference-initial", "2026-10-01"), admitted="2026-09-01"
        )

        assert (
            "An Initial was held on 1 October 2026: it is no substitute"
            in outcome_of("CC-RECALL-6W", mistaken).basis
        )
        assert (
            "Initial"
            not in outcome_of("CC-RECALL-6W", serving(RECALLED, admitted="2026-09-01")).basis
        )

    def test_is_for_recalled_people_only(self):
        assert outcome_of("CC-RECALL-6W", serving(LTP)).status == "does not apply"

    @pytest.mark.parametrize(
        ("on", "document"),
        [
            pytest.param("2024-06-23", "Ombudsman", id="last day of the old wording"),
            pytest.param("2024-06-24", "Targeted", id="first day of the new"),
        ],
    )
    def test_has_six_weeks_in_both_wordings(self, on, document):
        outcome = outcome_of("CC-RECALL-6W", serving(RECALLED, admitted="2024-06-01"), on)

        assert outcome.due_on == day("2024-07-13")
        assert document in outcome.sources[0].document


class TestCcPeriodic:
    LAST = ("conference-periodic", "2024-01-10")
    CASE = plain("ltp", "2022-03-02", years=10)

    @pytest.mark.parametrize(
        ("on", "status", "due"),
        [
            pytest.param("2024-06-23", "due", "2025-01-10", id="last day of the annual rule"),
            pytest.param("2024-06-24", "unknown", None, id="first day of targeted ICM"),
        ],
    )
    def test_was_yearly_until_the_guidance(self, on, status, due):
        outcome = outcome_of("CC-PERIODIC", with_events(self.CASE, self.LAST), on)

        assert (outcome.status, outcome.due_on) == (status, day(due))

    @pytest.mark.parametrize(("on", "status"), [("2024-01-10", "due"), ("2024-01-11", "overdue")])
    def test_the_old_rule_gave_twelve_calendar_months(self, on, status):
        facts = with_events(self.CASE, ("conference-initial", "2023-01-10"))

        outcome = outcome_of("CC-PERIODIC", facts, on)

        assert (outcome.status, outcome.due_on) == (status, day("2024-01-10"))

    def test_both_shapes_stand_in_one_rule(self):
        starts = [one.start.isoformat() for one in BY_ID["CC-PERIODIC"].history]

        assert starts == ["2006-06-01", "2024-06-24"]
        assert LONGEST_GAP.ends == day("2024-06-23")

    @pytest.mark.parametrize(
        ("decided", "on", "status", "due"),
        [
            pytest.param({"next_on": "2027-02-01"}, "2027-02-01", "due", "2027-02-01", id="its last day"),
            pytest.param({"next_on": "2027-02-01"}, "2027-02-02", "overdue", "2027-02-01", id="the day after"),
            pytest.param({"next_waits": True}, TODAY, "met", None, id="something to wait for"),
            pytest.param({}, TODAY, "unknown", None, id="nothing decided"),
        ],
    )  # fmt: skip
    def test_is_when_the_last_conference_decided(self, decided, on, status, due):
        last = kept("initial", held_on="2026-02-10", **decided)
        facts = with_events(LTP, INITIAL, conferences=(last,))

        outcome = outcome_of("CC-PERIODIC", facts, on)

        assert (outcome.status, outcome.due_on) == (status, day(due))

    @pytest.mark.parametrize(
        ("judged_on", "due"),
        [
            pytest.param("2026-02-09", "2027-02-01", id="judged before the conference"),
            pytest.param("2026-02-10", "2026-12-15", id="judged on its day"),
        ],
    )
    def test_what_was_judged_since_takes_the_place_of_what_was_decided(self, judged_on, due):
        last = kept("initial", held_on="2026-02-10", next_on="2027-02-01")
        judged = JudgedFacts(kind="periodic", judged_on=day(judged_on), on=day("2026-12-15"))
        facts = with_events(LTP, INITIAL, conferences=(last,), judged=judged)

        assert outcome_of("CC-PERIODIC", facts).due_on == day(due)

    def test_a_decision_of_an_earlier_conference_is_none(self):
        earlier = kept("initial", held_on="2026-02-10", next_on="2027-02-01")
        facts = with_events(
            LTP, INITIAL, ("conference-periodic", "2026-06-01"), conferences=(earlier,)
        )

        assert outcome_of("CC-PERIODIC", facts).status == "unknown"

    @pytest.mark.parametrize(
        ("on", "status"),
        [("2026-12-01", "due"), ("2026-12-02", "unknown")],
        ids=["its day", "after"],
    )
    def test_a_date_that_is_fixed_is_when_it_is(self, on, status):
        coming = kept("periodic", fixed_for="2026-12-01", fixed_on="2026-10-01")

        outcome = outcome_of("CC-PERIODIC", with_events(LTP, INITIAL, conferences=(coming,)), on)

        assert outcome.status == status

    def test_comes_after_the_first_and_before_the_last(self):
        before = outcome_of("CC-PERIODIC", serving(LTP))
        after = outcome_of(
            "CC-PERIODIC", with_events(LTP, INITIAL, ("conference-prerelease", "2026-10-01"))
        )

        assert before.status == after.status == "does not apply"
        assert "Initial or recall" in before.basis
        assert "last one before release" in after.basis

    @pytest.mark.parametrize(
        ("on", "answer"), [("2027-02-10", "met"), ("2027-02-11", "not met")]
    )  # fmt: skip
    def test_looks_at_twelve_months_without_asking_for_them(self, on, answer):
        outcome = outcome_of("CC-PERIODIC", with_events(LTP, INITIAL), on)

        assert outcome.status == "unknown"
        assert [check.answer.value for check in outcome.checks] == [answer]
        assert outcome.checks[0].source.is_local


class TestCcPreparole:
    """LTP: parole can be looked at from 2 March 2030 on."""

    @pytest.mark.parametrize(
        ("events", "on", "status", "due"),
        [
            pytest.param((), "2029-12-08", "due", "2029-12-08", id="last day"),
            pytest.param((), "2029-12-09", "overdue", "2029-12-08", id="day after"),
            pytest.param((), "2030-03-02", "overdue", "2029-12-08", id="on the day of parole"),
            pytest.param((), "2030-03-03", "unknown", None, id="the day of parole is past"),
            pytest.param((("conference-preparole", "2029-12-08"),), "2030-04-01", "met", "2029-12-08", id="held"),
            pytest.param((("conference-preparole", "2029-12-09"),), "2030-04-01", "met late", "2029-12-08", id="late"),
        ],
    )  # fmt: skip
    def test_is_twelve_weeks_before_parole_by_a_local_default(self, events, on, status, due):
        outcome = outcome_of("CC-PREPAROLE", with_events(LTP, *events), on)

        assert (outcome.status, outcome.due_on) == (status, day(due))
        assert any(source.is_local for source in outcome.sources)

    def test_for_a_life_sentence_counts_from_the_punishment_part(self):
        assert outcome_of("CC-PREPAROLE", serving(life("2014-09-15", 15))).due_on == day(
            "2029-06-23"
        )

    def test_the_next_review_entered_by_hand_counts(self):
        review = DateFacts(kind="pqd", on=day("2031-03-01"), basis="overridden")
        facts = serving(LTP, dates=(review,))

        assert outcome_of("CC-PREPAROLE", facts, "2030-06-01").due_on == day("2030-12-07")

    @pytest.mark.parametrize(
        ("case", "status"),
        [
            (sentence("stso", "2026-02-02", years=2), "does not apply"),
            (sentence("olr", "2026-06-02"), "unknown"),
            (plain("ltp", "2024-10-01", imposed="2026-09-15", years=4), "not possible"),
        ],
        ids=["no parole", "no punishment part", "sentenced too shortly before"],
    )
    def test_needs_a_day_for_parole(self, case, status):
        assert outcome_of("CC-PREPAROLE", serving(case), "2026-09-20").status == status
