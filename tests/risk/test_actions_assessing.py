"""An assessment is asked for once; psychology promises dates, the person is told, and the clock follows."""

from datetime import timedelta

import pytest

from icm.clocks import queries as clocks
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from risk import actions
from risk.models import Assessment
from risk.policy.assessments import Purpose, Side, Tool
from tests.factories import assessments, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY


@pytest.fixture
def chair(world):
    return world.user(Role.RMT_CHAIR)


@pytest.fixture
def psychologist(world):
    return world.user(Role.PSYCHOLOGY)


@pytest.fixture
def row(world, chair):
    return assessments.asked_of_psychology(world.person, chair, days=10, why="Before the RMT.")


def standing(person):
    found = {one.rule: one for one in clocks.explain(person.pk, on=TODAY)}
    return found["PRA-TIMESCALE"]


def ask(person, by, request):
    return actions.ask_assessment(person, request, by=by, principals=principals(by), at=persons.NOW)


def test_ask_assessment_keeps_who_asked_and_why(row, chair):
    assert (row.state, row.requested_by, row.requested_why) == (
        "requested",
        chair,
        "Before the RMT.",
    )
    assert row.requested_on == TODAY - timedelta(10)


def test_ask_assessment_of_psychology_opens_its_clock(world, row):
    assert standing(world.person).status == "unknown"
    event = Event.objects.get(person=world.person, kind=EventKind.PRA_ASKED)
    assert (event.on, event.note) == (row.requested_on, "")


def test_ask_assessment_twice_is_one_request(world, chair):
    request = assessments.psychological()

    assert ask(world.person, chair, request) == ask(world.person, chair, request)
    assert Assessment.objects.count() == 1


def test_ask_assessment_under_the_same_reference_for_something_else_is_refused(world, chair):
    request = assessments.psychological(reference="one")
    ask(world.person, chair, request)

    with pytest.raises(SentBefore):
        ask(world.person, chair, assessments.psychological(reference="one", why="Other"))


def test_ask_assessment_again_is_refused_while_one_is_open(world, row, chair):
    with pytest.raises(Refused, match="11 November 2026 already"):
        ask(world.person, chair, assessments.psychological())


def test_ask_assessment_joins_what_is_open_where_it_may(world, row, chair):
    assert ask(world.person, chair, assessments.psychological(joins=True)) == row


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"tool": Tool.LSCMI}, "social work's", id="an LS/CMI of psychology"),
        pytest.param({"side": Side.PRISON}, "Only psychology", id="theirs of social work"),
        pytest.param({"due_on": TODAY - timedelta(1)}, "past", id="needed yesterday"),
    ],
)
def test_ask_assessment_refuses_what_cannot_be_done(world, chair, change, why):
    with pytest.raises(Refused, match=why):
        ask(world.person, chair, assessments.psychological(**change))


def test_ask_assessment_is_not_for_every_role(world):
    officer = world.user(Role.PERSONAL_OFFICER)

    with pytest.raises(NotAllowed):
        ask(world.person, officer, assessments.psychological())


def test_tell_dates_makes_the_promise_the_limit(world, row, psychologist):
    end = TODAY + timedelta(60)
    assessments.promised(row, psychologist, TODAY, end)
    assert standing(world.person).status == "unknown"  # set, but not told

    assessments.told(row, psychologist)

    found = standing(world.person)
    assert (found.status, found.due_on) == ("due", end)


def test_promise_dates_anew_has_to_be_told_anew(world, row, psychologist):
    assessments.promised(row, psychologist, TODAY, TODAY + timedelta(60))
    assessments.told(row, psychologist)

    changed = assessments.promised(row, psychologist, TODAY, TODAY + timedelta(90))

    assert changed.told_on is None
    assert standing(world.person).due_on == TODAY + timedelta(60)
    assessments.told(row, psychologist)
    assert standing(world.person).due_on == TODAY + timedelta(90)


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        pytest.param(10, 5, "cannot end before", id="ends before it starts"),
        pytest.param(-20, -1, "is past", id="ends yesterday"),
    ],
)
def test_promise_dates_refuses_what_nobody_could_keep(row, psychologist, start, end, why):
    with pytest.raises(Refused, match=why):
        assessments.promised(row, psychologist, TODAY + timedelta(start), TODAY + timedelta(end))


def test_promise_dates_is_psychologys_alone(world, row):
    for role in (Role.PBSW, Role.PBSW_TEAM_MANAGER, Role.RMT_CHAIR):
        with pytest.raises(NotAllowed):
            assessments.promised(row, world.user(role), TODAY, TODAY + timedelta(9))
    with pytest.raises(NotAllowed):
        assessments.promised(row, world.user(Role.PSYCHOLOGY, "perth"), TODAY, TODAY + timedelta(9))


def test_promise_dates_is_not_for_social_work(world):
    worker = world.user(Role.PBSW)
    lscmi = assessments.asked(world.person, worker)

    with pytest.raises(Refused, match="Only psychology"):
        assessments.promised(lscmi, worker, TODAY, TODAY + timedelta(9))


def test_promise_dates_on_an_earlier_version_is_stale(row, psychologist):
    assessments.promised(row, psychologist, TODAY, TODAY + timedelta(9))

    with pytest.raises(Stale, match="promised for 30 November 2026"):
        actions.promise_dates(
            row,
            start_on=TODAY,
            end_on=TODAY,
            version=1,
            principals=principals(psychologist),
            at=persons.NOW,
        )


@pytest.mark.parametrize("on", [TODAY + timedelta(1), TODAY - timedelta(11)])
def test_tell_dates_refuses_a_day_on_which_nothing_could_be_told(row, psychologist, on):
    assessments.promised(row, psychologist, TODAY, TODAY + timedelta(9))

    with pytest.raises(Refused):
        assessments.told(row, psychologist, on)


def test_tell_dates_needs_dates(row, psychologist):
    with pytest.raises(Refused, match="Set first"):
        assessments.told(row, psychologist)


def test_withdraw_assessment_stops_its_clock(world, row, chair, psychologist):
    assessments.promised(row, psychologist, TODAY, TODAY + timedelta(9))
    assessments.told(row, psychologist)
    row.refresh_from_db()

    gone = actions.withdraw_assessment(
        row,
        why="Not needed.",
        version=row.version,
        principals=principals(chair),
        at=persons.NOW,
    )

    assert (gone.state, gone.withdrawn_why) == ("withdrawn", "Not needed.")
    assert standing(world.person).status == "does not apply"


def test_withdraw_assessment_that_noted_nothing_retracts_nothing(world):
    worker = world.user(Role.PBSW)
    row = assessments.asked(world.person, worker, purpose=Purpose.ANNUAL)

    gone = actions.withdraw_assessment(
        row, why="Twice.", version=1, principals=principals(worker), at=persons.NOW
    )

    assert gone.state == "withdrawn"


def withdraw(row, by):
    return actions.withdraw_assessment(
        row, why="Twice.", version=1, principals=principals(by), at=persons.NOW
    )


@pytest.mark.parametrize(
    ("side", "asker", "theirs", "not_theirs"),
    [
        (Side.PRISON, Role.PBSW, Role.PBSW_TEAM_MANAGER, Role.CBSW),
        (Side.COMMUNITY, Role.CBSW, Role.CBSW_TEAM_MANAGER, Role.PBSW),
    ],
)
def test_a_request_is_withdrawn_by_the_side_it_was_made_to(world, side, asker, theirs, not_theirs):
    row = assessments.asked(world.person, world.user(asker), side=side)
    with pytest.raises(NotAllowed, match="social work, which alone"):
        withdraw(row, world.user(not_theirs))
    with pytest.raises(NotAllowed):
        withdraw(row, world.user(Role.ICM_CO_ORDINATOR))

    assert withdraw(row, world.user(theirs)).state == "withdrawn"


def test_whoever_asked_takes_their_request_back(world):
    asker = world.user(Role.ICM_CO_ORDINATOR)

    assert withdraw(assessments.asked(world.person, asker), asker).state == "withdrawn"
