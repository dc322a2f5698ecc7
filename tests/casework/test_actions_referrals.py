"""A referral is made once, asked about, withdrawn; nobody is forgotten and nothing is lost."""

from datetime import timedelta

import pytest

from casework import actions
from casework.models import Chase, CoreScreen, Referral
from casework.policy.areas import Urgency
from icm.clocks import queries as clocks
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons, referrals
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def service(world):
    return referrals.provider()


@pytest.fixture
def made(world, officer, service):
    return referrals.referral(world.person, service, officer)


def _open(of, ask, by):
    return actions.open_referral(of, ask, by=by, principals=principals(by), at=persons.NOW)


def test_open_referral_says_who_asks_and_when(made, officer):
    assert (made.state, made.chaser, made.chase_on) == ("open", officer, TODAY + timedelta(14))
    assert made.answer_by == made.chase_on


def test_open_referral_is_answered_sooner_where_it_is_needed_today(world, officer, service):
    row = _open(world.person, referrals.ask(service, urgency=Urgency.TODAY.value), officer)

    assert row.answer_by == TODAY + timedelta(1)


def test_open_referral_is_what_the_rules_read(world, made):
    event = Event.objects.get(person=world.person, kind=EventKind.REFERRAL)

    assert (event.on, event.note) == (TODAY, "")
    assert event.reference == f"referral-{made.pk}"


def test_open_referral_meets_an_immediate_need_at_once(world, officer, service):
    Event.objects.create(
        person=world.person,
        reference="need",
        kind=EventKind.IMMEDIATE_NEED,
        on=TODAY,
        recorded_at=persons.NOW,
    )

    referrals.referral(world.person, service, officer)

    found = {one.rule: one for one in clocks.explain(world.person.pk, on=TODAY)}
    assert found["CSA-REFER"].status == "met"


def test_open_referral_twice_is_one_referral(world, officer, service):
    ask = referrals.ask(service)

    assert _open(world.person, ask, officer) == _open(world.person, ask, officer)
    assert Referral.objects.count() == 1
    assert Event.objects.filter(kind=EventKind.REFERRAL).count() == 1


def test_open_referral_refuses_the_same_reference_with_other_words(world, officer, service):
    _open(world.person, referrals.ask(service, reference="a", why="One."), officer)

    with pytest.raises(SentBefore):
        _open(world.person, referrals.ask(service, reference="a", why="Two."), officer)


def test_open_referral_for_the_same_says_that_one_stands(world, officer, service, made):
    with pytest.raises(Refused, match="it still stands"):
        _open(world.person, referrals.ask(service), officer)


def test_a_core_screen_is_served_by_the_referral_that_stands(world, officer, service, made):
    screen = CoreScreen.objects.create(
        person=world.person,
        reference="s",
        questions="2026",
        begun_at=persons.NOW,
        begun_by=officer,
    )

    assert _open(world.person, referrals.ask(service, screen=screen), officer) == made


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"consent": "refused", "why": ""}, "say why"),
        ({"disclosure": "team", "ground": ""}, "withheld"),
        ({"chase_on": TODAY - timedelta(1)}, "is past"),
    ],
)
def test_open_referral_refuses(world, officer, service, values, said):
    with pytest.raises(Refused, match=said):
        _open(world.person, referrals.ask(service, **values), officer)

    assert not Referral.objects.exists()


def test_open_referral_refuses_a_service_that_closed(world, officer, service):
    by = world.user(Role.ICM_CO_ORDINATOR)
    actions.close_provider(service, on=TODAY, by=by, principals=principals(by), at=persons.NOW)
    service.refresh_from_db()

    with pytest.raises(Refused, match="takes nobody on"):
        _open(world.person, referrals.ask(service), officer)


@pytest.mark.parametrize("role", [Role.HQ, Role.ICM_ADMINISTRATOR, Role.PROVIDER])
def test_open_referral_is_not_for(world, service, role):
    by = world.user(role)

    with pytest.raises(NotAllowed):
        _open(world.person, referrals.ask(service), by)


def test_open_referrals_asks_the_rules_once(world, officer, monkeypatch):
    called = []
    monkeypatch.setattr(
        "icm.people.actions.settling.facts_changed", lambda people, at: called.append(people)
    )
    asks = [referrals.ask(referrals.provider()) for _ in range(3)]

    rows = actions.open_referrals(
        world.person, asks, by=officer, principals=principals(officer), at=persons.NOW
    )

    assert [row.provider for row in rows] == [ask.provider for ask in asks]
    assert called == [[world.person.pk]]


def _withdraw(row, by, why="They changed their mind.", version=1):
    return actions.withdraw_referral(
        row, why=why, version=version, principals=principals(by), at=persons.NOW
    )


def test_withdraw_referral_ends_it_with_its_reason(made, officer):
    row = _withdraw(made, officer)

    assert (row.state, row.ended_on, row.outcome) == (
        "withdrawn",
        TODAY,
        "They changed their mind.",
    )
    assert row.chase_on is None
    assert _withdraw(made, officer) == row  # sent twice


def test_withdraw_referral_refuses_without_a_reason_or_over_an_answer(
    world, made, officer, service
):
    with pytest.raises(Refused, match="Say why"):
        _withdraw(made, officer, why="")

    referrals.answered(made, "accept", referrals.worker(service))
    with pytest.raises(Stale, match="Accepted, answered on 21 November 2026"):
        _withdraw(made, officer)


def test_withdraw_referral_is_not_for_the_service(made, service):
    with pytest.raises(NotAllowed):
        _withdraw(made, referrals.worker(service))


def _chase(row, by, **values):
    asked = actions.Asked(**{"reference": "c", "said": "Next week."} | values)
    return actions.chase_referral(row, asked, by=by, principals=principals(by), at=persons.NOW)


def test_chase_referral_keeps_what_was_said_and_when_to_ask_next(world, made, officer):
    case_co_ordinator = world.user(Role.ICM_CASE_CO_ORDINATOR)

    _chase(made, officer, next_on=TODAY + timedelta(3), chaser=case_co_ordinator)
    _chase(made, officer, next_on=TODAY + timedelta(3))  # sent twice

    made.refresh_from_db()
    assert (made.chaser, made.chase_on) == (case_co_ordinator, TODAY + timedelta(3))
    assert [chase.said for chase in Chase.objects.all()] == ["Next week."]


def test_chase_referral_without_a_day_asks_again_after_the_usual_time(made, officer, service):
    _chase(made, officer)
    made.refresh_from_db()
    unanswered = made.chase_on
    referrals.answered(made, "accept", referrals.worker(service))
    _chase(made, officer, reference="d")

    made.refresh_from_db()
    assert (unanswered, made.chase_on) == (TODAY + timedelta(14), TODAY + timedelta(28))


def test_chase_referral_under_way_needs_no_next_day(made, officer, service):
    referrals.answered(made, "start", referrals.worker(service))
    _chase(made, officer)

    made.refresh_from_db()
    assert made.chase_on is None


def test_chase_referral_refuses_other_words_a_past_day_and_one_that_ended(made, officer):
    _chase(made, officer)
    with pytest.raises(SentBefore):
        _chase(made, officer, said="Never.")
    with pytest.raises(Refused, match="after today"):
        _chase(made, officer, reference="d", next_on=TODAY)

    _withdraw(made, officer)
    with pytest.raises(Refused, match="already withdrawn"):
        _chase(made, officer, reference="d")


def test_a_chase_does_not_make_the_services_answer_stale(made, officer, service):
    _chase(made, officer)

    assert referrals.answered(made, "accept", referrals.worker(service)).state == "accepted"
