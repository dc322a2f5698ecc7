"""A move from less secure conditions to closed ones is noted with the move, so that CC-RETURN starts by itself.

Where it is not known into which part somebody moved, nothing is noted: whoever knows records it by hand.
"""

from datetime import date, datetime

from icm.core.models import User
from icm.people.actions.events import Happening, note_events, retract_events
from icm.people.models import Event, Person
from icm.people.policy.conditions import is_closed, is_return
from icm.policy.facts import EventKind

_NAME = "back-in-closed"
_SAME_DAY = "They were in less secure conditions again on the same day."


def note_conditions(
    person: Person, before: str, after: str, *, on: date, by: User, at: datetime
) -> None:
    """Call once the move is stored: the version of the row names it. ``after`` is empty where it is not known.

    Put right on the same day, nobody returned; whatever is found out later is taken back by hand, with its reason.
    """
    if is_return(before, after):
        reference = f"{_NAME}-{person.version}"
        happening = Happening(reference=reference, kind=EventKind.BACK_IN_CLOSED, on=on)
        note_events(person, [happening], by=by, at=at)
    elif is_closed(after) is False:
        noted = Event.objects.filter(
            person=person,
            kind=EventKind.BACK_IN_CLOSED,
            on=on,
            reference__startswith=f"{_NAME}-",
        )
        if references := list(noted.values_list("reference", flat=True)):
            retract_events(person, references, why=_SAME_DAY, at=at)
