"""Conferences brought to where a test needs them, by the acts themselves."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from conferences import actions
from conferences.models import Conference, Invitation
from conferences.policy.kinds import Kind
from conferences.queries.invitations import proposed
from icm.core.models import User
from icm.people import access
from icm.people.models import Establishment, Person
from tests.factories import persons
from tests.factories.receptions import principals

_NUMBERS = count(1)


def plan(**values: Any) -> actions.Plan:
    """An Initial that is due in two months, unless said otherwise."""
    return actions.Plan(
        **{
            "reference": f"conference-{next(_NUMBERS)}",
            "kind": Kind.INITIAL,
            "why": "First conference of this sentence.",
            "due_on": persons.TODAY + timedelta(60),
        }
        | values
    )


def sitting(days: int = 45, hour: int = 10, **values: Any) -> actions.Sitting:
    """An hour on a Tuesday in January."""
    day = persons.TODAY + timedelta(days)
    starts_at = datetime(day.year, day.month, day.day, hour, tzinfo=persons.LONDON)
    return actions.Sitting(
        **{"starts_at": starts_at, "minutes": 60, "place": "Conference room 1"} | values
    )


def planned(person: Person, by: User, **values: Any) -> Conference:
    return actions.plan_conference(
        person, plan(**values), by=by, principals=principals(by), at=persons.NOW
    )


def fixed(
    person: Person, by: User, when: actions.Sitting | None = None, **values: Any
) -> Conference:
    made = planned(person, by, **values)
    return actions.fix(
        made,
        when or sitting(),
        version=made.version,
        by=by,
        principals=principals(by),
        at=persons.NOW,
    )


def transferred(person: Person, to: str) -> None:
    """Moved to another establishment, with the grants that follow."""
    person.establishment = Establishment.objects.get(slug=to)
    person.save(update_fields=["establishment"])
    access.sync(person)


def invited(row: Conference, by: User) -> list[Invitation]:
    """Its core members and the personal officer, as they are allocated."""
    guests = [
        actions.Guest(one.party, one.user, consent=one.consent)
        for one in proposed(row)
        if one.known
    ]
    return actions.invite(
        row, guests, version=row.version, by=by, principals=principals(by), at=persons.NOW
    )
