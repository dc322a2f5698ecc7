"""A terminal for whoever looks at the demonstration, and the invented people they can sign in as at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet

from icm.core.access import principals_of
from icm.core.models import User
from icm.kiosk import actions
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role

NAME = "Demonstration"


@dataclass(frozen=True, slots=True)
class Visitor:
    name: str
    number: str
    route: str
    pin: str


def open_terminal(place: Any, *, at: datetime) -> str:
    """A code for the terminal of that name there; the browser that was it before is it no more."""
    by = _keeper(place)
    made = actions.add_terminal(
        place,
        name=NAME,
        reference=f"demo-{place.slug}",
        by=by,
        principals=principals_of(by, at=at),
        at=at,
    )
    return made.code


def visitors(place: Any, *, at: datetime) -> Iterator[Visitor]:
    """One on each route: whoever has most to read and was heard most. Each gets a new PIN from staff."""
    by = _keeper(place)
    for route in (RouteSlug.ENHANCED, RouteSlug.STANDARD):
        person = _with_most(place, route).first()
        if person is not None:
            pin = actions.give_pin(person, by=by, principals=principals_of(by, at=at), at=at)
            yield Visitor(person.full_name, person.number, route.label, pin)


def _with_most(place: Any, route: RouteSlug) -> QuerySet:  # type: ignore[type-arg]
    people = apps.get_model("people", "Person")._default_manager
    held = people.filter(establishment=place, released_on=None, route=route)
    counted = held.annotate(
        plan=Count("plans", filter=Q(plans__state="agreed"), distinct=True),
        coming=Count("conferences", filter=Q(conferences__state="set"), distinct=True),
        minuted=Count("conferences", filter=Q(conferences__minute__state="issued"), distinct=True),
        asked=Count("asks", distinct=True),
        said=Count("action_says", distinct=True),
    )
    return counted.order_by("-plan", "-minuted", "-coming", "-said", "-asked", "pk")


def _keeper(place: Any) -> User:
    """Who may do both there."""
    role, here = Role.FIRST_LINE_MANAGER, place.slug
    holders = User.objects.filter(groups__team__role=role, groups__team__place=here)
    return holders.filter(is_active=True).order_by("username")[:1].get()
