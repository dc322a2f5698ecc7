"""The outcome of an LS/CMI: kept with its figures, stopped where they contradict each other, settled by social work."""

from contextlib import nullcontext
from datetime import timedelta

import pytest

from icm.clocks import queries as clocks
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.people.models import Event, Person
from icm.policy.facts import Band, EventKind
from icm.policy.roles import Role
from risk import actions, queries
from risk.models import Assessment, Finding, Scores
from risk.policy.assessments import Override, Side, Tool
from tests.factories import assessments, persons
from tests.factories.assessments import FIGURES
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY
WRONG = {**FIGURES, "total": 27}
PRISON = [Role.PBSW, Role.PBSW_TEAM_MANAGER]
COMMUNITY = [Role.CBSW, Role.CBSW_TEAM_MANAGER]


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def done(world, worker):
    return assessments.done(world.person, worker, days=3)


@pytest.fixture
def stopped(world, worker):
    return assessments.contradicting(world.person, worker, days=3)


def standing(person):
    return {one.rule: one for one in clocks.explain(person.pk, on=TODAY)}["LSCMI-6M"]


def band(person):
    return Person.objects.get(pk=person.pk).risk_band


def recorded(person, by, side, **values):
    asked, outcome = assessments.request(side=side), assessments.result(**values)
    return actions.record_assessment(
        person, asked, outcome, by=by, principals=principals(by), at=persons.NOW
    )


def act(what, row, by, **values):
    row.refresh_from_db()
    extra = {key: values.pop(key) for key in ("why", "how") if key in values}
    given = assessments.result(**{"version": row.version} | values)
    return what(row, given, by=by, principals=principals(by), at=persons.NOW, **extra)


def correct(row, by, **values):
    return act(actions.correct_assessment, row, by, why="Misread.", **values)


def settle(row, by, **values):
    return act(actions.settle_assessment, row, by, how="Looked it up.", **values)


def complete(row, by, **values):
    return act(actions.complete_assessment, row, by, **values)


class TestRecording:
    def test_keeps_level_and_figures_in_tables_of_their_own(self, done, worker):
        assert (done.state, done.band, done.assessor, done.stopped) == (
            "done",
            "high",
            worker,
            False,
        )
        assert Scores.objects.get(assessment=done).total == 20

    def test_answers_the_clock_on_its_day_with_its_level(self, world, done):
        found = standing(world.person)

        assert (found.status, found.met_on) == ("met", TODAY - timedelta(3))
        assert band(world.person) == "high"
        event = Event.objects.get(person=world.person, kind=EventKind.LSCMI)
        assert (event.value, event.note) == ("high", "")

    def test_twice_is_once(self, world, worker):
        request, result = assessments.request(), assessments.result()
        rows = [
            actions.record_assessment(
                world.person,
                request,
                result,
                by=worker,
                principals=principals(worker),
                at=persons.NOW,
            )
            for _ in range(2)
        ]

        assert rows[0] == rows[1]
        assert Event.objects.filter(kind=EventKind.LSCMI).count() == 1

    @pytest.mark.parametrize(
        "change", [{"figures": {"total": 20}}, {"band": "medium", "figures": {}}]
    )
    def test_twice_with_another_outcome_is_refused(self, world, worker, change):
        request = assessments.request()
        for result, refused in (
            (assessments.result(), False),
            (assessments.result(**change), True),
        ):
            with pytest.raises(SentBefore) if refused else nullcontext():
                actions.record_assessment(
                    world.person,
                    request,
                    result,
                    by=worker,
                    principals=principals(worker),
                    at=persons.NOW,
                )

        assert Scores.objects.get().total == 20

    def test_of_what_was_asked_for_needs_the_request(self, world, worker):
        row = assessments.asked(world.person, worker)
        with pytest.raises(Refused, match="outcome of that request"):
            assessments.done(world.person, worker)

        assert complete(row, worker).state == "done"
        assert Assessment.objects.count() == 1

    def test_another_outcome_a_second_time_is_stale(self, world, worker):
        row = assessments.asked(world.person, worker)
        complete(row, worker)

        with pytest.raises(Stale, match="High"):
            actions.complete_assessment(
                row,
                assessments.result(override="up", override_why="Pattern."),
                by=worker,
                principals=principals(worker),
                at=persons.NOW,
            )

    def test_figures_that_are_not_known_are_not_nought(self, world, worker):
        row = assessments.done(world.person, worker, figures={"total": 20})

        assert Scores.objects.get(assessment=row).history is None

    def test_without_any_figure_there_is_no_row_of_figures(self, world, worker):
        row = assessments.done(world.person, worker, figures={})

        assert (row.stopped, Scores.objects.exists()) == (False, False)

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            pytest.param({"band": ""}, "which level", id="no level"),
            pytest.param({"done_on": TODAY + timedelta(1)}, "future", id="tomorrow"),
            pytest.param(
                {"band": "very-high", "override": Override.UP.value}, "Say why", id="no reason"
            ),
        ],
    )
    def test_refuses_half_an_outcome(self, world, worker, change, why):
        with pytest.raises(Refused, match=why):
            assessments.done(world.person, worker, **change)

    def test_an_override_with_its_reason_is_kept(self, world, worker):
        row = assessments.done(
            world.person,
            worker,
            band=Band.VERY_HIGH.value,
            override=Override.UP.value,
            override_why="Pattern.",
        )

        assert (row.stopped, row.band, row.override_why) == (False, "very-high", "Pattern.")

    def test_is_for_those_who_assess(self, world):
        for role in (Role.PERSONAL_OFFICER, Role.ICM_CO_ORDINATOR):
            with pytest.raises(NotAllowed):
                assessments.done(world.person, world.user(role))

    @pytest.mark.parametrize(
        ("side", "others", "said"),
        [
            (Side.PRISON, COMMUNITY, "prison-based social work, which alone records"),
            (Side.COMMUNITY, PRISON, "community-based social work, which alone records"),
        ],
    )
    def test_is_for_the_side_that_assessed(self, world, side, others, said):
        for role in others:
            with pytest.raises(NotAllowed, match=said):
                recorded(world.person, world.user(role), side)
        assert not Assessment.objects.exists()

        for role in {*PRISON, *COMMUNITY} - {*others}:
            assert recorded(world.person, world.user(role), side).state == "done"

    def test_of_the_community_answers_no_clock_of_the_prison(self, world):
        worker = world.user(Role.CBSW)
        row = assessments.asked(world.person, worker, side=Side.COMMUNITY)

        complete(row, worker)

        assert not Event.objects.filter(kind=EventKind.LSCMI).exists()

    def test_psychology_records_what_was_asked_of_it_without_figures(self, world):
        chair, psychologist = world.user(Role.RMT_CHAIR), world.user(Role.PSYCHOLOGY)
        row = assessments.asked_of_psychology(world.person, chair)
        with pytest.raises(NotAllowed, match="for social work"):
            complete(row, psychologist)
        with pytest.raises(Refused, match="Only an LS/CMI"):
            complete(row, psychologist, figures={}, band="", override=Override.UP.value)

        complete(row, psychologist, figures={}, band="")

        event = Event.objects.get(person=world.person, kind=EventKind.PRA_DONE)
        assert (event.on, event.value) == (TODAY, "")

    def test_another_tool_notes_nothing(self, world, worker):
        row = assessments.asked(world.person, worker, tool=Tool.SA07)

        assert complete(row, worker, figures={}, band="medium").band == "medium"
        assert not Event.objects.filter(reference=f"assessment-{row.pk}").exists()


class TestContradicting:
    def test_is_refused_first_with_both_values(self, world, worker):
        with pytest.raises(actions.Contradicts, match=r"total is 27, .* add up to 20"):
            assessments.done(world.person, worker, figures=WRONG)

        assert not Assessment.objects.exists()
        assert not Finding.objects.exists()

    def test_kept_as_it_stands_is_stopped_with_both_values(self, stopped):
        finding = Finding.objects.get(assessment=stopped)

        assert stopped.stopped
        assert (finding.kind, finding.seen, finding.settled_at) == ("total", "entry", None)
        assert (finding.said, finding.found) == (
            "The total is 27",
            "the eight sections add up to 20",
        )

    def test_answers_no_clock_and_gives_no_level(self, world, stopped):
        assert standing(world.person).status != "met"
        assert band(world.person) == ""

    def test_is_not_to_be_used_and_says_so_without_a_figure(self, world, stopped):
        found = queries.usable(world.person.pk)

        assert (found.is_usable, found.band) == (False, "")
        assert "social work has settled it" in found.why_not
        assert "27" not in found.why_not

    def test_an_earlier_one_does_not_stand_in(self, world, worker):
        assessments.done(world.person, worker, days=20)
        assert queries.usable(world.person.pk).is_usable
        assessments.contradicting(world.person, worker)

        assert not queries.usable(world.person.pk).is_usable

    def test_nothing_done_is_not_usable_either(self, world):
        assert queries.usable(world.person.pk).why_not == "No LS/CMI is recorded as done."


class TestCorrecting:
    def test_changes_the_level_the_rules_read(self, world, done, worker):
        correct(
            done,
            worker,
            done_on=TODAY - timedelta(5),
            band="medium",
            figures={**FIGURES, "history": 3, "total": 19},
        )

        assert (band(world.person), standing(world.person).met_on) == (
            "medium",
            TODAY - timedelta(5),
        )
        assert Event.objects.filter(kind=EventKind.LSCMI).count() == 1

    def test_the_same_again_changes_no_figure(self, world, done, worker):
        before = Scores._meta.get_field("events").related_model.objects.count()

        correct(done, worker, done_on=done.done_on)

        assert Scores._meta.get_field("events").related_model.objects.count() == before

    def test_into_a_contradiction_takes_back_what_it_answered(self, world, done, worker):
        with pytest.raises(actions.Contradicts):
            correct(done, worker, figures=WRONG)
        assert standing(world.person).status == "met"

        assert correct(done, worker, figures=WRONG, as_it_stands=True).stopped
        assert standing(world.person).status != "met"
        assert band(world.person) == ""

    def test_what_is_stopped_is_settled_not_corrected(self, stopped, worker):
        with pytest.raises(Refused, match="settle that instead"):
            correct(stopped, worker)


class TestSettling:
    def test_lets_it_be_used_and_counts_from_the_day_it_was_done(self, world, stopped, worker):
        row = settle(stopped, worker, done_on=stopped.done_on)

        finding = Finding.objects.get()
        assert (row.stopped, finding.settled_by, finding.how) == (False, worker, "Looked it up.")
        assert queries.usable(world.person.pk).band == "high"
        assert (standing(world.person).status, standing(world.person).met_on) == (
            "met",
            TODAY - timedelta(3),
        )

    def test_refuses_what_still_contradicts_itself(self, stopped, worker):
        with pytest.raises(actions.Contradicts):
            settle(stopped, worker, figures={**FIGURES, "total": 21})

        stopped.refresh_from_db()
        assert stopped.stopped

    def test_what_nobody_knows_any_more_becomes_not_recorded(self, stopped, worker):
        row = settle(stopped, worker, figures={"total": 27})

        scores = Scores.objects.get(assessment=row)
        assert (row.stopped, scores.history, scores.total) == (False, None, 27)

    def test_is_for_the_side_that_assessed(self, world, stopped):
        for role in COMMUNITY:
            with pytest.raises(NotAllowed, match="prison-based social work"):
                settle(stopped, world.user(role))

        settle(stopped, world.user(Role.PBSW_TEAM_MANAGER))

    def test_what_the_community_assessed_it_settles(self, world, worker):
        community = world.user(Role.CBSW)
        wrong = {"figures": {**FIGURES, "total": 27}, "as_it_stands": True}
        row = recorded(world.person, community, Side.COMMUNITY, **wrong)
        with pytest.raises(NotAllowed, match="community-based social work"):
            settle(row, worker)

        assert not settle(row, world.user(Role.CBSW_TEAM_MANAGER)).stopped

    def test_what_is_not_stopped_needs_none(self, done, worker):
        with pytest.raises(Refused, match="Nothing in it"):
            settle(done, worker)
