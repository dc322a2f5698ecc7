"""The count of new reminders beside the header's link, on the pages a day begins with."""

import pytest
from django.urls import resolve, reverse

from icm.clocks.context import reminders
from icm.clocks.models import Reminder
from icm.policy.roles import Role
from tests.factories import persons

pytestmark = pytest.mark.django_db
UNREAD = "unread</span>"


@pytest.fixture
def told(world):
    def make(person, due_on=persons.TODAY, role=Role.LINKS_CENTRE):
        return Reminder.objects.create(
            person=person, rule="CSA-72H", due_on=due_on, stage=1, on=persons.TODAY,
            recipient=world.user(role),
        )  # fmt: skip

    return make


def header(client, page="pages:home"):
    return client.get(reverse(page)).text


def test_home_leads_to_the_reminders_and_counts_the_new_ones(world, signed_in, told):
    links = signed_in(Role.LINKS_CENTRE)
    told(world.person)
    told(world.standard)

    text = header(links)

    assert f'href="{reverse("clocks:reminders")}"' in text
    assert 'icm_count">2<' in text
    links.post(reverse("clocks:mark_read"))
    assert UNREAD not in header(links)


def test_nobody_counts_what_they_may_not_see_or_what_is_others(world, signed_in, told):
    told(world.person_there)
    told(world.person, role=Role.ICM_CO_ORDINATOR)

    assert UNREAD not in header(signed_in(Role.LINKS_CENTRE))


def test_the_count_costs_one_query_however_many(world, signed_in, told, assert_constant_queries):
    links = signed_in(Role.LINKS_CENTRE)

    assert_constant_queries(add_row=lambda: told(persons.person()), call=lambda: header(links))


def test_nothing_is_asked_before_a_header_asks(rf, django_assert_num_queries):
    request = rf.get("/")
    request.resolver_match = resolve("/")

    with django_assert_num_queries(0):
        assert callable(reminders(request)["unread_reminders"])


def test_any_other_page_leads_there_without_counting(world, signed_in, told):
    told(world.person)

    text = header(signed_in(Role.LINKS_CENTRE), page="pages:register")

    assert f'href="{reverse("clocks:reminders")}"' in text
    assert UNREAD not in text
