"""The count of new reminders beside the header's link, on every page."""

import pytest
from django.urls import reverse

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


def header(client, page="pages:register"):
    return client.get(reverse(page)).text


def test_every_page_leads_to_the_reminders_and_counts_the_new_ones(world, signed_in, told):
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
    with django_assert_num_queries(0):
        assert callable(reminders(rf.get("/"))["unread_reminders"])
