"""Storing a batch of people with all that belongs to them, in the caller's transaction.

What is stored already as the extract has it is not touched, so that a second run writes nothing. Columns that a file
does not have stay as they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from icm.core.facts import facts_changed
from icm.people import access, policy
from icm.people.actions.extract.belongings import Belongings, Values
from icm.people.actions.extract.bundles import Bundle, Rules
from icm.people.actions.extract.columns import NUMBER, Known
from icm.people.actions.extract.reading import Row
from icm.people.actions.movements import STAY_BEHIND
from icm.people.actions.settling import (
    SOCIAL_WORK,
    end_allocations,
    leave_councils,
    left_enhanced,
    legal_of,
    today,
)
from icm.people.models import Event, Person, Sentence
from icm.people.queries.candidates import council_key
from icm.people.queries.facts import person_facts
from icm.policy.facts import EventKind

# What an extract can say of somebody, as it is stored.
GIVEN = (
    "family_name", "given_names", "born_on", "gender", "communication_needs", "establishment_id",
    "hall", "location", "transfer_to_id", "admitted_at", "arrived_on", "released_on",
    "residence_id", "supervising_authority_id", "supervision_level", "legal",
)  # fmt: skip
_WITH_PLACES = ("establishment", "transfer_to", "residence", "supervising_authority")
# What an extract could have changed of somebody, and the council that was theirs.
_Before = tuple[dict[str, Any], int | None]


class RecordedHere(Exception):
    """A row has the reference of something that was recorded in this system and not sent to it."""

    def __init__(self, belongings: Belongings, row: Row) -> None:
        super().__init__(row.line)
        self.belongings, self.row = belongings, row


@dataclass(frozen=True, slots=True)
class Stored:
    """How many people were new and how many changed."""

    new: int = 0
    changed: int = 0


@dataclass(slots=True)
class _Batch:
    people: dict[str, Person]
    new: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)

    @property
    def by_key(self) -> dict[int, Person]:
        return {person.pk: person for person in self.people.values()}

    @property
    def touched(self) -> list[int]:
        return sorted(self.new | self.changed)

    def of(self, keys: Collection[int]) -> list[Person]:
        return [person for person in self.people.values() if person.pk in keys]


def store(bundles: Sequence[Bundle], rules: Rules) -> Stored:
    """Write what differs, settle what follows from it as every act does, and say for whom facts changed."""
    numbers = [bundle.number for bundle in bundles]
    rows = Person.objects.filter(number__in=numbers).order_by("pk")
    # Not the keys: a sweep that writes what is due for one of them need not wait, nor we for it.
    batch = _Batch({person.number: person for person in rows.select_for_update(no_key=True)})
    before = {one.pk: (_given(one), council_key(one)) for one in batch.people.values()}
    _take_people(batch, bundles, rules.known)
    for file, belongings in rules.belongings.items():
        _take_belongings(batch, [(b, b.others[file]) for b in bundles], belongings, rules.at)
    _settle_legal(batch)
    people = batch.by_key
    batch.changed |= {key for key, (given, _) in before.items() if _given(people[key]) != given}
    _save(batch)
    _end_allocations(batch, before, today(rules.at))
    _settle_route(batch, today(rules.at))
    if batch.touched:
        settled = Person.objects.filter(pk__in=batch.touched).select_related(*_WITH_PLACES)
        access.sync_all(list(settled))
        facts_changed(batch.touched, at=rules.at)
    return Stored(len(batch.new), len(batch.changed - batch.new))


def _take_people(batch: _Batch, bundles: Iterable[Bundle], known: Known) -> None:
    fresh = []
    for bundle in bundles:
        if not bundle.people:
            continue
        person = batch.people.get(bundle.number)
        values = _placed(bundle.people[0].values, person, known)
        if person is None:
            fresh.append(Person(**values))
            continue
        if person.supervision_level:
            # Levels are decided here once they are known here: an older extract does not undo a review.
            values.pop("supervision_level", None)
        for name, value in values.items():
            setattr(person, name, value)
    Person.objects.bulk_create(fresh)
    batch.people |= {person.number: person for person in fresh}
    batch.new = {person.pk for person in fresh}


def _placed(values: dict[str, Any], stored: Person | None, known: Known) -> dict[str, Any]:
    """In the Open Estate and in a custody unit everybody is in the unit, so it need not be said."""
    here = values.get("establishment_id", stored.establishment_id if stored else None)
    whole = next((kind for kind in ("open", "ccu") if (here, kind) in known.units), "")
    if whole and values.get("location", Person.Location.MAINSTREAM) == Person.Location.MAINSTREAM:
        return values | {"location": whole}
    return dict(values)


def _given(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in GIVEN}


def _take_belongings(
    batch: _Batch,
    rows: Sequence[tuple[Bundle, Sequence[Row]]],
    belongings: Belongings,
    at: datetime,
) -> None:
    table = belongings.model._default_manager
    numbers = [bundle.number for bundle, found in rows if found]
    stored = {
        (row.person_id, row.reference): row
        for row in table.filter(person__in=[batch.people[number].pk for number in numbers])
    }
    added, altered, names, pairs = [], [], set(), []
    for bundle, found in rows:
        person = batch.people[bundle.number]
        for row in found:
            stands = stored.get((person.pk, row.values["reference"]))
            values = belongings.complete(row.values, stands, at)
            if stands is None:
                stands = belongings.model(person=person, **_without_number(values))
                added.append(stands)
            elif differing := _differing(belongings, stands, values, row):
                names |= differing
                altered.append(stands)
            pairs.append((stands, row.values))
    table.bulk_create(added)
    if altered:
        table.bulk_update(altered, sorted(names))
    beside = belongings.beside(pairs, batch.by_key, at) if pairs else ()
    touched = {row.person_id for row in [*added, *altered]} | set(beside)
    batch.changed |= touched - batch.new
    if numbers:
        belongings.follow([batch.people[number] for number in numbers])


def _without_number(values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != NUMBER}


def _differing(belongings: Belongings, stands: Any, values: Values, row: Row) -> set[str]:
    """Put what the extract has otherwise into the row that stands; which fields those are."""
    if belongings.is_ours(stands):
        raise RecordedHere(belongings, row)
    given = _without_number(values).items()
    differing = {name: value for name, value in given if getattr(stands, name) != value}
    for name, value in differing.items():
        setattr(stands, name, value)
    return set(differing)


def _settle_legal(batch: _Batch) -> None:
    """A standing sentence settles the legal status, whatever else the extract says of it."""
    quashed: defaultdict[int, list[date | None]] = defaultdict(list)
    rows = Sentence.objects.filter(person__in=list(batch.by_key))
    for key, day in rows.values_list("person_id", "quashed_on"):
        quashed[key].append(day)
    for person in batch.people.values():
        person.legal = legal_of(person.legal, quashed[person.pk])


def _save(batch: _Batch) -> None:
    people = batch.of(batch.changed)
    for person in people:
        person.version += 1
    if people:
        Person.objects.bulk_update(people, [*GIVEN, "version"])
    if batch.new:
        Person.objects.bulk_update(batch.of(batch.new), ["legal", "supervision_level"])


def _end_allocations(batch: _Batch, before: Mapping[int, _Before], on: date) -> None:
    """The staff of an establishment that somebody has left are theirs no more; nor are another council's."""
    place = ("establishment_id", "released_on")
    people = batch.by_key
    moved = [
        key
        for key, (given, _) in before.items()
        if any(getattr(people[key], name) != given[name] for name in place)
    ]
    end_allocations(moved, STAY_BEHIND, on)
    leave_councils(people.values(), {key: council for key, (_, council) in before.items()}, on)


def _settle_route(batch: _Batch, on: date) -> None:
    """Route and risk band, from the facts as they are now stored."""
    people = {person.pk: person for person in batch.of(batch.touched)}
    bands = dict(_newest_bands(people))
    altered, left = [], []
    for known in person_facts(list(people), on=on):
        person = people[known.person]
        before = (person.route, person.risk_band)
        person.route = policy.route(known.facts, on).slug.value
        person.risk_band = bands.get(person.pk, person.risk_band)
        if (person.route, person.risk_band) != before:
            altered.append(person)
        if left_enhanced(before[0], person.route):
            left.append(person.pk)
    if altered:
        Person.objects.bulk_update(altered, ["route", "risk_band"])
    end_allocations(left, SOCIAL_WORK, on)


def _newest_bands(people: Collection[int]) -> Iterable[tuple[int, str]]:
    rows = Event.objects.filter(person__in=people, kind=EventKind.LSCMI).exclude(value="")
    newest = rows.order_by("person_id", "-on", "-pk").distinct("person_id")
    return newest.values_list("person_id", "value")
