"""The pages of a person's conferences: from a clock that asks for one to a fixed date, and what can follow."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conferences.models import Conference
from icm.core.models import Consultation
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role
from tests.factories import assessments, conferences, persons, staff

pytestmark = pytest.mark.django_db
FIXED = {
    "on": "2027-01-12",
    "time": "10:30",
    "minutes": "60",
    "place": "Conference room 1",
    "why": "",
}


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def as_organiser(signed_in, organiser):
    return signed_in(organiser)


def url(name, *args):
    return reverse(f"conferences:{name}", args=args)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_from_a_clock_to_a_fixed_date_in_two_pages(world, as_organiser, organiser):
    asked = "?kind=periodic&rule=CC-PERIODIC&due=2027-01-20"
    shown = page(as_organiser, url("plan", world.person.pk) + asked)
    assert 'value="periodic"' in shown
    said = {"kind": "periodic", "why": "Six months since the last.", "due_on": "2027-01-20"}
    answer = as_organiser.post(
        url("plan", world.person.pk), said | {"rule": "CC-PERIODIC", "reference": "r1"}
    )
    row = Conference.objects.get()
    assert answer.url == url("fix", row.pk)

    said = FIXED | {"version": "1", "chair": str(organiser.pk)}
    answer = as_organiser.post(url("fix", row.pk), said)

    assert answer.url == url("invite", row.pk)
    assert "12 January 2027 at 10:30, Conference room 1" in page(as_organiser, answer.url)
    shown = page(as_organiser, url("conference", row.pk))
    assert "Tuesday 12 January 2027, 10:30 to 11:30" in shown
    assert "Conference room 1" in shown
    assert organiser.display_name() in shown
    row.refresh_from_db()
    assert (row.rule, row.state) == ("CC-PERIODIC", "set")


def test_where_one_is_being_arranged_the_clock_leads_to_it(world, as_organiser, organiser):
    row = conferences.planned(world.person, organiser, kind="periodic")

    answer = as_organiser.get(url("plan", world.person.pk) + "?kind=periodic")

    assert answer.url == url("conference", row.pk)


def test_a_day_in_the_address_that_is_none_is_left_out(world, as_organiser):
    assert 'name="due_on_day"' in page(
        as_organiser, url("plan", world.person.pk) + "?due=yesterday"
    )


def test_too_short_a_notice_is_refused_and_what_was_typed_stands(world, as_organiser, organiser):
    row = conferences.planned(world.person, organiser, kind="periodic")
    soon = (persons.TODAY + timedelta(8)).isoformat()

    answer = as_organiser.post(url("fix", row.pk), FIXED | {"on": soon, "version": "1"})

    shown = answer.content.decode()
    assert "less than 4 weeks from now" in shown
    assert "Conference room 1" in shown
    row.refresh_from_db()
    assert row.state == "planned"


def test_the_page_warns_of_short_notice_and_of_a_date_after_it_is_due(
    world, as_organiser, organiser
):
    due_on = persons.TODAY + timedelta(5)
    row = conferences.fixed(
        world.person,
        organiser,
        conferences.sitting(20, why="The parole hearing is in January."),
        kind="periodic",
        due_on=due_on,
    )

    shown = page(as_organiser, url("conference", row.pk))

    assert "have less than 4 weeks" in shown
    assert "after the day it is due by" in shown
    assert "The parole hearing is in January." in shown


def test_a_stopped_assessment_is_not_to_be_used(world, as_organiser, organiser):
    row = conferences.planned(world.person, organiser, kind="periodic")
    assert "Not done" in page(as_organiser, url("conference", row.pk))
    assessments.contradicting(world.person, world.user(Role.PBSW), days=3)

    shown = page(as_organiser, url("conference", row.pk))

    assert "Not to be used" in shown
    assert "until social work has settled it" in shown


@pytest.mark.parametrize(
    ("name", "heard"), [("postpone", "is postponed"), ("cancel", "is cancelled")]
)
def test_it_is_ended_with_a_reason(world, as_organiser, organiser, name, heard):
    row = conferences.fixed(world.person, organiser, kind="periodic")
    page(as_organiser, url(name, row.pk))

    unsaid = as_organiser.post(url(name, row.pk), {"version": "2", "why": ""})
    assert "Enter an answer" in unsaid.content.decode()
    said = {"version": "2", "why": "A court date."}
    answer = as_organiser.post(url(name, row.pk), said, follow=True)

    assert heard in answer.content.decode()
    assert "A court date." in answer.content.decode()


def test_it_is_moved_from_the_boxes_as_they_stand(world, as_organiser, organiser):
    row = conferences.fixed(world.person, organiser, kind="periodic")
    assert 'value="10:00"' in page(as_organiser, url("move", row.pk))

    said = FIXED | {"version": "2", "why": "The room is closed."}
    answer = as_organiser.post(url("move", row.pk), said, follow=True)

    assert "The conference is moved" in answer.content.decode()
    assert "Tuesday 12 January 2027, 10:30 to 11:30" in answer.content.decode()


def test_an_officer_reads_and_arranges_nothing(world, signed_in, organiser):
    row = conferences.fixed(world.person, organiser, kind="periodic")
    officer = signed_in(world.user(Role.PERSONAL_OFFICER))

    shown = page(officer, url("conference", row.pk))

    assert "Postpone it" not in shown
    assert "Plan a case conference" not in page(officer, url("conferences", world.person.pk))
    assert officer.get(url("fix", row.pk)).status_code == 403


def test_looking_is_logged(world, as_organiser, organiser):
    row = conferences.planned(world.person, organiser, kind="periodic")
    page(as_organiser, url("conference", row.pk))

    assert Consultation.objects.filter(page="conferences:conference").exists()


def test_the_page_takes_as_many_queries_for_ten_as_for_two(
    as_organiser, organiser, world, django_assert_max_num_queries
):
    address = url("conferences", world.person.pk)
    conferences.planned(world.person, organiser, kind="periodic")
    page(as_organiser, address)
    with django_assert_max_num_queries(20) as first:
        page(as_organiser, address)
        number = len(first)
    for kind in ("pre-progression", "pre-parole", "pre-release", "return", "requested", "event"):
        conferences.planned(world.person, organiser, kind=kind)
    with django_assert_max_num_queries(number):
        page(as_organiser, address)


def test_a_transfer_after_the_date_was_fixed_is_told(signed_in):
    person = persons.person(route=RouteSlug.ENHANCED)
    persons.sentence(person)
    here = staff.user(
        (Role.ICM_CASE_CO_ORDINATOR, "barlinnie"), (Role.ICM_CASE_CO_ORDINATOR, "perth")
    )
    row = conferences.fixed(person, here)
    conferences.transferred(person, "perth")

    assert "were transferred from" in page(signed_in(here), url("conference", row.pk))
