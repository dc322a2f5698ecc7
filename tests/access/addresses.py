"""Every address of the system, with what to put into it in the first of two parallel worlds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from icm.core.models import BreakGlass
from icm.people.models import Event, Person, Sentence
from icm.policy.facts import EventKind, Level
from icm.policy.roles import Role
from risk.models import SupervisionReview
from tests.factories import persons, receptions
from tests.factories.worlds import World


def patterns(
    resolver: URLResolver | None = None, space: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Name and pattern of every address, through all includes."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            below = f"{entry.namespace}:" if entry.namespace else ""
            yield from patterns(entry, space + below)
        else:
            yield f"{space}{entry.name}", entry


@dataclass
class Case:
    """A person of the first world with something of everything on record."""

    person: Person
    event: Event
    sentence: Sentence
    review: SupervisionReview
    decided: SupervisionReview
    glass: BreakGlass

    def address(self, name: str) -> str:
        return reverse(name, kwargs=self._kwargs(name))

    def _kwargs(self, name: str) -> dict[str, Any]:
        takes = dict(patterns())[name].pattern.converters
        values = {
            "pk": self._key(name),
            "event": self.event.pk,
            "sentence": self.sentence.pk,
            "glass": self.glass.pk,
            "kind": _KINDS.get(name, "ltp"),
            "slug": "barlinnie",
            "rule": "PSS-72H",
        }
        return {key: values[key] for key in takes}

    def _key(self, name: str) -> int:
        if name in ("risk:decided", "risk:letter", "risk:tell", "risk:acknowledge"):
            return self.decided.pk
        if name.startswith("risk:") and name not in (
            "risk:received",
            "risk:reviews",
            "risk:propose",
        ):
            return self.review.pk
        return self.person.pk


_KINDS = {
    "people:record_kind": EventKind.CORE_SCREEN.value,
    "people:enter_date": "pqd",
    "people:withdraw_date": "pqd",
}


def case(world: World) -> Case:
    """One decided and one open review, an event, a sentence, an opening from outside."""
    person = world.person
    chair = world.user(Role.RMT_CHAIR)
    decided = receptions.decided(person, chair, Level.LOW)
    return Case(
        person=person,
        event=Event.objects.create(
            person=person,
            reference="core-screen",
            kind=EventKind.CORE_SCREEN,
            on=persons.TODAY,
            recorded_at=persons.NOW,
            recorded_by=world.user(Role.RESIDENTIAL_OFFICER),
        ),
        sentence=person.sentences.get(),
        review=receptions.proposed(person, chair, level=Level.LOW),
        decided=decided,
        glass=BreakGlass.objects.create(
            person=person,
            user=world.user(Role.RESIDENTIAL_OFFICER, "perth"),
            reason="A threat was reported",
            from_at=persons.days_ago(2),
            until_at=persons.days_ago(1),
        ),
    )
