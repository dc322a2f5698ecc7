"""Acts on people and places: one function an act, one module a subject."""

from icm.people.actions.allocations import Choice, allocate, standing_in_words
from icm.people.actions.dates import Entry, Withdrawal, enter_date, withdraw_date
from icm.people.actions.details import Details, change_details
from icm.people.actions.events import (
    Happening,
    note_events,
    record_event,
    retract_events,
    why_it_stays,
    withdraw_event,
)
from icm.people.actions.glass import break_glass, end_break_glass
from icm.people.actions.movements import Journey, Spot, plan_transfer, release, relocate, transfer
from icm.people.actions.receptions import Arrival, receive
from icm.people.actions.sentences import Warrant, change_sentence, record_sentence
from icm.people.actions.settling import settle
from icm.people.actions.staffing import (
    Leave,
    change_cover,
    end_absence,
    record_absence,
    record_shifts,
)

__all__ = [
    "Arrival",
    "Choice",
    "Details",
    "Entry",
    "Happening",
    "Journey",
    "Leave",
    "Spot",
    "Warrant",
    "Withdrawal",
    "allocate",
    "break_glass",
    "change_cover",
    "change_details",
    "change_sentence",
    "end_absence",
    "end_break_glass",
    "enter_date",
    "note_events",
    "plan_transfer",
    "receive",
    "record_absence",
    "record_event",
    "record_sentence",
    "record_shifts",
    "release",
    "relocate",
    "retract_events",
    "settle",
    "standing_in_words",
    "transfer",
    "why_it_stays",
    "withdraw_date",
    "withdraw_event",
]
