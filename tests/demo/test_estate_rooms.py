"""Every establishment of the invented estate has rooms with hours, and days on which social workers come."""

import pytest

from conferences.models import ClosedDay, Engagement, Hour, Room, SocialWorkDay
from icm.demo.estate.rooms import ELSEWHERE, write_rooms
from icm.demo.estate.staff import Staff
from icm.people.actions.places import ESTABLISHMENTS
from icm.policy.calendar import is_working_day
from icm.policy.roles import Role
from tests.factories import persons, staff

pytestmark = pytest.mark.django_db


def test_rooms_hours_days_and_engagements_are_written():
    by = staff.user((Role.ICM_ADMINISTRATOR, "barlinnie"))
    posts = {(Role.ICM_ADMINISTRATOR, place.slug): [by.pk] for place in ESTABLISHMENTS}
    for _ in range(ELSEWHERE + 1):
        persons.person()

    write_rooms(Staff(posts), persons.TODAY, persons.NOW)

    places = {place.slug for place in ESTABLISHMENTS}
    assert set(Room.objects.values_list("establishment__slug", flat=True)) == places
    assert set(Room.objects.filter(secure=True).values_list("establishment__slug", flat=True)) == places  # fmt: skip
    assert not Room.objects.filter(hours=None).exists()
    assert Hour.objects.filter(weekday__gt=4).count() == 0
    assert SocialWorkDay.objects.filter(authority=None).count() == 4 * len(places)
    assert ClosedDay.objects.count() == len(places)
    engaged = list(Engagement.objects.all())
    assert len(engaged) == 2  # the first, and the one after so many
    assert all(one.from_at > persons.NOW for one in engaged)
    assert all(is_working_day(one.from_at.date()) for one in engaged)
