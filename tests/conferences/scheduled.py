"""A room with hours, somebody who makes the schedule, and conferences that need a date."""

from datetime import timedelta
from typing import Any

from conferences.actions import rooms
from conferences.actions.rooms import Fittings
from conferences.models import Conference, Room
from conferences.policy.hours import Span
from icm.core.models import User
from icm.people.models import Establishment
from icm.policy.facts import Level, RouteSlug
from icm.policy.roles import Role
from tests.factories import conferences, persons, staff
from tests.factories.receptions import principals


def keeper_of(place: str) -> User:
    return staff.user((Role.ICM_CASE_CO_ORDINATOR, place))


def room_of(keeper: User, name: str = "ICM room 1") -> Room:
    """At Barlinnie, each weekday half past nine and two o'clock."""
    place = Establishment.objects.get(slug="barlinnie")
    asking = principals(keeper)
    made = rooms.add_room(place, Fittings(name=name), principals=asking)
    week = [Span(day, start, 60) for day in range(5) for start in (570, 840)]
    return rooms.set_hours(made, week, version=1, principals=asking)


def conference_of(keeper: User, **values: Any) -> Conference:
    """Of somebody on the enhanced route at Barlinnie, due as soon as there is time to invite."""
    values = {"route": RouteSlug.ENHANCED, "supervision_level": Level.LOW} | values
    person = persons.person(**values)
    persons.sentence(person)
    return conferences.planned(person, keeper, due_on=persons.TODAY + timedelta(days=31))
