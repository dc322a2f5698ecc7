"""Tables of the shared nouns: places, people in custody, sentences, what happened, who is allocated."""

from icm.people.models.allocations import Allocation
from icm.people.models.events import EnteredDate, Event, Movement
from icm.people.models.persons import Person, PersonGroupGrant, PersonUserGrant
from icm.people.models.places import Establishment, LocalAuthority, Unit
from icm.people.models.sentences import Sentence
from icm.people.models.staffing import Absence, ShiftPattern

__all__ = [
    "Absence",
    "Allocation",
    "EnteredDate",
    "Establishment",
    "Event",
    "LocalAuthority",
    "Movement",
    "Person",
    "PersonGroupGrant",
    "PersonUserGrant",
    "Sentence",
    "ShiftPattern",
    "Unit",
]
