"""People who came in through reception, and reviews of their level: states reached by the acts themselves."""

from datetime import date
from itertools import count
from typing import Any

from icm.core.access import Principals, principals_of
from icm.core.models import User
from icm.people import actions as people
from icm.people.models import Establishment, LocalAuthority, Person
from icm.policy.facts import Legal, Level
from risk import actions
from risk.models import SupervisionReview
from risk.policy.standing import CRITERIA
from tests.factories import persons

_NUMBERS = count(1)


def arrival(at: str = "barlinnie", **values: Any) -> people.Arrival:
    number = next(_NUMBERS)
    return people.Arrival(
        **{
            "reference": f"reception-{number}",
            "number": f"R{number:05}",
            "family_name": f"Arrival{number}",
            "given_names": "New",
            "born_on": persons.date(1990, 3, 3),
            "gender": Person.Gender.MAN,
            "establishment": Establishment.objects.get(slug=at),
            "hall": "Reception",
            "admitted_at": persons.days_ago(0, 8),
            "legal": Legal.AWAITING_SENTENCE,
            "residence": LocalAuthority.objects.get(slug="glasgow-city"),
        }
        | values
    )


def received(by: User, **values: Any) -> Person:
    return actions.receive(arrival(**values), by=by, principals=principals(by), at=persons.NOW)


def principals(user: User) -> Principals:
    return principals_of(user, at=persons.NOW)


def criteria(note: str = "Nothing to note.") -> dict[str, str]:
    return dict.fromkeys(CRITERIA.at(persons.TODAY), note)


def proposed(of: Person, by: User, **values: Any) -> SupervisionReview:
    proposal = actions.Proposal(
        **{
            "reference": f"review-{next(_NUMBERS)}",
            "kind": SupervisionReview.Kind.GOVERNOR,
            "level": Level.MEDIUM,
            "criteria": criteria(),
        }
        | values
    )
    return actions.propose(of, proposal, by=by, principals=principals(by), at=persons.NOW)


def noticed(
    review: SupervisionReview, by: User, *, on: date = persons.TODAY, heard: bool = True
) -> SupervisionReview:
    """Notice written and handed over on that day; they say that they have nothing to say, unless not ``heard``."""
    asking = {"principals": principals(by), "at": persons.NOW}
    row = actions.notify(review, reasons="A phone.", version=review.version, **asking)
    row = actions.give(row, on=on, version=row.version, **asking)
    if not heard:
        return row
    said = actions.Representation(words="", on=persons.TODAY, version=row.version, nothing=True)
    return actions.represent(row, said, by=by, **asking)


def decided(of: Person, by: User, level: Level = Level.MEDIUM, **values: Any) -> SupervisionReview:
    review = proposed(of, by, level=level, **values)
    decision = actions.Decision(level=level, reasons="Good conduct.", version=review.version)
    return actions.decide(review, decision, by=by, principals=principals(by), at=persons.NOW)
