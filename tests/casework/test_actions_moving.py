"""Referrals left behind by a transfer: shown to those who have the person now, made anew where they are, or ended."""

import pytest
from django.urls import reverse

from casework import actions
from casework.models import PlanAction, Referral
from casework.policy.areas import Domain
from casework.queries import chasing
from casework.queries.waits import waits_of
from icm.clocks import actions as clocks
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import action_plans, persons, referrals
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW, TODAY = persons.NOW, persons.TODAY


@pytest.fixture
def left(world):
    """Under way with a service at Barlinnie, and then they were transferred to Perth."""
    officer = world.user(Role.PERSONAL_OFFICER)
    service = referrals.provider(name="Way Home")
    row = referrals.referral(world.person, service, officer, days=9, gist="")
    row = referrals.answered(row, "start", referrals.worker(service))
    person = Person.objects.get(pk=world.person.pk)
    journey = people.Journey(
        reference="j", version=person.version, moved_at=persons.days_ago(0, 9), to=world.there
    )
    mover = world.user(Role.ICM_CO_ORDINATOR)
    people.transfer(person, journey, by=mover, principals=principals(mover), at=NOW)
    row.refresh_from_db()
    return Referral.objects.get(pk=row.pk)


@pytest.fixture
def there(world):
    return world.user(Role.ICM_CO_ORDINATOR, "perth")


@pytest.fixture
def service_there():
    return referrals.provider("perth", name="Perth Homes")


def moved(row, by, to=None, **values):
    asked = {"to": to, "consent": "given", "version": row.version} | values
    return actions.move_on(row, actions.Onward(**asked), by=by, principals=principals(by), at=NOW)


def test_it_stands_in_the_list_of_those_who_have_the_person_now(world, left, there, signed_in):
    assert chasing.to_ask(principals(there), TODAY)[0] == 1
    assert chasing.to_ask(principals(world.user(Role.PERSONAL_OFFICER)), TODAY)[0] == 0
    assert chasing.to_ask(principals(world.user(Role.LINKS_CENTRE, "perth")), TODAY)[0] == 0
    as_there = signed_in(there)
    assert "1 referral to ask about" in as_there.get(reverse("pages:home")).text
    listed = as_there.get(reverse("casework:chasing")).text
    assert "They were transferred away from this service." in listed
    page = as_there.get(reverse("casework:referrals", args=[left.person_id])).text
    assert "Refer anew, or end it" in page


def test_an_officer_named_there_is_told_too(world, left, there):
    officer = world.user(Role.PERSONAL_OFFICER, "perth")
    manager = world.user(Role.FIRST_LINE_MANAGER, "perth")
    person = Person.objects.get(pk=left.person_id)
    choice = people.Choice(role=Role.PERSONAL_OFFICER, to=officer, version=person.version)

    people.allocate(person, choice, by=manager, principals=principals(manager), at=NOW)

    assert chasing.to_ask(principals(officer), TODAY)[0] == 1


def test_move_on_refers_anew_with_the_same_reason(left, there, service_there):
    clocks.sweep(on=TODAY)

    made = moved(left, there, service_there)

    left.refresh_from_db()
    assert (left.state, left.ended_on, left.chase_on) == ("moved", TODAY, None)
    assert left.outcome == "They were transferred to HMP Perth. Perth Homes takes it over."
    assert (made.provider, made.state, made.chaser) == (service_there, "open", there)
    assert (made.why, made.domain, made.origin) == (left.why, left.domain, left.origin)
    assert chasing.to_ask(principals(there), TODAY)[0] == 0
    assert clocks.sweep(on=TODAY).written == 0


def test_move_on_twice_is_once(left, there, service_there):
    first = moved(left, there, service_there)

    assert moved(left, there, service_there) == first
    assert Referral.objects.filter(person=left.person).count() == 2


def test_move_on_to_nobody_ends_it(left, there):
    assert moved(left, there).state == "moved"
    assert moved(left, there).outcome.endswith("No service there takes it over.")
    assert Referral.objects.filter(person=left.person).count() == 1


def test_ended_by_a_transfer_is_counted_by_service(world, left, there, signed_in):
    moved(left, there)

    waits = waits_of(Referral.objects.all(), "provider", TODAY)

    assert waits[left.provider_id].moved == 1
    page = signed_in(Role.ICM_CO_ORDINATOR).get(reverse("casework:waits")).text
    assert "Ended by a transfer" in page


def test_move_on_joins_what_stands_there_and_takes_the_plan_along(left, there, service_there):
    standing = referrals.referral(left.person, service_there, there)
    plan = action_plans.draft(left.person, there)
    line = action_plans.action(plan, there)
    PlanAction.objects.update(referral=left)

    assert moved(left, there, service_there) == standing
    line.refresh_from_db()
    assert line.referral == standing


def test_move_on_refuses_who_is_not_open_to_them(left, there):
    with pytest.raises(Refused, match="does not take on people who are held here"):
        moved(left, there, left.provider)
    left.refresh_from_db()
    assert left.state == "active"


def test_move_on_refuses_while_they_are_still_there(world):
    officer = world.user(Role.PERSONAL_OFFICER)
    row = referrals.referral(world.person, referrals.provider(), officer)
    country = referrals.referral(
        world.person, referrals.provider(""), officer, domain=Domain.FINANCES.value
    )

    for one in (row, country):
        with pytest.raises(Refused, match="have not been transferred away"):
            moved(one, officer)


def test_move_on_is_for_those_who_refer_and_of_the_version_seen(world, left, there):
    with pytest.raises(NotAllowed):
        moved(left, world.user(Role.ICM_ADMINISTRATOR, "perth"))
    with pytest.raises(Stale):
        moved(left, there, version=left.version - 1)


def test_the_page_offers_the_services_there(left, there, service_there, signed_in):
    client = signed_in(there)
    address = reverse("casework:move_on_referral", args=[left.person_id, left.pk])
    text = client.get(address).text
    assert service_there.name in text
    assert "Nobody: end it" in text

    unsaid = client.post(address, {"service": service_there.pk, "version": left.version})
    assert "Do they agree? They were asked about the other service." in unsaid.text
    typed = {"service": service_there.pk, "consent": "not-asked", "version": left.version}
    assert client.post(address, typed).status_code == 302
    assert Referral.objects.get(provider=service_there).consent == ""
    assert "have not been transferred away" not in text
    assert "ended" in client.get(reverse("casework:referrals", args=[left.person_id])).text


def test_the_page_says_where_nothing_was_left_behind(world, signed_in):
    officer = world.user(Role.PERSONAL_OFFICER)
    row = referrals.referral(world.person, referrals.provider(), officer)

    page = signed_in(officer).get(
        reverse("casework:move_on_referral", args=[row.person_id, row.pk])
    )

    assert "They have not been transferred away from this service." in page.text
    assert "Save what happens now" not in page.text
