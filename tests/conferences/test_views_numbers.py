"""The weeks to come against capacity, how conferences were held, and the week with its dates."""

from datetime import datetime, time, timedelta
from itertools import count

import pytest
from django.test import Client

from conferences.actions import scheduling
from conferences.models import Conference, Invitation, SocialWorkDay
from icm.people.models import Establishment
from icm.policy.facts import Level
from icm.policy.roles import Role
from tests.conferences.scheduled import conference_of, keeper_of, room_of
from tests.factories import conferences, persons, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NUMBERS, LOAD = "/conferences/numbers/", "/conferences/load/"
HERE, WEEK = f"{LOAD}barlinnie/", "/conferences/week/barlinnie/"


@pytest.fixture
def keeper(settings, monkeypatch):
    settings.REQUIRE_MFA = False
    monkeypatch.setattr("django.utils.timezone.now", lambda: persons.NOW)
    return keeper_of("barlinnie")


@pytest.fixture
def client(keeper):
    return signed_in(keeper)


@pytest.fixture
def room(keeper):
    return room_of(keeper)


def signed_in(user):
    made = Client()
    made.force_login(user)
    return made


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def held(keeper, days_ago=10, came=(), invited=40, **values):
    """One that was held, with the marks of who came."""
    row = conference_of(keeper)
    on = persons.TODAY - timedelta(days=days_ago)
    known = {
        "state": "held",
        "establishment": Establishment.objects.get(slug="barlinnie"),
        "starts_at": datetime.combine(on, time(10), persons.LONDON),
        "fixed_at": persons.NOW - timedelta(days=days_ago + 60),
        "invited_at": datetime.combine(on - timedelta(days=invited), time(9), persons.LONDON),
        "held_on": on,
        "due_on": on,
        "assessed": True,
        "place": "ICM room 1",
    }
    Conference.objects.filter(pk=row.pk).update(**known | values)
    for party, mark in came:
        Invitation.objects.create(
            conference=row, party=party, came=mark, name="X", sent_at=persons.NOW, sent_by=keeper
        )
    return row


def with_date(keeper, sitting):
    person = conference_of(keeper).person
    return conferences.fixed(person, keeper, sitting, kind="periodic")


def test_the_shares_have_numerators_denominators_and_what_is_not_known(client, keeper):
    held(keeper, came=[("officer", "attended"), ("pbsw", "absent")])
    held(keeper, came=[("pbsw", "attended")], invited=20, assessed=False)
    held(keeper, assessed=None, due_on=None, invited_at=None)
    held(keeper, days_ago=900)  # before what is looked back at

    shown = text(client.get(NUMBERS))

    assert shown.count("1 of 2") >= 3  # LS/CMI, notice, officer
    assert "50%, 1 not known" in shown
    assert "2 of 2" in shown  # held in time
    assert "A finished LS/CMI lay before the conference" in shown
    assert "October to December 2026" in shown


def test_the_picture_is_of_the_role_that_was_chosen(client, keeper):
    held(keeper, came=[("officer", "video"), ("cbsw", "written")])

    assert "Personal officer at conferences" in text(client.get(NUMBERS))
    assert "Community-based social worker at conferences" in text(
        client.get(f"{NUMBERS}?role=cbsw")
    )
    assert "Personal officer at conferences" in text(client.get(f"{NUMBERS}?role=nonsense"))


def test_headquarters_sees_each_establishment_and_one_post_its_own(client, keeper):
    held(keeper)
    headquarters = signed_in(staff.user((Role.HQ, "")))

    everywhere = text(headquarters.get(NUMBERS))
    assert "Establishment by establishment" in everywhere
    assert "HMP Perth" in everywhere
    assert "HMP Perth" not in text(headquarters.get(f"{NUMBERS}?establishment=barlinnie"))
    assert "HMP Perth" not in text(client.get(f"{NUMBERS}?establishment=perth"))
    assert "HMP Perth" in text(headquarters.get(LOAD))
    assert "HMP Perth" not in text(client.get(LOAD))
    assert client.get(f"{LOAD}perth/").status_code == 404
    assert client.get("/conferences/week/perth/").status_code == 404
    officer = signed_in(staff.user((Role.PERSONAL_OFFICER, "barlinnie")))
    assert [officer.get(one).status_code for one in (NUMBERS, LOAD, HERE, WEEK)] == [
        403, 403, 404, 200,
    ]  # fmt: skip


def test_the_load_stands_against_rooms_and_social_workers(client, keeper, room):
    for weekday in (0, 2):
        SocialWorkDay.objects.create(establishment=room.establishment, weekday=weekday)
    conference_of(keeper)
    stuck = conference_of(keeper, supervision_level=Level.HIGH)
    before = text(client.get(HERE))
    assert before.count("No search has looked at it yet") == 2
    place = room.establishment
    scheduling.order_schedule(place, by=keeper, principals=principals(keeper), at=persons.NOW)
    scheduling.solve_schedule(scheduling.take_run(at=persons.NOW), at=persons.NOW, effort=2.0)

    shown = text(client.get(HERE))

    assert "No secure room is free at any free time." in shown
    assert stuck.person.full_name in shown
    assert "Monday, Wednesday" in shown
    everywhere = text(client.get(LOAD))
    assert "1 found none" in everywhere
    assert "None yet" not in everywhere


def test_the_week_shows_fixed_dates_and_who_comes(client, keeper):
    row = conferences.fixed(
        conference_of(keeper).person,
        keeper,
        conferences.sitting(45, place="Room 9"),
        kind="periodic",
    )
    monday = persons.TODAY - timedelta(days=persons.TODAY.weekday())
    week = (row.starts_at.date() - monday).days // 7
    conferences.invited(row, keeper)

    shown = text(client.get(f"{WEEK}?week={week}"))

    assert row.person.full_name in shown
    assert "Room 9" in shown
    assert "0 of " in shown
    assert row.person.full_name not in text(client.get(WEEK))
    for odd in ("nonsense", "-999", "999", "--1"):
        assert client.get(f"{WEEK}?week={odd}").status_code == 200


def test_whom_the_asker_may_not_know_of_is_only_counted(client, keeper, room):
    waiting = conference_of(keeper)
    fixed = with_date(keeper, conferences.sitting(45))
    for row in (waiting, fixed):
        type(row.person).objects.filter(pk=row.person_id).update(acl=[])
    week = (fixed.starts_at.date() - persons.TODAY).days // 7 + 1

    weeks = "".join(text(client.get(f"{WEEK}?week={n}")) for n in (week - 1, week, week + 1))
    assert "1 more are about people" in weeks
    assert fixed.person.family_name not in weeks
    shown = text(client.get(HERE))
    assert "2 more are about people" in shown
    assert waiting.person.family_name not in shown


@pytest.mark.parametrize("address", [NUMBERS, LOAD, HERE, WEEK])
def test_each_page_asks_the_same_however_many(
    client, keeper, room, address, assert_constant_queries
):
    hours = count(8)

    def add():
        held(keeper, came=[("officer", "attended")])
        conference_of(keeper)
        with_date(keeper, conferences.sitting(2, next(hours), why="Soon."))

    assert_constant_queries(add_row=add, call=lambda: client.get(address))
