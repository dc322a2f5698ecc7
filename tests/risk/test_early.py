"""The list of people whose supervision level could be looked at before its last day."""

import pytest
from django.urls import reverse

from icm.core.models import Consultation
from icm.people.models import Person
from icm.policy.facts import Legal, Level, SentenceKind
from icm.policy.roles import Role
from risk.models import SupervisionReview
from tests.factories import persons
from tests.factories.receptions import decided, proposed

ADDRESS = "/supervision/early/"


@pytest.fixture
def chair(world):
    return world.user(Role.RMT_CHAIR)


@pytest.fixture
def long_ago(chair):
    """Admitted 200 days ago, with a level decided that many days ago."""

    def made(person, days=100, level=Level.MEDIUM):
        Person.objects.filter(pk=person.pk).update(admitted_at=persons.days_ago(200))
        review = decided(Person.objects.get(pk=person.pk), chair, level)
        SupervisionReview.objects.filter(pk=review.pk).update(decided_at=persons.days_ago(days))
        return person

    return made


def shown(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_people_are_listed_the_longest_ago_first_with_why(world, long_ago, signed_in):
    long_ago(world.standard)
    long_ago(world.person, days=150)

    page = shown(signed_in(Role.RMT_CHAIR))

    assert page.index(world.person.family_name.upper()) < page.index(
        world.standard.family_name.upper()
    )
    assert "more than 3 months ago" in page
    assert reverse("risk:reviews", args=[world.standard.pk]) in page
    assert "Local default" in page


@pytest.mark.parametrize(
    ("days", "level"), [(80, Level.MEDIUM), (100, Level.LOW)], ids=["not long ago", "Low"]
)
def test_nobody_is_listed_whom_the_policy_does_not_ask_about(
    world, long_ago, signed_in, days, level
):
    long_ago(world.standard, days=days, level=level)

    assert "last looked at long enough ago." in shown(signed_in(Role.RMT_CHAIR))


@pytest.mark.parametrize(
    "values",
    [{"released_on": persons.TODAY}, {"legal": Legal.UNTRIED}],
    ids=["released", "untried"],
)
def test_nobody_is_listed_whose_level_nobody_would_lower(world, long_ago, signed_in, values):
    long_ago(world.standard)
    Person.objects.filter(pk=world.standard.pk).update(**values)

    assert world.standard.number not in shown(signed_in(Role.RMT_CHAIR))


def test_nobody_is_listed_whose_review_is_open(world, long_ago, chair, signed_in):
    proposed(long_ago(world.standard), chair)

    assert world.standard.number not in shown(signed_in(Role.RMT_CHAIR))


def test_an_officer_sees_their_own_people_and_nobody_those_of_elsewhere(world, long_ago, signed_in):
    long_ago(world.standard)
    long_ago(world.person)

    officer = shown(signed_in(Role.PERSONAL_OFFICER))
    assert world.person.number in officer
    assert world.standard.number not in officer
    assert world.person.number not in shown(signed_in(Role.RMT_CHAIR, "perth"))


@pytest.mark.parametrize("role", [Role.HQ, Role.PBSW, Role.LINKS_CENTRE, None])
def test_the_list_is_for_those_who_propose_levels(world, signed_in, role):
    assert signed_in(role).get(ADDRESS).status_code == 403


def test_whoever_opens_it_is_on_record_with_whom_it_showed(world, long_ago, signed_in):
    long_ago(world.standard)

    shown(signed_in(Role.RMT_CHAIR))

    looked = Consultation.objects.filter(page="risk:early")
    assert [row.persons for row in looked] == [[world.standard.pk]]


def test_it_costs_the_same_whatever_the_number_of_people(
    world, chair, signed_in, assert_constant_queries
):
    client = signed_in(Role.RMT_CHAIR)

    def add_row():
        person = persons.person("barlinnie", admitted_at=persons.days_ago(200))
        persons.sentence(person, SentenceKind.STP, term_years=None, term_months=18)
        review = decided(person, chair, Level.MEDIUM)
        SupervisionReview.objects.filter(pk=review.pk).update(decided_at=persons.days_ago(100))

    assert_constant_queries(add_row=add_row, call=lambda: client.get(ADDRESS))


def test_my_work_leads_there_for_those_who_propose(world, signed_in):
    assert ADDRESS in signed_in(Role.RMT_CHAIR).get("/").content.decode()
    assert ADDRESS not in signed_in(Role.HQ).get("/").content.decode()
    assert ADDRESS in signed_in(Role.PERSONAL_OFFICER).get("/", follow=True).content.decode()
