"""Where things stand: worked out for one person on any day, or read from the due list for many today."""

from datetime import date, datetime

from django.db.models import QuerySet

from icm.clocks.models import Due, Waiver
from icm.clocks.policy import evaluate
from icm.clocks.queries.facts import Subject, subjects
from icm.people.models import Person
from icm.people.queries import Tracked
from icm.policy.rules import Outcome, Status

# For the page of who changed what.
HISTORY = (Tracked(Waiver, "Deadline set aside"),)
OPEN = (Status.OVERDUE, Status.DUE, Status.UNKNOWN)


def subject_of(person: int, *, on: date) -> Subject | None:
    """One person as the rules see them on that day; None where nothing is known of them."""
    return next(subjects([person], on=on), None)


def explain(person: int, *, on: date, known_at: datetime | None = None) -> tuple[Outcome, ...]:
    """Every rule's outcome for one person on a day; none for somebody released by then, or not known at all."""
    for subject in subjects([person], on=on, known_at=known_at):
        if subject.in_custody:
            return evaluate(subject.facts, on)
    return ()


def person_numbered(number: str) -> int | None:
    """The key of the person with this prisoner number, for whoever asks without a page."""
    return Person.objects.filter(number=number).values_list("pk", flat=True).first()


def open_dues() -> QuerySet[Due]:
    """What still asks for something, in no order."""
    return Due.objects.filter(status__in=OPEN)
