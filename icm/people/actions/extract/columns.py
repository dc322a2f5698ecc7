"""Which files and columns an extract has. The README's tables say the same in words; a test compares them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from icm.people.actions.extract import values
from icm.people.actions.extract.values import Reader
from icm.people.models import Establishment, LocalAuthority, Movement, Person, Unit
from icm.policy.facts import Band, EventKind, Legal, Level, SentenceKind

NUMBER, REFERENCE = "number", "reference"


@dataclass(frozen=True, slots=True)
class Column:
    """``field`` is where it is stored; ``empty`` is what an empty cell means; ``needed`` cells may not be empty."""

    name: str
    read: Reader
    field: str = ""
    empty: Any = None
    needed: bool = False

    @property
    def stored_as(self) -> str:
        return self.field or self.name


class File:
    """One file of the folder, by name, with its columns in the order in which they are told of."""

    def __init__(self, name: str, *columns: Column) -> None:
        self.name = name
        self.by_name = {column.name: column for column in columns}
        self.needed = frozenset(column.name for column in columns if column.needed)


@dataclass(frozen=True, slots=True)
class Known:
    """What the installation knows, by the names an extract uses."""

    establishments: Mapping[str, int]
    councils: Mapping[str, int]
    units: frozenset[tuple[int, str]]

    @classmethod
    def read(cls) -> "Known":
        return cls(
            dict(Establishment.objects.values_list("slug", "pk")),
            dict(LocalAuthority.objects.values_list("slug", "pk")),
            frozenset(Unit.objects.values_list("establishment_id", "kind")),
        )


def people(known: Known) -> File:
    place = values.named(known.establishments, "an establishment")
    council = values.named(known.councils, "a council")
    genders = [gender for gender in Person.Gender.values if gender]
    return File(
        "people.csv",
        Column(NUMBER, values.text(12), needed=True),
        Column("family_name", values.text(80), empty="", needed=True),
        Column("given_names", values.text(80), empty="", needed=True),
        Column("born_on", values.day),
        Column("gender", values.one_of(genders), empty=""),
        Column("communication_needs", values.text(2000, lines=True), empty=""),
        Column("establishment", place, "establishment_id"),
        Column("hall", values.text(60), empty=""),
        Column("location", values.one_of(Person.Location.values), empty=Person.Location.MAINSTREAM),
        Column("transfer_to", place, "transfer_to_id"),
        Column("admitted_at", values.moment),
        Column("arrived_on", values.day),
        Column("released_on", values.day),
        Column("residence", council, "residence_id"),
        Column("supervising_authority", council, "supervising_authority_id"),
        Column("legal", values.one_of([legal.value for legal in Legal]), empty=""),
        Column("supervision_level", values.one_of([level.value for level in Level]), empty=""),
    )


def sentences(known: Known) -> File:
    small, large = values.number(), values.number(values.MOST)
    return File(
        "sentences.csv",
        Column(NUMBER, values.text(12), needed=True),
        Column(REFERENCE, values.text(40), needed=True),
        Column("kind", values.one_of([kind.value for kind in SentenceKind]), empty=""),
        Column("offence", values.text(160), empty=""),
        Column("court", values.text(120), empty=""),
        Column("imposed_on", values.day),
        Column("start_on", values.day),
        Column("term_years", small),
        Column("term_months", small),
        Column("term_weeks", small),
        Column("term_days", large),
        Column("ends_on", values.day),
        Column("extension_months", small),
        Column("supervision_months", small),
        Column("punishment_years", small),
        Column("punishment_months", small),
        Column("punishment_days", large),
        Column("domestic_abuse", values.yes_no),
        Column("listed_sexual", values.yes_no),
        Column("terrorism", values.yes_no, empty=False),
        Column("first_imposed_on", values.day),
        Column("recalled_on", values.day),
        Column("quashed_on", values.day),
    )


def movements(known: Known) -> File:
    place = values.named(known.establishments, "an establishment")
    return File(
        "movements.csv",
        Column(NUMBER, values.text(12), needed=True),
        Column(REFERENCE, values.text(40), needed=True),
        Column("kind", values.one_of(Movement.Kind.values), needed=True),
        Column("at", values.moment, needed=True),
        Column("from_establishment", place, "from_establishment_id"),
        Column("to_establishment", place, "to_establishment_id"),
        Column("hall", values.text(60), empty=""),
        Column("recorded_at", values.moment),
    )


def events(known: Known) -> File:
    kinds = values.named({kind.value: kind.value for kind in EventKind}, "an event")
    return File(
        "events.csv",
        Column(NUMBER, values.text(12), needed=True),
        Column(REFERENCE, values.text(40), needed=True),
        Column("kind", kinds, needed=True),
        Column("on", values.day, needed=True),
        Column("at", values.moment),
        Column("value", _band, empty=""),
        Column("note", values.text(2000, lines=True), empty=""),
        Column("recorded_at", values.moment),
    )


def _band(cell: str) -> str:
    """The level an LS/CMI ended in. A score has no place here, and is not repeated in the message."""
    if cell not in [band.value for band in Band]:
        raise values.Unreadable(f"must be a level, never a score: {', '.join(Band)}")
    return cell
