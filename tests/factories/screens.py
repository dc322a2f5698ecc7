"""Core Screens in the states that tests begin from, reached by the acts themselves."""

from datetime import datetime
from itertools import count
from typing import Any

from casework.actions import completing, screens
from casework.models import Answer, CoreScreen, Provider
from casework.policy.areas import Area
from icm.core.access import principals_of
from icm.core.models import User
from icm.people.models import Establishment, Person
from tests.factories import persons

_NUMBERS = count(1)


def doing(user: User, at: datetime = persons.NOW) -> dict[str, Any]:
    """Who acts and when."""
    return {"by": user, "principals": principals_of(user, at=at), "at": at}


def provider(at: str = "barlinnie", **values: Any) -> Provider:
    number = next(_NUMBERS)
    return Provider.objects.create(
        **{
            "slug": f"service-{number}",
            "name": f"Service {number}",
            "agency": "links",
            "establishment": Establishment.objects.get(slug=at),
        }
        | values
    )


def found(area: str, **values: Any) -> screens.Found:
    """No need, unless said otherwise."""
    return screens.Found(**{"area": area, "need": Answer.Found.NONE, "version": 0} | values)


def needed(area: str, **values: Any) -> screens.Found:
    """A need that can wait some days, with help offered and declined."""
    said = {"need": "need", "urgency": "days", "referral": "declined"}
    return found(area, **said | values)


def begun(person: Person, by: User, at: datetime = persons.NOW) -> CoreScreen:
    return screens.begin_screen(person, **doing(by, at))


def answered(
    screen: CoreScreen, by: User, *given: screens.Found, at: datetime = persons.NOW
) -> CoreScreen:
    """Every area, those given as they are."""
    by_area = {one.area: one for one in given}
    for area in Area:
        screens.answer_area(screen, by_area.get(area, found(area)), **doing(by, at))
    return screen


def completed(
    person: Person, by: User, *given: screens.Found, at: datetime = persons.NOW
) -> CoreScreen:
    screen = answered(begun(person, by, at), by, *given, at=at)
    return completing.complete_screen(screen, competent=True, understood=True, **doing(by, at))
