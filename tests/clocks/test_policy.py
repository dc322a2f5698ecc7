"""One evaluation of every rule: waivers, reminder stages, plain words, and nothing that ever raises."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from icm.clocks.policy import BY_ID, RULES, STAGES, Stage, evaluate, stages_reached
from icm.policy.conference_facts import Against, ConferenceFacts, JudgedFacts, ObjectionFacts
from icm.policy.dated import Standing
from icm.policy.facts import AwayFacts, Facts, InvolvedFacts, Legal, Level, WaiverFacts
from icm.policy.roles import Role
from icm.policy.rules import Status
from tests.policy.examples import (
    TODAY,
    day,
    event,
    life,
    outcome_of,
    plain,
    review,
    sentence,
    serving,
)

RULE_IDS = re.findall(
    r"\S+",
    """
    PSS-RECEPTION PSS-72H PSS-6M PSS-12M PSS-ANY PSS-CRITERIA PSS-NOT-RISK PSS-NOTICE-DOWN
    PSS-NOTICE-UP PSS-TR-LINK CSA-72H CSA-REFER CSA-REUSE CSA-DISTRESS ROUTE-ENH ROUTE-STD
    ROUTE-CHANGE ROUTE-LEARNER PBSW-10WD DESIG-10WD LSCMI-6M LSCMI-BEFORE-INITIAL LSCMI-REPEAT PRA-TIMESCALE
    LSCMI-EXPLAIN RA-2W LSCMI-ROSH RA-UPDATE
    CC-INITIAL-6M CC-FOLLOWUP-LSCMI CC-PERIODIC CC-EVENT CC-PREPAROLE CC-PREPROG-12M CC-PRERELEASE CC-RECALL-6W
    CC-RETURN CC-REQUEST CC-INVITE-4W CC-MINUTE-14D CC-COMMENT PR2-QUARTER PAROLE-6M PAROLE-TARL-12W
    CIP-ALL PLAN-COPY STAFF-QUARTER PO-ALLOC PO-CONTINUITY
    OLR-RMP OLR-9M OLR-AIR OLR-SIGCHANGE MAPPA-CAT1 MAPPA-POLICE
    """,
)


def test_every_rule_is_asked_once():
    assert sorted(rule.id for rule in RULES) == sorted(RULE_IDS)
    assert set(BY_ID) == set(RULE_IDS)
    assert [outcome.rule for outcome in evaluate(Facts(), TODAY)] == [rule.id for rule in RULES]


def test_a_past_day_reads_as_it_stood():
    facts = serving(
        plain("ltp", "2025-03-03", years=6), events=(event("conference-initial", "2025-08-04"),)
    )

    assert outcome_of("CC-INITIAL-6M", facts, "2025-08-03").status is Status.DUE
    assert outcome_of("CC-INITIAL-6M", facts, "2025-08-04").status is Status.MET
    assert outcome_of("ROUTE-ENH", facts, "2025-03-02").status is Status.UNKNOWN


class TestWaivers:
    LTP = plain("ltp", "2026-03-02", years=6)
    WAIVER = WaiverFacts(
        rule="CC-INITIAL-6M",
        due_on=day("2026-09-02"),
        by="A. Co-ordinator",
        on=day("2026-08-20"),
        why="In hospital",
    )

    @pytest.mark.parametrize(
        ("change", "on", "status"),
        [
            pytest.param({}, "2026-08-20", Status.WAIVED, id="from its day"),
            pytest.param({}, "2026-08-19", Status.DUE, id="not the day before"),
            pytest.param({}, TODAY, Status.WAIVED, id="when overdue"),
            pytest.param(
                {"due_on": day("2026-09-01")}, TODAY, Status.OVERDUE, id="another deadline"
            ),
            pytest.param({"rule": "PR2-QUARTER"}, TODAY, Status.OVERDUE, id="another rule"),
        ],
    )
    def test_set_aside_one_deadline(self, change, on, status):
        facts = serving(self.LTP, waivers=(replace(self.WAIVER, **change),))

        outcome = outcome_of("CC-INITIAL-6M", facts, on)

        assert (outcome.status, outcome.due_on) == (status, day("2026-09-02"))
        assert ("A. Co-ordinator" in outcome.why) is (status is Status.WAIVED)

    @pytest.mark.parametrize(
        ("until", "on", "status"),
        [
            pytest.param("2026-11-30", "2026-08-20", Status.WAIVED, id="from its day"),
            pytest.param("2026-11-30", "2026-08-19", Status.UNKNOWN, id="not the day before"),
            pytest.param("2026-11-30", "2026-11-30", Status.WAIVED, id="on its last day"),
            pytest.param("2026-11-30", "2026-12-01", Status.UNKNOWN, id="not the day after"),
            pytest.param(None, "2026-08-20", Status.UNKNOWN, id="without a last day not at all"),
        ],
    )
    def test_set_aside_an_unknown_only_until_a_day(self, until, on, status):
        waiver = WaiverFacts(
            rule="PBSW-10WD",
            due_on=None,
            by="A",
            on=day("2026-08-20"),
            why="B",
            until_on=day(until),
        )

        outcome = outcome_of("PBSW-10WD", serving(self.LTP, waivers=(waiver,)), on)

        assert outcome.status is status
        if status is Status.WAIVED:
            assert "until 30 November 2026" in outcome.staff
            assert "until 30 November 2026" in outcome.person
            assert outcome.next_change_on == day("2026-12-01")

    def test_leave_what_was_done_as_done(self):
        held = serving(
            self.LTP, waivers=(self.WAIVER,), events=(event("conference-initial", "2026-09-01"),)
        )

        assert outcome_of("CC-INITIAL-6M", held).status is Status.MET


class TestReminders:
    """Due 2 September 2026: fourteen, seven and one day before, then upwards."""

    FACTS = serving(plain("ltp", "2026-03-02", years=6))

    @pytest.mark.parametrize(
        ("on", "last"),
        [
            pytest.param("2026-08-18", None, id="fifteen days before"),
            pytest.param("2026-08-19", (-14, None), id="fourteen days before"),
            pytest.param("2026-08-26", (-7, None), id="seven days before"),
            pytest.param("2026-09-01", (-1, None), id="the day before"),
            pytest.param("2026-09-02", (-1, None), id="the day itself"),
            pytest.param("2026-09-03", (1, None), id="the day after"),
            pytest.param("2026-09-08", (1, None), id="six days after"),
            pytest.param("2026-09-09", (7, Role.FIRST_LINE_MANAGER), id="a week after"),
            pytest.param("2026-09-16", (14, Role.ICM_CO_ORDINATOR), id="two weeks after"),
        ],
    )
    def test_escalate_from_the_owner_upwards(self, on, last):
        reached = stages_reached(outcome_of("CC-INITIAL-6M", self.FACTS, on), day(on))

        assert (reached[-1] if reached else None) == (Stage(*last) if last else None)
        assert [stage.days for stage in reached] == sorted(stage.days for stage in reached)

    def test_are_for_open_deadlines_only(self):
        for rule in ("ROUTE-ENH", "PBSW-10WD", "CC-PREPROG-12M"):
            assert stages_reached(outcome_of(rule, self.FACTS), TODAY) == ()

    def test_began_with_the_guidance_and_are_a_local_default(self):
        outcome = outcome_of("CC-INITIAL-6M", self.FACTS)
        early = replace(outcome, due_on=day("2024-06-23"))

        assert stages_reached(early, day("2024-06-23")) == ()
        assert stages_reached(early, day("2024-06-24"))[-1] == Stage(1, None)
        assert STAGES.source(TODAY).standing is Standing.ASSUMED
        assert STAGES.source(TODAY).is_local

    def test_a_due_date_at_the_end_of_the_calendar_has_only_the_stages_before_it(self):
        endless = replace(outcome_of("CC-INITIAL-6M", self.FACTS), due_on=date.max)

        assert stages_reached(endless, date.max)[-1] == Stage(-1, None)

    def test_a_stage_has_a_name_for_its_unique_key(self):
        assert [stage.slug for stage in STAGES.at(TODAY)] == ["-14", "-7", "-1", "+1", "+7", "+14"]
        assert Stage(0, None).slug == "0"


DONE = ("core-screen", "sentence-information", "pbsw-induction", "designation", "lscmi")
THEN = ("referral", "core-screen-read", "learner-reports", "route-told", "plan-updated")
LATER = ("parole-started", "parole-reports-requested", "conference-prerelease")
TEN, FOUR = plain("ltp", "2026-03-02", years=10), plain("ltp", "2026-03-02", years=4)
STP = plain("stp", "2026-06-01", months=18)
HIGH = review("reception", "2026-03-02", "high")
KEPT = review("72h", "2026-03-04", "high", before="high", reasons=True, notice_on=TODAY)


def on_day(text, *kinds):
    return tuple(event(kind, text) for kind in kinds)


def everybody():
    """People in every state these rules can be in."""
    yield from (Facts(), Facts(legal=Legal.SENTENCED))
    yield Facts(legal=Legal.UNTRIED, admitted_on=day("2026-11-20"))
    yield serving(TEN)
    yield serving(FOUR, events=on_day("2026-10-10", *DONE, "conference-initial"))
    yield serving(FOUR, reviews=(review("reception", "2026-03-02", "low"),))
    yield serving(sentence("stso", "2026-10-05", months=5))
    yield serving(plain("ltp", "2015-06-08", years=18))
    yield from people_far_along()
    yield from people_under_review()
    yield from people_with_a_plan()
    yield from people_under_an_order()
    yield from people_seen_by_psychology()
    yield from people_whose_assessment_is_told()
    yield from people_of_mappa()
    yield from people_conferring()


def people_far_along():
    need = ("immediate-need", "core-screen-part")
    begun = on_day("2026-03-10", *DONE, *need, "conference-initial")
    later = on_day("2026-03-12", *THEN, *LATER, "conference-preprogression")
    yield serving(TEN, events=begun + later, reviews=(HIGH, KEPT))
    yield serving(STP, officer=True, events=on_day("2026-06-02", "core-screen"))
    yield serving(STP, events=on_day("2026-06-02", *need))
    waiver = WaiverFacts(rule="PBSW-10WD", due_on=None, by="A", on=TODAY, why="B", until_on=TODAY)
    yield serving(TEN, waivers=(waiver,))


def people_with_a_plan():
    """An officer away with and without cover, agencies in and out of time, copies of this plan and an older one."""
    wrote = InvolvedFacts(
        agency="residential", since=day("2026-03-02"), reported_on=day("2026-11-20")
    )
    late = InvolvedFacts(agency="health", since=day("2026-03-09"))
    away = AwayFacts(from_on=day("2026-11-19"), until_on=day("2026-11-25"), covered=False)
    later = replace(away, from_on=day("2026-12-01"), until_on=day("2026-12-09"))
    begun = on_day("2026-03-10", "plan-updated", "plan-copy")
    yield serving(TEN, officer=True, officer_since=day("2026-03-02"), events=begun)
    yield serving(TEN, officer=True, away=(away,), involved=(late,), events=begun)
    yield serving(TEN, officer=True, away=(away, later), involved=(wrote,))
    yield serving(
        STP,
        officer=True,
        away=(replace(away, covered=True),),
        events=begun + on_day("2026-06-10", "plan-agreed"),
    )
    yield serving(TEN, officer=True, away=(later,), involved=(wrote, late))


def people_whose_assessment_is_told():
    ltp = plain("ltp", "2026-03-02", years=6)
    high = (event("lscmi", "2026-06-01", value="high"),)
    low = (event("lscmi", "2026-06-01", value="low"),)
    offence = (event("further-offence", "2026-09-01"),)
    again = (
        event("significant-change-answered", "2026-09-08", value="offence 2026-09-01 2026-11-30"),
    )
    holds = (event("significant-change-answered", "2026-09-08", value="offence 2026-09-01"),)
    yield serving(ltp, events=high)
    yield serving(ltp, events=low)
    yield serving(ltp, events=on_day("2026-06-01", "lscmi"))
    yield serving(ltp, events=high + on_day("2026-06-10", "lscmi-explained", "rosh-decided"))
    yield serving(ltp, events=high + on_day("2026-10-10", "lscmi-explained", "rosh-decided"))
    for planned in ("2026-11-01", "2026-11-25", "2027-03-01"):
        meeting = high + on_day(planned, "conference-planned")
        yield serving(ltp, events=meeting)
        yield serving(ltp, events=meeting + on_day("2026-10-05", "assessment-disclosed"))
    yield serving(ltp, events=high + offence)
    yield serving(ltp, events=high + offence + again)
    yield serving(ltp, events=high + offence + holds)
    yield serving(ltp, events=high, moved_on=date(2026, 11, 10))


def people_seen_by_psychology():
    ltp, asked = plain("ltp", "2026-03-02", years=6), on_day("2026-05-04", "psychological-asked")
    promised = (event("psychological-dates-told", "2026-05-20", value="2026-09-01"),)
    yield serving(ltp, events=asked)
    yield serving(ltp, events=asked + on_day("2026-05-20", "psychological-dates-told"))
    yield serving(ltp, events=asked + promised)
    yield serving(ltp, events=asked + promised + on_day("2026-08-03", "psychological-done"))
    yield serving(ltp, events=asked + on_day("2026-08-03", "psychological-done"))


def people_under_an_order():
    order, on = life("2025-03-03", years=4, kind="olr"), "2026-03-10"
    approved = on_day(on, "risk-plan", "risk-plan-approved")
    yield serving(order)
    yield serving(life(None, kind="olr"))
    yield serving(order, events=on_day(on, "risk-plan", "significant-change"))
    yield serving(order, events=approved + on_day("2026-05-04", "significant-change", "rma-told"))


def people_of_mappa():
    listed = sentence("ltp", "2024-03-04", years=6, domestic_abuse=False, listed_sexual=True)
    move, under = on_day("2027-03-01", "progression-scheduled"), on_day("2026-03-10", "mappa")
    yield serving(listed)
    yield serving(listed, events=move)
    yield serving(listed, events=move + under)
    yield serving(listed, events=move + under + on_day("2026-10-05", "police-notice"))
    yield serving(listed, events=move + on_day("2026-03-10", "mappa-not"))
    yield serving(sentence("ltp", "2024-03-04", years=6))


def people_conferring():
    """Conferences kept here and events of others, in every stage the rules about them know."""
    ltp, held = plain("ltp", "2025-09-01", years=9), on_day("2026-02-10", "conference-initial")
    for decided in ({}, {"next_on": day("2027-02-01")}, {"next_waits": True}):
        first = ConferenceFacts(
            kind="initial",
            made_on=day("2025-12-01"),
            held_on=day("2026-02-10"),
            assessed=False,
            **decided,
        )
        yield serving(ltp, events=held, conferences=(first,))
        yield serving(ltp, events=held + on_day("2026-04-01", "lscmi"), conferences=(first,))
    for invited in (None, day("2026-10-01"), day("2026-11-20")):
        coming = ConferenceFacts(
            kind="periodic",
            made_on=day("2026-09-01"),
            fixed_for=day("2026-12-01"),
            invited_on=invited,
        )
        yield serving(ltp, events=held, conferences=(coming,))
    yield from people_met_about(ltp, held)
    yield from people_who_object(ltp, held)
    recalled = sentence("recalled", "2020-03-02", years=8)
    yield serving(recalled, admitted="2026-09-01")
    for kind in ("conference-initial", "conference-recall"):
        yield serving(recalled, admitted="2026-09-01", events=on_day("2026-10-01", kind))
    yield serving(plain("ltp", "2022-03-02", years=8), events=held)
    yield serving(plain("ltp", "2026-10-02", imposed="2026-11-02", years=4))
    gone = plain("ltp", "2018-03-02", years=10)
    yield serving(
        gone, events=on_day("2026-02-10", "conference-prerelease", "conference-preparole")
    )


def people_who_object(ltp, held):
    """An accuracy notice and comments on a minute: in time, late, sent on and settled."""
    for told in ("2026-10-01", "2026-11-16"):
        for against in Against:
            for more in ({}, {"sent_on": TODAY}, {"settled_on": TODAY}):
                said = ObjectionFacts(against=against, told_on=day(told), made_on=day(told), **more)
                yield serving(ltp, events=held, objections=(said,))


def people_met_about(ltp, held):
    """A change, a return, a request: each before and after somebody answered."""
    back = on_day("2026-11-02", "back-in-closed", "further-offence")
    for judged in (None, JudgedFacts(kind="return", judged_on=TODAY, on=day("2027-01-10"))):
        yield serving(ltp, events=held + back, judged=judged)
    waits = JudgedFacts(kind="periodic", judged_on=TODAY)
    yield serving(ltp, events=held + back, judged=waits)
    yield serving(ltp, events=held + back + on_day("2026-11-19", "conference-event"))
    for answer in ((), ("conference-agreed",), ("conference-refused",)):
        asked = held + on_day("2026-11-03", "conference-asked", *answer)
        yield serving(ltp, events=asked)
        yield serving(ltp, events=asked + on_day("2026-11-18", "conference-request"))
    yield serving(ltp, events=held + on_day("2026-11-18", "conference-minute"))
    yield serving(ltp, events=held + on_day("2026-02-20", "conference-minute"))


def people_under_review():
    told = {"notice_on": TODAY, "reasons": True}
    lowered = review("72h", "2026-03-06", "medium", before="high", criteria_noted=7)
    proposed = review("governor", before="medium", proposed_level=Level.HIGH, **told)
    raised = review("governor", "2026-05-06", "high", before="low", **told)
    yield serving(STP, reviews=(review("72h", "2026-06-04", "low", before="high"),))
    yield serving(TEN, reviews=(lowered, proposed))
    yield serving(TEN, reviews=(KEPT, raised))
    yield serving(life(), reviews=(review("12m", "2026-03-04", "high", before="low"),))


DAYS = (TODAY, date(2026, 3, 3), date(2005, 1, 1), date(2034, 1, 2))


def test_these_people_are_in_every_state_there_is():
    found = {
        outcome.status for facts in everybody() for on in DAYS for outcome in evaluate(facts, on)
    }

    assert found == set(Status)


NOT_YET = {
    "PSS-6M": "Staff do not yet have to look again at your level. Your level says how closely staff watch you.",
    "PSS-NOTICE-DOWN": "Staff have not looked again at your level yet. Your level says how closely staff watch you.",
    "LSCMI-REPEAT": "A social worker does not yet have to look again at what you need and what may be a risk.",
    "CSA-REUSE": "Staff do not yet have to show what you told us to the officer who works with you.",
}


@pytest.mark.parametrize(("rule", "told"), NOT_YET.items(), ids=NOT_YET)
def test_what_is_only_not_due_yet_is_said_so(rule, told):
    assert outcome_of(rule, serving(TEN)).person == told


def test_a_case_conference_is_explained_in_one_place_and_named_nowhere_else():
    told = [(o.rule, o.person) for o in evaluate(serving(TEN), TODAY) if "conference" in o.person]

    assert [rule for rule, _ in told] == ["CC-INITIAL-6M"]
    assert told[0][1].endswith(" Letters call it a case conference.")


def test_what_a_person_is_told_is_whole_and_mentions_no_score():
    for facts in everybody():
        for outcome in evaluate(facts, TODAY):
            assert re.fullmatch(r"[A-Z].*\.", outcome.person), outcome.person
            assert re.fullmatch(r"[A-Z].*[.?]", outcome.staff), outcome.staff
            both = f"{outcome.person} {outcome.staff}"
            assert not re.search(r"(?i:\bscor|\bband\b)|now now|None|\s\s|\.\.", both), both


@pytest.mark.parametrize("days", [1, 30, 400])
def test_an_outcome_stays_word_for_word_until_the_day_it_says_it_changes(days):
    """So an unchanged person's nightly row is not rewritten."""
    for facts in everybody():
        for before, after in zip(
            evaluate(facts, TODAY), evaluate(facts, TODAY + timedelta(days=days)), strict=True
        ):
            changes = before.next_change_on
            if changes is None or changes > TODAY + timedelta(days=days):
                assert after == before
