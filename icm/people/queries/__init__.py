"""What is read of people, places and sentences."""

from icm.people.access import held, roles_for
from icm.people.queries.identity import age, identity, navigation
from icm.people.queries.listing import (
    establishment_choices,
    establishment_names,
    person,
    places,
    visible,
)
from icm.people.queries.record import (
    broken_glass_entries,
    consultations_table,
    event_entries,
    team_facts,
)
from icm.people.queries.trail import history_entries

__all__ = [
    "age",
    "broken_glass_entries",
    "consultations_table",
    "establishment_choices",
    "establishment_names",
    "event_entries",
    "held",
    "history_entries",
    "identity",
    "navigation",
    "person",
    "places",
    "roles_for",
    "team_facts",
    "visible",
]
