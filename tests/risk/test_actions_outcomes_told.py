"""Explaining an outcome: the clocks stay open until the person has understood."""

from datetime import timedelta

import pytest

from icm.clocks.models import Due
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people.models import Event
from icm.policy.facts import Band, EventKind
from icm.policy.roles import Role
from icm.policy.rules import Status
from risk import actions
from risk.models import Assessment, Explanation
from risk.policy.assessments import Side, Understood
from tests.factories import outcomes, persons

TOMORROW = persons.TODAY + timedelta(days=1)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def row(world, worker):
    return outcomes.lscmi(world.person, worker)


def explain(row, by, **values):
    return actions.explain(row, outcomes.told(**values), **outcomes.asked(by))


def status(person, rule):
    return Due.objects.get(person=person, rule=rule).status


def test_explain_closes_the_clock_once_they_understood(world, worker, row):
    assert status(world.person, "LSCMI-EXPLAIN") == Status.DUE

    made = explain(row, worker)

    assert status(world.person, "LSCMI-EXPLAIN") == Status.MET
    assert (made.by, made.role, made.recorded_at) == (worker, "pbsw", persons.NOW)


@pytest.mark.parametrize("understood", [Understood.PARTLY, Understood.NO])
def test_explain_leaves_the_clock_open_until_then(world, worker, row, understood):
    explain(row, worker, understood=understood, said_back="", again_on=TOMORROW)

    assert status(world.person, "LSCMI-EXPLAIN") == Status.DUE
    explain(row, worker)
    assert status(world.person, "LSCMI-EXPLAIN") == Status.MET


@pytest.mark.parametrize(("band", "status_then"), [(Band.LOW, Status.DUE), (Band.HIGH, Status.MET)])
def test_a_level_put_right_has_to_be_explained_anew(world, worker, row, band, status_then):
    explain(row, worker)
    row.refresh_from_db()
    result = actions.Result(done_on=row.done_on, version=row.version, band=band)

    actions.correct_assessment(row, result, why="Typed wrongly.", **outcomes.asked(worker))

    assert status(world.person, "LSCMI-EXPLAIN") == status_then
    assert Explanation.objects.filter(assessment=row).count() == 1


def test_explain_before_a_conference_is_a_disclosure_as_well(world, row):
    officer = world.user(Role.PERSONAL_OFFICER)

    explain(row, officer, occasion=Explanation.Occasion.CONFERENCE)

    kinds = set(Event.objects.filter(person=world.person).values_list("kind", flat=True))
    assert {EventKind.DISCLOSED, EventKind.LSCMI_EXPLAINED} <= kinds


def test_explain_an_outcome_is_no_disclosure(world, worker, row):
    explain(row, worker)

    assert not Event.objects.filter(kind=EventKind.DISCLOSED).exists()


@pytest.mark.parametrize(("side", "role"), [(Side.PRISON, Role.PBSW), (Side.COMMUNITY, Role.CBSW)])
def test_explain_closes_no_clock_of_another_assessment(world, worker, row, side, role):
    on, assessor = outcomes.DONE_ON - timedelta(days=300), world.user(role)
    older = outcomes.lscmi(world.person, assessor, Band.LOW, side=side, done_on=on)

    explain(older, worker)

    assert status(world.person, "LSCMI-EXPLAIN") == Status.DUE


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"on": TOMORROW}, "future"),
        ({"on": outcomes.DONE_ON - timedelta(days=1)}, "before the assessment was done"),
        ({"said_back": ""}, "what they said back"),
        ({"said_back": "They told me I scored 31."}, "reads like a score"),
        ({"understood": Understood.NO}, "set a day"),
        ({"again_on": persons.TODAY}, "later day"),
    ],
)
def test_explain_refuses(world, worker, row, values, reason):
    with pytest.raises(Refused, match=reason):
        explain(row, worker, **values)

    assert not Explanation.objects.exists()


def test_explain_refuses_what_contradicts_itself(worker, row):
    Assessment.objects.filter(pk=row.pk).update(stopped=True)

    with pytest.raises(Refused, match="has to settle that"):
        explain(row, worker)


def test_explain_refuses_what_is_only_asked_for(world, worker):
    request = actions.Request(reference="later", tool="lscmi", purpose="annual", side="prison")
    row = actions.ask_assessment(world.person, request, **outcomes.asked(worker))

    with pytest.raises(Refused, match="not done yet"):
        explain(row, worker)


@pytest.mark.parametrize("role", [Role.ICM_ADMINISTRATOR, Role.RESIDENTIAL_OFFICER, Role.HQ])
def test_explain_is_not_for_everybody(world, row, role):
    with pytest.raises(NotAllowed):
        explain(row, world.user(role))


def test_explain_sent_twice_is_one_and_with_other_words_refused(worker, row):
    once = outcomes.told()
    made = actions.explain(row, once, **outcomes.asked(worker))

    assert actions.explain(row, once, **outcomes.asked(worker)) == made
    for other in ({"form": "By letter."}, {"again_on": TOMORROW}):
        with pytest.raises(SentBefore):
            explain(row, worker, reference=once.reference, **other)


def take_back(made, by, why="Somebody else was explained to."):
    asked = outcomes.asked(by)
    actions.take_back_explanation(made, why=why, principals=asked["principals"], at=asked["at"])


def test_a_talk_taken_back_goes_with_its_event_and_stays_in_the_history(world, worker, row):
    made = explain(row, worker, occasion="conference")
    key = made.pk

    take_back(made, worker)
    take_back(made, worker)  # sent twice

    assert not Explanation.objects.exists()
    assert not Event.objects.exclude(kind=EventKind.LSCMI).exists()
    assert status(world.person, "LSCMI-EXPLAIN") == Status.DUE
    kept = Explanation.events.rel.related_model.objects.get(pgh_label="delete")
    assert (kept.id, kept.pgh_context["why"]) == (key, "Somebody else was explained to.")


def test_a_talk_is_taken_back_by_whoever_recorded_it_or_by_those_whose_assessment_it_is(world, row):
    officer, community = world.user(Role.PERSONAL_OFFICER), world.user(Role.CBSW)
    made = explain(row, officer)
    for other in (community, world.user(Role.ICM_CO_ORDINATOR)):
        with pytest.raises(NotAllowed, match="whoever recorded it"):
            take_back(made, other)

    take_back(made, officer)
    take_back(explain(row, officer), world.user(Role.PBSW_TEAM_MANAGER))

    assert not Explanation.objects.exists()


@pytest.mark.parametrize("why", ["", "He scored 20 of 43."])
def test_a_talk_is_not_taken_back_without_a_reason_nor_with_figures(worker, row, why):
    made = explain(row, worker)

    with pytest.raises(Refused):
        take_back(made, worker, why=why)

    assert Explanation.objects.exists()
