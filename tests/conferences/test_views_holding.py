"""The pages after the meeting."""

import pytest
from django.urls import reverse

from conferences.models import Conference
from icm.policy.roles import Role
from tests.factories import conferences

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def row(world, organiser):
    made = conferences.fixed(world.person, organiser, kind="periodic")
    conferences.invited(made, organiser)
    return made


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def begun(row):
    """As it stands on the day, without waiting six weeks for it."""
    day = row.made_at.replace(hour=0)
    Conference.objects.filter(pk=row.pk).update(starts_at=day)
    row.invitations.update(reply="accepted", answered_for=day, answered_at=day)
    return day.date()


def test_it_is_recorded_as_held_in_one_page(row, organiser, signed_in):
    client, on = signed_in(organiser), begun(row)
    shown = client.get(url("hold", row)).content.decode()
    assert "No LS/CMI to be used" in shown
    marks = {f"came_{one.pk}": "attended" for one in row.invitations.all()}
    said = {
        "version": "2",
        "on": on.isoformat(),
        "next_kind": "periodic",
        "next_on": "",
        "next_when": "When the programme is finished.",
        "next_why": "It decides what comes next.",
    }
    refused = client.post(url("hold", row), said).content.decode()
    assert "Choose an answer" in refused or "choose an answer" in refused

    shown = client.post(url("hold", row), said | marks, follow=True).content.decode()

    assert "is recorded as held" in shown
    assert "Was there." in shown
    assert "When the programme is finished." in shown
    assert "Move it to another date" not in shown


def test_it_is_adjourned_with_a_reason(row, organiser, signed_in):
    client = signed_in(organiser)
    begun(row)
    client.get(url("adjourn", row))

    said = {"version": "2", "why": "The fire alarm."}
    shown = client.post(url("adjourn", row), said, follow=True).content.decode()

    assert "The conference is adjourned" in shown
    assert "Fix the date" in shown


def test_an_administrator_arranges_and_does_not_hold(row, world, signed_in):
    client = signed_in(world.user(Role.ICM_ADMINISTRATOR))

    assert client.get(url("hold", row)).status_code == 403
