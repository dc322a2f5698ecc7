"""After every act of casework the due list is as the rules say, at once: the nightly sweep finds nothing to write."""

from dataclasses import replace

import pytest

from casework import actions
from casework.actions import alerts, completing, handing_on, screens
from casework.actions.talks import Talk, record_conversation
from casework.models import Narrative, PlanAction, PlanCopy
from casework.policy.areas import Agency, Domain
from casework.policy.copies import Copy
from casework.policy.officers import Topic
from icm.clocks import actions as clocks
from icm.people import actions as people
from icm.people.models import Event, Person
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import Role
from tests.factories import action_plans, copies, persons, plans, referrals
from tests.factories import screens as screening
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW, TODAY = persons.NOW, persons.TODAY


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def settled(world):
    """Call with the name of an act once it is done."""

    def check(act: str) -> None:
        swept = clocks.sweep(on=TODAY)
        assert (swept.written, swept.removed) == (0, 0), act

    clocks.sweep(on=TODAY)
    return check


def test_referrals(world, officer, settled):
    service = referrals.provider(agency=Agency.THIRD_SECTOR.value)
    worker, asking = referrals.worker(service), {"principals": principals(officer), "at": NOW}
    row = referrals.referral(world.person, service, officer, days=5)
    settled("open_referral")
    for move in ("accept", "wait", "start", "close"):
        referrals.answered(row, move, worker, words="Said.")
        settled(f"answer_referral: {move}")
    other = referrals.referral(world.person, service, officer, domain=Domain.FINANCES.value)
    actions.chase_referral(other, actions.Asked(reference="c", said="Soon."), by=officer, **asking)
    settled("chase_referral")
    referrals.answered(other, "start", worker)
    other.refresh_from_db()
    actions.withdraw_referral(other, why="No longer.", version=other.version, **asking)
    settled("withdraw_referral, under way")


def test_a_service_that_closes(world, officer, settled):
    first, second = referrals.provider(), referrals.provider()
    referrals.answered(
        referrals.referral(world.person, first, officer), "start", referrals.worker(first)
    )
    keeper = world.user(Role.ICM_CO_ORDINATOR)
    actions.close_provider(
        first,
        on=TODAY,
        over=actions.HandOver(to=second, why="The contract ended."),
        by=keeper,
        principals=principals(keeper),
        at=NOW,
    )
    settled("close_provider")


def test_writing(world, officer, settled):
    asking = {"principals": principals(officer), "at": NOW}
    row = plans.entry(world.person, officer)
    settled("write_narrative")
    words = actions.Rewriting(on=TODAY, body="Other words.", version=1, anyway=True)
    row = actions.change_narrative(row, words, by=officer, **asking)
    settled("change_narrative")
    plans.rating(world.person, officer)
    settled("rate_domain")
    actions.withdraw_narrative(row, why="Wrong person.", version=2, **asking)
    settled("withdraw_narrative")
    assert Narrative.objects.get().withdrawn_at


def test_the_core_screen(world, officer, settled):
    person = persons.person(admitted_at=persons.days_ago(0, 8), route=RouteSlug.ENHANCED)
    persons.sentence(person)
    clocks.sweep(on=TODAY)
    by = world.user(Role.RESIDENTIAL_OFFICER)
    urgent = {"urgency": "today", "referral": "accepted", "provider": screening.provider()}
    screen = screening.begun(person, by)
    screens.answer_area(screen, screening.needed("housing", **urgent), **screening.doing(by))
    completing.end_sitting(screen, completing.Ending(why="Tired."), **screening.doing(by))
    settled("end_sitting")
    screening.begun(person, by)
    alerts.stop_screen(screen, **screening.doing(by))
    settled("stop_screen")
    screens.abandon_screen(screen, why="Wrong form.", principals=principals(by), at=NOW)
    settled("abandon_screen")
    done = screening.completed(person, by, screening.needed("money", urgency="today"))
    settled("complete_screen")
    handing_on.tell_route(done, on=TODAY, **screening.doing(by))
    settled("tell_route")
    manager = world.user(Role.FIRST_LINE_MANAGER)
    choice = people.Choice(
        role=Role.PERSONAL_OFFICER, to=officer, version=Person.objects.get(pk=person.pk).version
    )
    people.allocate(person, choice, by=manager, principals=principals(manager), at=NOW)
    handing_on.read_screen(done, **screening.doing(officer))
    settled("read_screen")


def test_the_plan_and_its_copy(world, officer, settled):
    asking = {"by": officer, "principals": principals(officer), "at": NOW}
    action_plans.in_force(world.person, officer, provider_id=copies.provider().pk)
    settled("put_in_force")
    line = PlanAction.objects.get()
    action_plans.progress(line, officer)
    settled("record_progress")
    actions.refer_action(line, consent="given", **asking)
    settled("refer_action")
    made = copies.made(world.person, Copy.PERSON, officer)
    given = actions.Handing(actions.THE_PERSON, PlanCopy.How("hand"), TODAY)
    actions.give_copy(made, given, **asking)
    settled("give_copy")
    talk = Talk(reference="t", at=NOW, topics=(Topic.ROUTE,), understood="yes")
    record_conversation(world.person, talk, **asking)
    record_conversation(world.person, replace(talk, reference="u"), **asking)
    settled("record_conversation")
    assert Event.objects.filter(kind=EventKind.ROUTE_TOLD).count() == 2
