"""Assessments: states reached by the acts themselves."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from icm.core.models import User
from icm.people.models import Person
from icm.policy.facts import Band
from risk import actions
from risk.models import Assessment
from risk.policy.assessments import Override, Purpose, Side, Tool
from tests.factories import persons
from tests.factories.receptions import principals

_NUMBERS = count(1)
# Eight sections that add up to twenty: High by itself.
FIGURES = {
    "history": 4,
    "education": 5,
    "family": 2,
    "leisure": 1,
    "companions": 2,
    "substances": 4,
    "attitude": 1,
    "pattern": 1,
    "total": 20,
}


def request(**values: Any) -> actions.Request:
    return actions.Request(
        **{
            "reference": f"assessment-request-{next(_NUMBERS)}",
            "tool": Tool.LSCMI,
            "purpose": Purpose.ADMISSION,
            "side": Side.PRISON,
        }
        | values
    )


def psychological(**values: Any) -> actions.Request:
    psychology = {"tool": Tool.PSYCHOLOGICAL, "side": Side.PSYCHOLOGY, "purpose": Purpose.ASKED}
    return request(**psychology | values)


def result(**values: Any) -> actions.Result:
    return actions.Result(
        **{
            "done_on": persons.TODAY,
            "version": 1,
            "band": Band.HIGH.value,
            "override": Override.NONE.value,
            "figures": FIGURES,
        }
        | values
    )


def asked(of: Person, by: User, *, days: int = 0, **values: Any) -> Assessment:
    """Asked for so many days ago."""
    at = persons.days_ago(days) if days else persons.NOW
    return actions.ask_assessment(of, request(**values), by=by, principals=principals(by), at=at)


def asked_of_psychology(of: Person, by: User, *, days: int = 0, **values: Any) -> Assessment:
    at = persons.days_ago(days) if days else persons.NOW
    return actions.ask_assessment(
        of, psychological(**values), by=by, principals=principals(by), at=at
    )


def done(of: Person, by: User, *, days: int = 0, **values: Any) -> Assessment:
    """An LS/CMI recorded so many days ago, done on that day."""
    at = persons.days_ago(days) if days else persons.NOW
    on = persons.TODAY - timedelta(days)
    return actions.record_assessment(
        of,
        request(),
        result(**{"done_on": on} | values),
        by=by,
        principals=principals(by),
        at=at,
    )


def contradicting(of: Person, by: User, *, days: int = 0, **values: Any) -> Assessment:
    """One whose total is not the sum, kept as it stands."""
    wrong = {"figures": {**FIGURES, "total": 27}, "as_it_stands": True}
    return done(of, by, days=days, **wrong | values)


def promised(row: Assessment, by: User, start_on: date, end_on: date) -> Assessment:
    row.refresh_from_db()
    return actions.promise_dates(
        row,
        start_on=start_on,
        end_on=end_on,
        version=row.version,
        principals=principals(by),
        at=persons.NOW,
    )


def told(row: Assessment, by: User, on: date = persons.TODAY) -> Assessment:
    row.refresh_from_db()
    return actions.tell_dates(
        row, on=on, version=row.version, by=by, principals=principals(by), at=persons.NOW
    )
