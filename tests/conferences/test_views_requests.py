"""Pages on which a request for a conference is recorded, answered and read."""

import pytest
from django.urls import reverse

from conferences.models import Conference, Request
from conferences.workflow import Requesting
from icm.policy.roles import Role

pytestmark = pytest.mark.django_db

TYPED = {
    "reference": "r1",
    "grounds": ["goals", "other"],
    "why": "I have done the course.",
    "how": "spoken",
    "on_day": "21",
    "on_month": "11",
    "on_year": "2026",
}


def url(name, *args):
    return reverse(f"conferences:{name}", args=args)


@pytest.fixture
def asked(world, signed_in):
    signed_in(Role.PERSONAL_OFFICER).post(url("ask", world.person.pk), TYPED)
    return Request.objects.get()


def test_an_officer_records_it_and_reads_number_owner_and_last_day(world, signed_in, asked):
    said = signed_in(Role.PERSONAL_OFFICER).get(url("request", asked.pk)).text

    assert "Request 1" in said
    assert "Answer by" in said
    assert f"ICM Co-ordinator, {world.here.name}" in said
    assert "I have done the course." in said


def test_it_stands_on_the_page_of_their_conferences_until_it_is_answered(world, signed_in, asked):
    client, page = signed_in(Role.ICM_CO_ORDINATOR), url("conferences", world.person.pk)
    assert "Request 1" in client.get(page).text

    client.post(
        url("answer_request", asked.pk), {"version": "1", "answer": "refuse", "why": "Too soon."}
    )

    assert "Request 1" not in client.get(page).text
    assert "Request 1" in client.get(url("requests", world.person.pk)).text


def test_a_no_tells_why_and_how_to_challenge_it(signed_in, asked):
    client = signed_in(Role.ICM_CO_ORDINATOR)
    form = client.get(url("answer_request", asked.pk)).text
    assert "Goals of an intervention reached" in form
    assert "On record since" in form

    client.post(
        url("answer_request", asked.pk), {"version": "1", "answer": "refuse", "why": "Too soon."}
    )

    said = signed_in(Role.PERSONAL_OFFICER).get(url("request", asked.pk)).text
    assert "Too soon." in said
    assert "Scottish Public Services Ombudsman" in said
    assert "Local default" in said


def test_a_refusal_of_the_form_keeps_what_was_typed(signed_in, asked):
    said = (
        signed_in(Role.ICM_CO_ORDINATOR)
        .post(url("answer_request", asked.pk), {"version": "1", "answer": "refuse", "why": ""})
        .text
    )

    assert "Say why: the person reads it" in said
    assert Request.objects.get().state == Requesting.WAITING


def test_a_yes_leads_to_the_conference_it_plans(signed_in, asked):
    client = signed_in(Role.ICM_CO_ORDINATOR)
    client.post(url("answer_request", asked.pk), {"version": "1", "answer": "agree", "why": ""})

    there = url("conference", Conference.objects.get().pk)
    assert f'href="{there}"' in client.get(url("request", asked.pk)).text


def test_only_the_co_ordinator_is_offered_the_answer(signed_in, asked):
    officer, address = signed_in(Role.PERSONAL_OFFICER), url("answer_request", asked.pk)

    assert address not in officer.get(url("request", asked.pk)).text
    assert officer.get(address).status_code == 403


def test_an_unanswered_request_leads_the_co_ordinator_to_it(world, signed_in, asked):
    """From the person's own page, where it is due."""
    page = signed_in(Role.ICM_CO_ORDINATOR).get(reverse("pages:person", args=[world.person.pk]))

    assert "Answer to a request for a case conference" in page.text


def test_a_request_taken_back_says_why(signed_in, asked):
    client = signed_in(Role.PERSONAL_OFFICER)
    client.post(url("withdraw_request", asked.pk), {"version": "1", "why": "Sorted otherwise."})

    assert "Sorted otherwise." in client.get(url("request", asked.pk)).text
