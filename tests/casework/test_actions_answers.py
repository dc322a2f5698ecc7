"""A service answers for itself, staff for one without a team; every state is reached only as the table says."""

from datetime import timedelta

import pytest

from casework import actions
from casework.models import Referral
from casework.workflow import REFERRING, Referring
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.policy.roles import Role
from tests.factories import persons, referrals
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY
MOVES = ("accept", "decline", "wait", "start", "close")


@pytest.fixture
def service(world):
    return referrals.provider()


@pytest.fixture
def worker(service):
    return referrals.worker(service)


@pytest.fixture
def made(world, service):
    return referrals.referral(world.person, service, world.user(Role.PERSONAL_OFFICER), days=20)


def test_accept_answers_and_asks_again_in_four_weeks(made, worker):
    row = referrals.answered(made, "accept", worker, words="We will see him.")

    assert (row.state, row.answered_on, row.answer) == ("accepted", TODAY, "We will see him.")
    assert row.chase_on == TODAY + timedelta(28)


def test_wait_keeps_since_when_and_asks_on_the_day_it_is_expected(made, worker):
    expected = TODAY + timedelta(40)
    referrals.answered(made, "wait", worker, on=TODAY - timedelta(5), expected_on=expected)
    row = referrals.answered(made, "wait", worker, words="Still full.")

    assert (row.waiting_since, row.answered_on) == (TODAY - timedelta(5), TODAY - timedelta(5))
    assert (row.expected_on, row.answer) == (None, "Still full.")


def test_start_answers_too_and_nobody_has_to_ask(made, worker):
    row = referrals.answered(made, "start", worker)

    assert (row.state, row.answered_on, row.started_on) == ("active", TODAY, TODAY)
    assert row.chase_on is None


def test_close_ends_it_with_what_came_of_it(made, worker):
    referrals.answered(made, "start", worker, on=TODAY - timedelta(2))
    row = referrals.answered(made, "close", worker, words="He has a flat.")

    assert (row.state, row.ended_on, row.outcome) == ("closed", TODAY, "He has a flat.")


def test_decline_ends_it_with_its_reason(made, worker):
    row = referrals.answered(made, "decline", worker, words="We only take women.")

    assert (row.state, row.ended_on, row.answer) == ("declined", TODAY, "We only take women.")


@pytest.mark.parametrize(
    ("move", "values", "said"),
    [
        ("accept", {"on": TODAY + timedelta(1)}, "in the future"),
        ("accept", {"on": TODAY - timedelta(21)}, "when it was made"),
        ("wait", {"expected_on": TODAY - timedelta(1)}, "expect to start is past"),
        ("decline", {}, "Say why"),
    ],
)
def test_answer_referral_refuses(made, worker, move, values, said):
    with pytest.raises(Refused, match=said):
        referrals.answered(made, move, worker, **values)

    made.refresh_from_db()
    assert (made.state, made.version) == ("open", 1)


def test_close_refuses_without_an_outcome_and_before_the_start(made, worker):
    referrals.answered(made, "start", worker)

    with pytest.raises(Refused, match="what came of it"):
        referrals.answered(made, "close", worker)
    with pytest.raises(Refused, match="when it was started"):
        referrals.answered(made, "close", worker, on=TODAY - timedelta(1), words="Done.")


def test_the_same_answer_sent_twice_is_one(made, worker):
    reply = actions.Reply(move="wait", on=TODAY, words="Full.", version=1)

    first, second = (
        actions.answer_referral(made, reply, principals=principals(worker), at=persons.NOW)
        for _ in range(2)
    )

    assert (first.version, second.version) == (2, 2)


def test_an_answer_over_another_answer_is_refused_with_what_stands(made, worker):
    referrals.answered(made, "wait", worker)
    reply = actions.Reply(move="accept", on=TODAY, words="Yes.", version=1)

    with pytest.raises(Stale, match="Waiting, answered on 21 November 2026, waiting since"):
        actions.answer_referral(made, reply, principals=principals(worker), at=persons.NOW)


def test_another_service_and_staff_may_not_answer_for_a_team(world, made):
    others = [
        referrals.worker(referrals.provider()),
        world.user(Role.PROVIDER),
        world.user(Role.ICM_CO_ORDINATOR),
        world.user(Role.LINKS_CENTRE),
    ]

    for other in others:
        with pytest.raises(NotAllowed):
            referrals.answered(made, "accept", other)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.ICM_CO_ORDINATOR, True),
        (Role.ICM_CASE_CO_ORDINATOR, True),
        (Role.LINKS_CENTRE, True),
        (Role.PERSONAL_OFFICER, False),
        (Role.PROVIDER, False),
    ],
)
def test_who_answers_for_a_service_without_a_team(world, role, may):
    service = referrals.provider(role=None)
    row = referrals.referral(world.person, service, world.user(Role.PERSONAL_OFFICER))

    if may:
        assert referrals.answered(row, "accept", world.user(role)).state == "accepted"
    else:
        with pytest.raises(NotAllowed):
            referrals.answered(row, "accept", world.user(role))


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", list(Referring))
def test_a_move_is_possible_from_the_states_of_the_table_only(made, worker, state, move):
    ended = TODAY if state in ("closed", "declined", "withdrawn", "moved") else None
    Referral.objects.filter(pk=made.pk).update(state=state.value, ended_on=ended)

    if state.value in REFERRING.moves[move].from_:
        assert referrals.answered(made, move, worker, words="Said.").state
    else:
        with pytest.raises(Refused, match=f"already {state.value}"):
            referrals.answered(made, move, worker, words="Said.")


def test_an_answer_asks_the_rules_anew(made, worker, monkeypatch):
    called = []
    monkeypatch.setattr(
        "casework.actions.answers.facts_changed", lambda people, at: called.append(people)
    )

    referrals.answered(made, "start", worker)

    assert called == [[made.person_id]]
