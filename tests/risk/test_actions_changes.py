"""Significant changes: told, answered, and what "no" opens."""

from datetime import timedelta

import pytest

from icm.clocks.models import Due
from icm.core.refusals import NotAllowed, Refused
from icm.people import actions as people
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from icm.policy.rules import Status
from risk import actions
from risk.models import Assessment, ChangeQuestion
from risk.policy.assessments import Change, Purpose, Side
from tests.factories import outcomes, persons

TOMORROW = persons.TODAY + timedelta(days=1)
IN_MAY = persons.TODAY + timedelta(days=180)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def row(world, worker):
    return outcomes.lscmi(world.person, worker)


def answer(person, name, by, **values):
    said = actions.Answer(**{"holds": True, "why": "One night, dealt with."} | values)
    return actions.answer_change(person, name, said, **outcomes.asked(by))


def due(person):
    return Due.objects.get(person=person, rule="RA-UPDATE")


def test_tell_change_asks_whether_the_assessment_holds(world, officer, row):
    assert not Due.objects.filter(person=world.person, rule="RA-UPDATE").exists()

    question = outcomes.changed(world.person, officer)

    assert due(world.person).status == Status.DUE
    assert (question.holds, question.asked_by) == (None, officer)


def test_tell_change_twice_is_one_and_another_is_not_lost_silently(world, officer, row):
    first = outcomes.changed(world.person, officer)

    assert outcomes.changed(world.person, officer) == first
    with pytest.raises(Refused, match="on record already"):
        outcomes.changed(world.person, officer, what="Something else.")
    assert Event.objects.filter(kind=EventKind.CHANGE).count() == 1


def test_tell_change_again_after_it_was_taken_back_asks_again(world, officer, row):
    outcomes.changed(world.person, officer)
    people.retract_events(
        world.person,
        Event.objects.filter(kind=EventKind.CHANGE).values_list("reference", flat=True),
        why="Taken back.",
        at=persons.NOW,
    )
    assert not Due.objects.filter(person=world.person, rule="RA-UPDATE").exists()

    outcomes.changed(world.person, officer)

    assert due(world.person).status == Status.DUE


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"on": TOMORROW}, "future"),
        ({"what": ""}, "Say what changed"),
        ({"what": "His score went to 31."}, "reads like a score"),
    ],
)
def test_tell_change_refuses(world, officer, values, reason):
    with pytest.raises(Refused, match=reason):
        outcomes.changed(world.person, officer, **values)


def test_tell_change_is_not_for_everybody(world):
    with pytest.raises(NotAllowed):
        outcomes.changed(world.person, world.user(Role.ICM_ADMINISTRATOR))


def test_answer_change_that_it_holds(world, officer, worker, row):
    question = outcomes.changed(world.person, officer)

    answered = answer(world.person, question.reference, worker)

    assert due(world.person).status == Status.MET
    assert (answered.holds, answered.answered_by, answered.reassessment) == (True, worker, None)


def test_answer_change_that_it_does_not_opens_a_reassessment(world, officer, worker, row):
    question = outcomes.changed(world.person, officer)
    said = {"holds": False, "why": "He drinks every week now.", "owner": worker, "due_on": IN_MAY}

    answered = answer(world.person, question.reference, worker, **said)

    again = answered.reassessment
    assert (again.purpose, again.owner, again.due_on) == (Purpose.CHANGE, worker, IN_MAY)
    assert again.side == Side.PRISON
    assert (due(world.person).status, due(world.person).due_on) == (Status.DUE, IN_MAY)


def test_answer_change_from_the_community_asks_the_community(world, officer, row):
    question = outcomes.changed(world.person, officer)
    worker = world.user(Role.CBSW)
    said = {"holds": False, "owner": worker, "due_on": IN_MAY}

    again = answer(world.person, question.reference, worker, **said).reassessment

    assert again.side == Side.COMMUNITY


def test_answer_change_with_an_open_request_uses_it_by_the_earlier_day(world, officer, worker, row):
    first = outcomes.changed(world.person, officer)
    second = outcomes.changed(world.person, officer, kind=Change.HEALTH)
    said = {"holds": False, "owner": worker}

    one = answer(world.person, first.reference, worker, due_on=IN_MAY, **said).reassessment
    two = answer(world.person, second.reference, worker, due_on=TOMORROW, **said).reassessment

    assert one == two
    assert Assessment.objects.get(pk=one.pk).due_on == TOMORROW


def test_answer_change_of_what_asks_by_itself(world, worker, row):
    offence = people.Happening(reference="o", kind=EventKind.FURTHER_OFFENCE, on=persons.TODAY)
    people.note_events(world.person, [offence], by=worker, at=persons.NOW)
    assert due(world.person).status == Status.DUE

    answered = answer(world.person, f"offence {persons.TODAY}", worker)

    assert (answered.kind, answered.asked_by) == (Change.OFFENCE, None)
    assert due(world.person).status == Status.MET


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"why": ""}, "Say why"),
        ({"holds": False}, "who does it again"),
        ({"holds": False, "due_on": IN_MAY}, "who does it again"),
    ],
)
def test_answer_change_refuses(world, officer, worker, row, values, reason):
    question = outcomes.changed(world.person, officer)

    with pytest.raises(Refused, match=reason):
        answer(world.person, question.reference, worker, **values)

    assert ChangeQuestion.objects.get().holds is None


def test_answer_change_refuses_a_day_that_is_past(world, officer, worker, row):
    question = outcomes.changed(world.person, officer)
    yesterday = persons.TODAY - timedelta(days=1)

    with pytest.raises(Refused, match="past"):
        answer(
            world.person, question.reference, worker, holds=False, owner=worker, due_on=yesterday
        )


def test_answer_change_refuses_what_nothing_asks(world, worker, row):
    with pytest.raises(Refused, match="any more"):
        answer(world.person, f"offence {persons.TODAY}", worker)


def test_answer_change_is_social_works(world, officer, row):
    question = outcomes.changed(world.person, officer)

    with pytest.raises(NotAllowed):
        answer(world.person, question.reference, officer)


def test_answer_change_twice_is_one_and_another_answer_is_refused(world, officer, worker, row):
    question = outcomes.changed(world.person, officer)
    first = answer(world.person, question.reference, worker)

    assert answer(world.person, question.reference, worker) == first
    with pytest.raises(Refused, match="answered already"):
        answer(world.person, question.reference, worker, why="Another reason.")
