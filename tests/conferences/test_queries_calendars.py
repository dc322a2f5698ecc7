"""The calendar file of an invitation, read back by the library: it names nobody, follows a move, and cancels."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from conferences import actions
from conferences.models import Conference, Invitation
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply
from icm.core.models import User
from icm.policy.roles import Role
from tests.factories import conferences, persons, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def row(world, organiser):
    return conferences.fixed(world.person, organiser, kind="periodic")


@pytest.fixture
def one(row, organiser, worker):
    (made,) = actions.invite(
        row,
        [actions.Guest(Party.PBSW, worker)],
        version=row.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW,
    )
    return made


def of(client, one):
    return client.get(reverse("conferences:calendar_file", args=[one.pk]))


def parsed(client, one):
    answer = of(client, one)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert event.errors == []
    assert f"method={calendar['method']}" in answer["Content-Type"]
    return calendar, event


def acted(act, row, organiser, *said, **named):
    row = Conference.objects.get(pk=row.pk)
    return act(
        row,
        *said,
        version=row.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW,
        **named,
    )


def test_it_holds_the_date_and_names_nobody(row, one, worker, signed_in):
    client = signed_in(worker)

    calendar, event = parsed(client, one)

    assert (calendar["version"], calendar["method"], event["status"]) == (
        "2.0", "PUBLISH", "CONFIRMED",
    )  # fmt: skip
    assert event.decoded("dtstart") == row.starts_at
    assert (event.decoded("dtend") - event.decoded("dtstart")).seconds == 3600
    assert event["summary"] == "ICM case conference"
    assert event["location"] == "Conference room 1, HMP Barlinnie"
    assert event["url"].endswith(reverse("conferences:mine"))
    text = of(client, one).content.decode()
    person = row.person
    for word in (
        person.family_name,
        person.given_names,
        person.number,
        worker.last_name,
        "eriodic",
    ):
        assert word not in text


def test_a_move_is_the_same_date_with_a_higher_sequence(row, one, organiser, worker, signed_in):
    client = signed_in(worker)
    _, before = parsed(client, one)

    moved = acted(
        actions.move, row, organiser, conferences.sitting(days=52, hour=14, why="The chair is ill.")
    )

    _, after = parsed(client, one)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstart") == moved.starts_at


@pytest.mark.parametrize("act", [actions.cancel, actions.postpone])
def test_what_does_not_take_place_is_cancelled(row, one, organiser, worker, signed_in, act):
    client = signed_in(worker)
    _, before = parsed(client, one)

    acted(act, row, organiser, why="Not needed then.")

    calendar, after = parsed(client, one)
    assert (calendar["method"], after["status"]) == ("CANCEL", "CANCELLED")
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]


def test_whoever_is_not_invited_any_more_learns_that_and_nothing_else(
    row, one, organiser, worker, signed_in
):
    client = signed_in(worker)
    _, before = parsed(client, one)
    actions.uninvite(one, version=one.version, principals=principals(organiser), at=persons.NOW)
    acted(
        actions.move, row, organiser, conferences.sitting(days=52, place="Room 9", why="A clash.")
    )

    calendar, after = parsed(client, one)

    assert calendar["method"] == "CANCEL"
    assert after["sequence"] > before["sequence"]
    assert "dtstart" not in after
    assert "location" not in after


def test_postponed_and_fixed_again_it_is_the_same_date_confirmed(
    row, one, organiser, worker, signed_in
):
    client = signed_in(worker)
    acted(actions.postpone, row, organiser, why="A court date.")
    _, gone = parsed(client, one)

    acted(actions.fix, row, organiser, conferences.sitting(days=52))

    calendar, again = parsed(client, one)
    assert (calendar["method"], again["status"]) == ("PUBLISH", "CONFIRMED")
    assert again["uid"] == gone["uid"]
    assert again["sequence"] > gone["sequence"]


def test_invited_again_is_another_date_than_the_one_taken_out(
    row, one, organiser, worker, signed_in
):
    client = signed_in(worker)
    actions.uninvite(one, version=one.version, principals=principals(organiser), at=persons.NOW)
    (again,) = acted(actions.invite, row, organiser, [actions.Guest(Party.PBSW, worker)])

    (_, gone), (calendar, now) = parsed(client, one), parsed(client, again)

    assert calendar["method"] == "PUBLISH"
    assert now["uid"] != gone["uid"]


@pytest.mark.parametrize("act", [actions.cancel, actions.postpone])
def test_the_page_offers_to_take_out_what_does_not_stand_and_names_nobody(
    row, one, organiser, worker, signed_in, clock, act
):
    client, page = signed_in(worker), reverse("conferences:mine")
    file = reverse("conferences:calendar_file", args=[one.pk])
    assert "do not stand any more" not in client.get(page).text
    acted(act, row, organiser, why="Not needed then.")

    shown = client.get(page).text

    assert "do not stand any more" in shown
    assert file in shown
    assert row.person.family_name not in shown
    clock(persons.NOW + timedelta(days=29))
    assert file not in client.get(page).text


def test_the_page_offers_it_to_whoever_is_not_invited_any_more(
    row, one, worker, signed_in, organiser
):
    actions.uninvite(one, version=one.version, principals=principals(organiser), at=persons.NOW)

    shown = signed_in(worker).get(reverse("conferences:mine")).text

    assert reverse("conferences:calendar_file", args=[one.pk]) in shown
    assert row.person.family_name not in shown


def test_a_deputy_has_it_and_nobody_else(world, row, one, organiser, worker, signed_in):
    deputy = User.objects.get(pk=staff.user().pk)
    Invitation.objects.filter(pk=one.pk).update(
        reply=Reply.DEPUTY, deputy=deputy, answered_at=persons.NOW, answered_for=row.starts_at
    )

    assert of(signed_in(deputy), one).status_code == 200
    assert of(signed_in(organiser), one).status_code == 404
