"""What is read of people, places and sentences."""

from icm.people.access import (
    held,
    managed_places,
    may_break_glass,
    may_receive,
    recordable,
    roles_and_verbs,
    roles_for,
    who_holds,
)
from icm.people.queries.acts import (
    date_to_enter,
    event_choices,
    link_to,
    sentence_cards,
    sentence_kinds,
)
from icm.people.queries.candidates import candidates
from icm.people.queries.glass import glass_log, my_broken_glass
from icm.people.queries.identity import age, identity, navigation
from icm.people.queries.listing import (
    establishment_choices,
    establishment_names,
    out_of_sight,
    person,
    places,
    visible,
)
from icm.people.queries.record import (
    allocated_user,
    broken_glass_entries,
    consultations_table,
    event_entries,
    team_facts,
)
from icm.people.queries.social_work import allocated, council_names, social_workers
from icm.people.queries.staffing import (
    FORTNIGHT,
    Roster,
    absence_managed,
    case_load,
    coming_absences,
    may_cover,
    member_managed,
    officers_of,
    rosters,
    standing_pattern,
    without_officer,
)
from icm.people.queries.trail import Tracked, history_entries

__all__ = [
    "FORTNIGHT",
    "Roster",
    "Tracked",
    "absence_managed",
    "age",
    "allocated",
    "allocated_user",
    "broken_glass_entries",
    "candidates",
    "case_load",
    "coming_absences",
    "consultations_table",
    "council_names",
    "date_to_enter",
    "establishment_choices",
    "establishment_names",
    "event_choices",
    "event_entries",
    "glass_log",
    "held",
    "history_entries",
    "identity",
    "link_to",
    "managed_places",
    "may_break_glass",
    "may_cover",
    "may_receive",
    "member_managed",
    "my_broken_glass",
    "navigation",
    "officers_of",
    "out_of_sight",
    "person",
    "places",
    "recordable",
    "roles_and_verbs",
    "roles_for",
    "rosters",
    "sentence_cards",
    "sentence_kinds",
    "social_workers",
    "standing_pattern",
    "team_facts",
    "visible",
    "who_holds",
    "without_officer",
]
