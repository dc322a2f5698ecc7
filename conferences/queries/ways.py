"""Where an establishment's conferences are looked at, for whoever may."""

from django.urls import reverse

from conferences import access
from icm.core.access import Principals
from icm.core.screen import Link

_WAYS = (
    (access.READ, "Conferences of the week", "conferences:week", True),
    (access.ARRANGE, "Schedule of conferences", "conferences:schedule", False),
    (access.NUMBERS, "Twelve weeks to come", "conferences:place_load", True),
)


def to_conferences(principals: Principals, slug: str) -> tuple[Link, ...]:
    """Those that are open to the asker; the schedule of a place is made by those of the place alone."""
    return tuple(
        Link(text, reverse(name, args=[slug]))
        for verb, text, name, nationally in _WAYS
        if access.places_with(principals, verb) & ({slug, ""} if nationally else {slug})
    )
