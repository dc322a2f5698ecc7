"""The person asks for a conference; the ICM Co-ordinator answers; the clocks learn of both (CC-REQUEST)."""

from datetime import timedelta

import pytest

from conferences import actions as arranging
from conferences.actions import requests as actions
from conferences.models import Conference, Request
from conferences.policy.kinds import Kind
from conferences.policy.requests import How
from conferences.workflow import Requesting
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import conferences, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def decider(world):
    return world.user(Role.ICM_CO_ORDINATOR)


def ask(person, by, at=persons.NOW, **said):
    known = {
        "reference": "a",
        "grounds": ["goals"],
        "why": "I have done the course and want to talk about what is next.",
        "how": How.SPOKEN,
        "on": persons.TODAY,
    }
    wish = actions.Wish(**known | said)
    return actions.ask(person, wish, by=by, principals=principals(by), at=at)


def step(act, row, by, why="", at=persons.NOW, version=None):
    version = row.version if version is None else version
    return act(row, why=why, version=version, by=by, principals=principals(by), at=at)


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_it_has_a_number_and_starts_its_clock(world, officer):
    row = ask(world.person, officer)

    assert (str(row), row.state) == ("Request 1", Requesting.WAITING)
    event = Event.objects.get(kind=EventKind.CC_ASKED)
    assert (event.on, event.value) == (persons.TODAY, "1")


def test_sent_twice_it_is_asked_once(world, officer):
    assert ask(world.person, officer) == ask(world.person, officer)

    with pytest.raises(SentBefore):
        ask(world.person, officer, why="Something else.")
    assert kinds() == [EventKind.CC_ASKED]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"grounds": []}, "what it is about"),
        ({"grounds": ["weather"]}, "what it is about"),
        ({"why": ""}, "in their own words"),
        ({"why": "My LS/CMI score is 27."}, "reads like a score"),
        ({"on": persons.TODAY + timedelta(1)}, "in the future"),
    ],
)
def test_what_does_not_hold_is_refused(world, officer, said, words):
    with pytest.raises(Refused, match=words):
        ask(world.person, officer, **said)

    assert not Request.objects.exists()


@pytest.mark.parametrize("role", [Role.ICM_ADMINISTRATOR, Role.PAROLE_CO_ORDINATOR, Role.HQ])
def test_who_does_not_work_with_them_records_none(world, role):
    with pytest.raises(NotAllowed):
        ask(world.person, world.user(role))


def test_nobody_asks_while_another_waits_or_is_being_arranged(world, officer, decider):
    row = ask(world.person, officer)
    with pytest.raises(Refused, match="waits for an answer"):
        ask(world.person, officer, reference="b")

    step(actions.agree, row, decider)
    with pytest.raises(Refused, match="being arranged"):
        ask(world.person, officer, reference="b")


def test_agreed_to_it_is_planned_with_its_last_day(world, officer, decider):
    row = step(actions.agree, ask(world.person, officer), decider, why="A good time for it.")

    made = Conference.objects.get()
    assert row.conference == made
    assert (made.kind, made.rule) == (Kind.REQUESTED, "CC-REQUEST")
    assert made.due_on == persons.TODAY + timedelta(42)
    assert "what is next" in made.why
    assert kinds() == [EventKind.CC_ASKED, EventKind.CC_AGREED]


def test_one_that_is_being_arranged_already_is_that_one(world, officer, decider):
    there = conferences.planned(world.person, decider, kind=Kind.REQUESTED)

    row = step(actions.agree, ask(world.person, officer), decider)

    assert row.conference == there
    assert Conference.objects.count() == 1


def test_refused_it_says_why(world, officer, decider):
    row = ask(world.person, officer)
    with pytest.raises(Refused, match="Say why"):
        step(actions.refuse, row, decider)

    told = step(actions.refuse, row, decider, why="The next one is in three weeks.")

    assert told.answer_why == "The next one is in three weeks."
    assert kinds() == [EventKind.CC_ASKED, EventKind.CC_REFUSED]
    assert not Conference.objects.exists()


def test_after_a_challenge_it_is_agreed_to(world, officer, decider):
    told = step(actions.refuse, ask(world.person, officer), decider, why="Too soon.")

    again = step(actions.agree, told, decider, why="We did not know of the course.")

    assert (again.state, again.answer_why) == (
        Requesting.AGREED,
        "We did not know of the course.",
    )


@pytest.mark.parametrize("act", [actions.agree, actions.refuse])
def test_only_the_co_ordinator_decides(world, officer, act):
    row = ask(world.person, officer)

    for role in (Role.ICM_CASE_CO_ORDINATOR, Role.PERSONAL_OFFICER, Role.PBSW):
        with pytest.raises(NotAllowed):
            step(act, row, world.user(role), why="Because.")
    assert kinds() == [EventKind.CC_ASKED]


def test_a_yes_is_not_turned_into_a_no(world, officer, decider):
    row = step(actions.agree, ask(world.person, officer), decider)

    with pytest.raises(Refused, match="already agreed"):
        step(actions.refuse, row, decider, why="Changed my mind.")


def test_an_answer_to_what_changed_meanwhile_is_refused(world, officer, decider):
    row = ask(world.person, officer)
    step(actions.withdraw, row, officer, why="Not any more.")

    with pytest.raises(Stale, match="taken back"):
        step(actions.agree, row, decider, version=1)


def test_taken_back_nobody_owes_an_answer(world, officer):
    row = ask(world.person, officer)
    with pytest.raises(Refused, match="Say why"):
        step(actions.withdraw, row, officer)

    gone = step(actions.withdraw, row, officer, why="Recorded for the wrong person.")

    assert gone.state == Requesting.WITHDRAWN
    assert kinds() == []
    assert ask(world.person, officer, reference="b").number == 2


def test_whoever_wrote_it_down_is_told_and_the_message_names_nobody(world, officer, decider):
    row = ask(world.person, officer)

    step(actions.refuse, row, decider, why="Too soon.")

    letter = Outgoing.objects.get(recipient=officer)
    assert f"/conferences/requests/{row.pk}/" in letter.body
    assert world.person.family_name not in letter.body
    assert "Too soon" not in letter.body


def test_whoever_answers_their_own_record_is_not_written_to(world, decider):
    step(actions.agree, ask(world.person, decider), decider)

    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(
    ("whom", "words"), [("standard", "on Standard ICM"), ("remand", "not sentenced")]
)
def test_where_no_clock_would_run_none_is_recorded(world, whom, words):
    with pytest.raises(Refused, match=words):
        ask(getattr(world, whom), world.user(Role.RESIDENTIAL_OFFICER))


def test_a_second_request_of_the_same_day_is_not_answered_by_the_first_no(world, officer, decider):
    """An answer names the request it is to."""
    step(actions.refuse, ask(world.person, officer), decider, why="Too soon.")
    ask(world.person, officer, reference="b", why="Something else happened today.")

    values = dict(Event.objects.order_by("pk").values_list("kind", "value"))
    assert values == {EventKind.CC_ASKED: "2", EventKind.CC_REFUSED: "1"}


def test_cancelled_it_may_be_asked_for_again(world, officer, decider):
    row = step(actions.agree, ask(world.person, officer), decider)
    arranging.cancel(
        row.conference,
        why="They changed their mind.",
        version=row.conference.version,
        by=decider,
        principals=principals(decider),
        at=persons.NOW,
    )

    assert ask(world.person, officer, reference="b").number == 2
