"""Rooms, hours and engagements are typed on their pages; what is no hour loses nothing that was typed."""

from datetime import timedelta

import pytest
from django.test import Client

from conferences.models import ClosedDay, Engagement, Hour, Room, SocialWorkDay
from icm.people.models import Establishment
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role
from tests.factories import persons, staff

pytestmark = pytest.mark.django_db
CALENDAR = "/conferences/calendar/barlinnie/"


@pytest.fixture
def client(settings):
    settings.REQUIRE_MFA = False
    made = Client()
    made.force_login(staff.user((Role.ICM_CASE_CO_ORDINATOR, "barlinnie")))
    return made


@pytest.fixture
def room(client):
    client.post(f"{CALENDAR}room/", {"name": "ICM room 1", "video": "on"})
    return Room.objects.get()


def text(answer):
    return answer.content.decode()


def test_a_room_its_hours_and_the_page_of_all(client, room):
    hours = f"/conferences/rooms/{room.pk}/hours/"
    said = {"monday": "09:30-10:30, 14:00-15:30", "friday": "0930-1030", "version": 1}

    answer = client.post(hours, said, follow=True)

    assert answer.redirect_chain == [(CALENDAR, 302)]
    assert "Monday 09:30-10:30, 14:00-15:30; Friday 09:30-10:30" in text(answer)
    assert 'value="09:30-10:30, 14:00-15:30"' in text(client.get(hours))
    assert Hour.objects.count() == 3


def test_hours_that_are_none_lose_nothing_typed(client, room):
    said = {"monday": "09:30-10:30", "tuesday": "half past nine", "version": 1}

    answer = client.post(f"/conferences/rooms/{room.pk}/hours/", said)

    assert answer.status_code == 200
    assert "Tuesday: write each hour as 09:30-10:30; this says half past nine" in text(answer)
    assert 'value="half past nine"' in text(answer)
    assert not Hour.objects.exists()


def test_hours_changed_meanwhile_are_not_overwritten(client, room):
    hours = f"/conferences/rooms/{room.pk}/hours/"
    client.post(hours, {"monday": "09:30-10:30", "version": 1})

    answer = client.post(hours, {"tuesday": "09:30-10:30", "version": 1})

    assert "It now says: ICM room 1; Monday 09:30-10:30." in text(answer)
    client.post(hours, {"tuesday": "09:30-10:30", "version": 2})
    assert Hour.objects.get().weekday == 1


def test_a_room_is_changed_and_closed(client, room):
    address = f"/conferences/rooms/{room.pk}/"
    said = {"name": "ICM room 1", "secure": "on", "version": 1}

    wrong = client.post(address, said | {"closed_until": "2026-12-24"})
    assert "give it, with the last day" in text(wrong)
    client.post(address, said | {"closed_from": "2026-12-24"})

    room.refresh_from_db()
    assert (room.secure, room.video, room.closed_until) == (True, False, None)
    assert "From 24 December 2026 for good" in text(client.get(CALENDAR))


def test_days_are_closed_and_opened(client):
    on = persons.TODAY + timedelta(days=400)
    client.post(f"{CALENDAR}close/", {"on": on.isoformat(), "why": "Staff training"})
    closed = ClosedDay.objects.get()

    assert "Staff training" in text(client.get(CALENDAR))
    client.post(f"/conferences/closed/{closed.pk}/open/")
    assert not ClosedDay.objects.exists()


def test_social_workers_days(client):
    address = f"{CALENDAR}social-work/"
    client.post(address, {"council": "glasgow-city", "weekdays": ["1", "3"]})
    client.post(address, {"weekdays": ["0"]})

    assert "Tuesday, Thursday" in text(client.get(CALENDAR))
    assert SocialWorkDay.objects.get(authority=None).weekday == 0
    shown = text(client.get(f"{address}?council=glasgow-city"))
    assert shown.count("checked") == 2
    assert client.post(address, {"council": "nowhere", "weekdays": []}).status_code == 200


def test_an_engagement_is_recorded_and_taken_back(client):
    person = persons.person(route=RouteSlug.ENHANCED)
    address = f"/people/{person.pk}/engagements/"
    said = {"kind": "court", "on": "2037-03-03", "source": "court"}

    wrong = client.post(f"{address}add/", said | {"start": "14:00", "end": "13:00"})
    assert "ends before it begins" in text(wrong)
    assert 'value="14:00"' in text(wrong)
    assert "Give both times" in text(client.post(f"{address}add/", said | {"start": "14:00"}))
    client.post(f"{address}add/", said)

    assert "3 March 2037" in text(client.get(address))
    client.post(f"/engagements/{Engagement.objects.get().pk}/end/")
    assert "None on record." in text(client.get(address))


@pytest.mark.parametrize("rows", [2, 10])
def test_the_page_asks_the_same_however_many_rooms(
    client, room, rows, django_assert_max_num_queries
):
    place = Establishment.objects.get(slug="barlinnie")
    for number in range(rows):
        other = Room.objects.create(establishment=place, name=f"Room {number}")
        Hour.objects.create(room=other, weekday=0, start=570, minutes=60)
    with django_assert_max_num_queries(16):
        assert client.get(CALENDAR).status_code == 200
