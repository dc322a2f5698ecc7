"""People in custody, in the least that makes them valid."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model

from icm.people import access
from icm.people.models import Establishment, LocalAuthority, Person, Sentence
from icm.policy.facts import Legal, Level, RouteSlug, SentenceKind

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=LONDON)
TODAY = NOW.date()
_NUMBERS = count(1)


def days_ago(days: int, hour: int = 9) -> datetime:
    return datetime.combine(TODAY - timedelta(days=days), datetime.min.time(), LONDON).replace(
        hour=hour
    )


def person(at: str = "barlinnie", **values: Any) -> Person:
    """Somebody held at this establishment, with the grants that follow."""
    made = recorded(at, **values)
    access.sync(made)
    return made


def recorded(at: str | Establishment = "barlinnie", **values: Any) -> Person:
    """The same before anybody may know of them: for many people, grants are quicker made for all at once."""
    number = next(_NUMBERS)
    admitted_at = values.pop("admitted_at", days_ago(30))
    council = values.pop("residence", "")
    return Person.objects.create(
        **{
            "number": f"T{number:05}",
            "family_name": f"Family{number}",
            "given_names": f"Given{number}",
            "born_on": date(1990, 3, 3),
            "gender": Person.Gender.MAN,
            "establishment": _placed(Establishment, at),
            "hall": "A Hall",
            "admitted_at": admitted_at,
            "arrived_on": admitted_at.date() if admitted_at else None,
            "residence": _placed(LocalAuthority, council),
            "legal": Legal.SENTENCED,
            "route": RouteSlug.STANDARD,
            "supervision_level": Level.HIGH,
        }
        | values
    )


def _placed(places: type[Model], named: str | Model) -> Model | None:
    """The row itself, or the one of that slug."""
    if isinstance(named, Model):
        return named
    return places._default_manager.get(slug=named) if named else None


def sentence(of: Person, kind: SentenceKind = SentenceKind.LTP, **values: Any) -> Sentence:
    start_on = of.admitted_at.date() if of.admitted_at else date(2026, 10, 22)
    return Sentence.objects.create(
        **{
            "person": of,
            "reference": f"S{next(_NUMBERS)}",
            "kind": kind,
            "imposed_on": start_on,
            "start_on": start_on,
            "term_years": 6,
        }
        | values
    )
