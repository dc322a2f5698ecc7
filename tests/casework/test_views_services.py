"""The pages on which services are opened, changed and closed."""

import pytest
from django.urls import reverse

from casework.models import Provider, Referral
from casework.policy.areas import Domain
from icm.core.models import Team
from icm.policy.roles import Role
from tests.factories import persons, referrals

pytestmark = pytest.mark.django_db
ON = {"on_day": "21", "on_month": "11", "on_year": "2026"}


@pytest.fixture
def as_keeper(signed_in, clock):
    return signed_in(Role.LINKS_CENTRE)


@pytest.fixture
def service(world):
    return referrals.provider(name="Housing desk")


def url(name, *args):
    return reverse(f"casework:{name}", args=args)


def said(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200, answer.status_code
    return answer.text


def new(**values):
    return {
        "name": "Tenancy help",
        "about": "Help to keep a flat.",
        "agency": "links",
        "domains": [Domain.ACCOMMODATION.value],
        "at": "barlinnie",
        "role": "provider",
    } | values


def test_the_list_is_found_from_the_waits_and_says_how_each_stands(world, as_keeper, service):
    referrals.referral(world.person, service, world.user(Role.PERSONAL_OFFICER))
    closed = referrals.provider(name="Old desk")
    Provider.objects.filter(pk=closed.pk).update(closed_on=persons.TODAY)

    assert f'href="{url("services")}"' in said(as_keeper, "waits")
    body = said(as_keeper, "services")
    assert body.index("Housing desk") < body.index("Old desk")
    for words in ("HMP Barlinnie", Domain.ACCOMMODATION.label, "Closed on 21 November 2026"):
        assert words in body


def test_who_only_sees_waits_is_not_offered_the_list(signed_in, clock):
    assert url("services") not in said(signed_in(Role.FIRST_LINE_MANAGER), "waits")


def test_services_of_another_establishment_are_not_there(as_keeper):
    elsewhere = referrals.provider("perth", name="Perth desk")

    assert "Perth desk" not in said(as_keeper, "services")
    assert as_keeper.get(url("service", elsewhere.pk)).status_code == 404


def test_who_keeps_no_services_has_none(signed_in, service):
    client = signed_in(Role.PERSONAL_OFFICER)

    assert client.get(url("services")).status_code == 403
    assert client.get(url("service", service.pk)).status_code == 404


@pytest.mark.parametrize(
    ("at", "where"),
    [
        ("barlinnie", "HMP Barlinnie"),
        ("scotland", "In the community, all of Scotland"),
        ("council:glasgow-city", "In the community, Glasgow City"),
    ],
)
def test_a_service_is_opened_once_with_its_team(as_keeper, at, where):
    for _ in range(2):
        answer = as_keeper.post(url("open_service"), new(at=at), follow=True)

    made = Provider.objects.get()
    assert made.team == Team.objects.get(role=Role.PROVIDER, place=made.slug)
    for words in ("Tenancy help", "Help to keep a flat.", where, "Its own staff"):
        assert words in answer.text


def test_a_service_without_staff_who_sign_in(as_keeper):
    answer = as_keeper.post(url("open_service"), new(role="", domains=[]), follow=True)

    assert Provider.objects.get().team is None
    assert "Staff record what it says" in answer.text
    assert "Everything" in answer.text


def test_its_words_and_wait_are_changed_and_stand_beside_the_referral(
    world, as_keeper, signed_in, service
):
    officer = world.user(Role.PERSONAL_OFFICER)
    referrals.referral(world.person, service, officer)
    form = said(as_keeper, "change_service", service.pk)
    sent = new(name="Housing desk", wait="About 6 weeks", version="1")

    answer = as_keeper.post(url("change_service", service.pk), sent, follow=True)

    assert 'value="Housing desk"' in form
    assert "The change is saved." in answer.text
    assert "said on 21 November 2026" in answer.text
    beside = said(signed_in(officer), "referrals", world.person.pk)
    assert "About 6 weeks" in beside


def test_whoever_refers_reads_what_each_service_does(world, signed_in, service):
    officer = signed_in(Role.PERSONAL_OFFICER)
    without = said(officer, "refer", world.person.pk)
    Provider.objects.filter(pk=service.pk).update(
        about="Help to keep a flat.", wait="About 6 weeks", wait_on=persons.TODAY
    )
    body = said(officer, "refer", world.person.pk)

    assert "What each service does" not in without
    for words in ("Help to keep a flat.", "Wait: About 6 weeks", "said on 21 November 2026"):
        assert words in body


def test_two_who_change_it_at_once_see_what_the_other_wrote(as_keeper, service):
    sent = new(name="Housing desk", wait="About 6 weeks", version="1")
    as_keeper.post(url("change_service", service.pk), sent)

    answer = as_keeper.post(url("change_service", service.pk), sent | {"wait": "A year"})

    assert "About 6 weeks" in answer.text
    assert "A year" in answer.text


def test_a_service_nobody_is_referred_to_closes_and_opens_again(as_keeper, service):
    form = said(as_keeper, "close_service", service.pk)
    answer = as_keeper.post(url("close_service", service.pk), ON, follow=True)

    assert "Which service takes over?" not in form
    assert "Closed on 21 November 2026" in answer.text
    assert url("close_service", service.pk) not in answer.text
    said(as_keeper, "reopen_service", service.pk)
    opened = as_keeper.post(url("reopen_service", service.pk), follow=True)
    assert url("close_service", service.pk) in opened.text


def test_nobody_is_left_behind_at_a_service_that_closes(world, as_keeper, service):
    officer = world.user(Role.PERSONAL_OFFICER)
    referrals.referral(world.person, service, officer)
    other = referrals.provider(name="Shelter desk")
    referrals.provider("perth", name="Perth desk")
    form = said(as_keeper, "close_service", service.pk)

    refused = as_keeper.post(url("close_service", service.pk), ON)
    sent = ON | {"to": str(other.pk), "why": "The contract ended."}
    answer = as_keeper.post(url("close_service", service.pk), sent, follow=True)

    assert "1 referral will end here and is made anew" in form
    assert "Shelter desk, HMP Barlinnie" in form
    assert "Perth desk" not in form
    assert "Which service takes over? Enter an answer" in refused.text or "error" in refused.text
    assert "The service is closed." in answer.text
    assert Referral.objects.get(provider=other).state == "open"


def test_the_list_costs_the_same_for_any_number(as_keeper, assert_constant_queries):
    assert_constant_queries(add_row=referrals.provider, call=lambda: as_keeper.get(url("services")))


def test_headquarters_keeps_those_of_every_establishment(signed_in, clock, service):
    referrals.provider("perth", name="Perth desk")
    client = signed_in(Role.HQ)

    body = said(client, "services")

    assert "Housing desk" in body
    assert "Perth desk" in body
    assert 'value="perth"' in said(client, "open_service")


def test_a_service_is_open_until_the_day_it_closes(as_keeper, service):
    later = {"on_day": "1", "on_month": "12", "on_year": "2026"}

    answer = as_keeper.post(url("close_service", service.pk), later, follow=True)

    assert "Until 1 December 2026" in answer.text
