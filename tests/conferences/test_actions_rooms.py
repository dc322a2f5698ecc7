"""Rooms, hours and days are kept by the ICM team of their establishment; sent twice, they are as sent once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from conferences.actions import rooms
from conferences.actions.rooms import Fittings
from conferences.models import ClosedDay, Hour, Room, SocialWorkDay
from conferences.policy.hours import Span
from conferences.queries.rooms import social_work_weekdays
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people.models import Establishment, LocalAuthority
from icm.policy.roles import Role
from tests.factories import staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
WEEK = [Span(0, 570, 60), Span(0, 630, 60)]


@pytest.fixture
def place():
    return Establishment.objects.get(slug="barlinnie")


@pytest.fixture
def keeper():
    return principals(staff.user((Role.ICM_ADMINISTRATOR, "barlinnie")))


@pytest.fixture
def room(place, keeper):
    return rooms.add_room(place, Fittings(name="Room 1"), principals=keeper)


def test_a_room_sent_twice_is_one_room(place, keeper, room):
    assert rooms.add_room(place, Fittings(name="Room 1"), principals=keeper) == room
    with pytest.raises(Refused, match="of this name already"):
        rooms.add_room(place, Fittings(name="Room 1", secure=True), principals=keeper)
    with pytest.raises(Refused, match="Give the room a name"):
        rooms.add_room(place, Fittings(name=""), principals=keeper)


@pytest.mark.parametrize(
    "post", [(Role.ICM_ADMINISTRATOR, "perth"), (Role.PERSONAL_OFFICER, "barlinnie"), (Role.HQ, "")]
)
def test_only_the_team_of_the_establishment_keeps_its_rooms(place, room, post):
    other = principals(staff.user(post))
    day = ClosedDay.objects.create(establishment=place, on=date(2026, 12, 24), why="Training")

    for act in (
        lambda: rooms.add_room(place, Fittings(name="Room 2"), principals=other),
        lambda: rooms.change_room(room, Fittings(name="Room 2"), version=1, principals=other),
        lambda: rooms.set_hours(room, WEEK, version=1, principals=other),
        lambda: rooms.close_day(place, date(2026, 12, 23), "Training", principals=other),
        lambda: rooms.open_day(day, principals=other),
        lambda: rooms.set_social_work_days(place, None, [0], principals=other),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Room.objects.get().name == "Room 1"
    assert list(ClosedDay.objects.all()) == [day]


def test_a_room_is_changed_once_and_a_stale_change_is_refused(place, keeper, room):
    fittings = Fittings(name="Room 1", secure=True, closed_from=date(2026, 12, 1))
    changed = rooms.change_room(room, fittings, version=1, principals=keeper)

    assert (changed.secure, changed.version) == (True, 2)
    again = rooms.change_room(room, fittings, version=1, principals=keeper)  # sent twice
    assert again.secure
    with pytest.raises(Stale, match="Room 1; no hours"):
        rooms.change_room(room, Fittings(name="Room A"), version=1, principals=keeper)


def test_a_room_cannot_take_anothers_name_or_open_before_it_closes(place, keeper, room):
    other = rooms.add_room(place, Fittings(name="Room 2"), principals=keeper)

    with pytest.raises(Refused, match="another room of this name"):
        rooms.change_room(other, Fittings(name="Room 1"), version=1, principals=keeper)
    for since in (None, date(2026, 12, 2)):
        fittings = Fittings(name="Room 2", closed_from=since, closed_until=date(2026, 12, 1))
        with pytest.raises(Refused, match="comes before the first"):
            rooms.change_room(other, fittings, version=1, principals=keeper)


def test_the_hours_of_a_week_are_set_as_a_whole(keeper, room):
    rooms.set_hours(room, WEEK, version=1, principals=keeper)
    kept = Hour.objects.get(start=570).pk

    rooms.set_hours(room, [WEEK[0], Span(1, 570, 60)], version=2, principals=keeper)

    assert Hour.objects.get(weekday=0).pk == kept
    assert set(Hour.objects.values_list("weekday", "start")) == {(0, 570), (1, 570)}
    same = rooms.set_hours(room, [WEEK[0], Span(1, 570, 60)], version=3, principals=keeper)
    assert same.version == 3
    with pytest.raises(Stale, match="Monday and Tuesday 09:30-10:30"):
        rooms.set_hours(room, WEEK, version=2, principals=keeper)
    with pytest.raises(Refused, match="overlap"):
        rooms.set_hours(room, [WEEK[0], Span(0, 600, 60)], version=3, principals=keeper)


def test_the_database_holds_that_hours_of_a_room_do_not_overlap(keeper, room):
    rooms.set_hours(room, WEEK, version=1, principals=keeper)

    with pytest.raises(IntegrityError, match="do_not_overlap"), transaction.atomic():
        Hour.objects.create(room=room, weekday=0, start=600, minutes=60)
    Hour.objects.create(room=room, weekday=0, start=690, minutes=60)  # begins as another ends


def test_a_day_is_closed_once_and_opened_again(place, keeper):
    day = rooms.close_day(place, date(2026, 12, 24), "Training", principals=keeper)

    assert rooms.close_day(place, day.on, "Staff day", principals=keeper) == day
    assert ClosedDay.objects.get().why == "Staff day"
    rooms.open_day(day, principals=keeper)
    rooms.open_day(day, principals=keeper)
    assert not ClosedDay.objects.exists()


def test_social_workers_days_are_set_as_a_whole_for_each_team(place, keeper):
    glasgow = LocalAuthority.objects.get(slug="glasgow-city")
    rooms.set_social_work_days(place, None, [0, 1, 2], principals=keeper)
    rooms.set_social_work_days(place, glasgow, [1], principals=keeper)
    rooms.set_social_work_days(place, glasgow, [1, 3, 3], principals=keeper)

    assert social_work_weekdays(place) == {None: [0, 1, 2], glasgow.pk: [1, 3]}
    rooms.set_social_work_days(place, glasgow, [], principals=keeper)
    assert social_work_weekdays(place) == {None: [0, 1, 2]}
    with pytest.raises(IntegrityError, match="once_a_weekday"), transaction.atomic():
        SocialWorkDay.objects.create(establishment=place, weekday=0)
