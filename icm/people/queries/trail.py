"""Who changed what about one person, read from the history the triggers keep."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from icm.core.dates import day, moment
from icm.core.history import events
from icm.core.models import User
from icm.core.screen import Entry, Fact
from icm.people.models import Allocation, EnteredDate, Event, Movement, Person, Sentence

NEWEST = 100
Context = Mapping[str, Any]
OTHER_WORDS = "it said something else before"
_WORDS = {"insert": "recorded", "update": "changed", "delete": "removed"}
# Keys and bookkeeping that say nothing to a reader.
_SILENT = {
    "id",
    "person",
    "person_id",
    "version",
    "search",
    "acl",
    "reference",
    "recorded_at",
    "recorded_by",
}


def why(context: Context) -> str:
    """The reason that was given for the act, where one was."""
    return str(context.get("why", ""))


@dataclass(frozen=True, slots=True)
class Tracked:
    """A kept table, what one row of it is, and the path to the person.

    ``about`` is the column that says which row it is. ``tell`` reads out each of the ``texts`` that carry a class: the
    table, the form of the row, its newest form and the column. Of the columns that lead elsewhere only the ``named``
    are told, by name. ``words`` says others better than their own names do, ``codes`` what stands in some
    of them; ``silent`` are passed over. ``reason`` reads the reason out of what was kept of the act.
    """

    model: type[Model]
    title: str
    person: str = "person_id"
    about: str = ""
    texts: frozenset[str] = frozenset()
    tell: Callable[[type[Model], Any, Any, str], str] | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    reason: Callable[[Context], str] = why


_TRACKED = (
    Tracked(Person, "Personal details", "pgh_obj_id"),
    Tracked(Sentence, "Sentence"),
    Tracked(Movement, "Movement"),
    Tracked(Event, "Event"),
    Tracked(EnteredDate, "Date entered by hand"),
    Tracked(Allocation, "Allocation"),
)


@dataclass(frozen=True, slots=True)
class _Change:
    """One form of a row, the form before it, and its newest."""

    table: Tracked
    kept: Any
    before: Any
    last: Any


Names = Mapping[tuple[type[Model], int], str]


def history_entries(person: Person, *others: Tracked) -> tuple[Entry, ...]:
    """The newest changes over all tables about the person, one query a table and one for each kind of name.

    ``others`` are the tables of the apps above, as those offer them.
    """
    found = _changes(person.pk, (*_TRACKED, *others))
    newest = sorted(found, key=_newest_first)[:NEWEST]
    names = _names(newest)
    return tuple(_entry(change, names) for change in newest)


def _newest_first(change: _Change) -> tuple[float, int]:
    """What one act wrote has one moment: of that the last written first."""
    return -change.kept.pgh_created_at.timestamp(), -change.kept.pgh_id


def _changes(pk: int, tables: Iterable[Tracked]) -> Iterator[_Change]:
    for table in tables:
        newest = list(events(table.model).filter(**{table.person: pk}).order_by("-pgh_id")[:NEWEST])
        earlier: dict[int, Any] = {}
        last = {row.pgh_obj_id: row for row in reversed(newest)}
        for row in reversed(newest):
            yield _Change(table, row, earlier.get(row.pgh_obj_id), last[row.pgh_obj_id])
            earlier[row.pgh_obj_id] = row


def _names(changes: Iterable[_Change]) -> Names:
    """Of whoever did it, and of what the named columns lead to."""
    keys: dict[type[Model], set[int]] = {User: set()}
    for one in changes:
        if user := (one.kept.pgh_context or {}).get("user"):
            keys[User].add(user)
        for name in one.table.named & _columns(one.kept):
            model = one.kept._meta.get_field(name).related_model
            forms = [form for form in (one.kept, one.before) if form is not None]
            found = {getattr(form, f"{name}_id") for form in forms}
            keys.setdefault(model, set()).update(found - {None})
    return {
        (model, row.pk): row.display_name() if isinstance(row, User) else str(row)
        for model, wanted in keys.items()
        for row in model._default_manager.filter(pk__in=wanted)
    }


def _columns(kept: Any) -> frozenset[str]:
    return frozenset(column.name for column in kept._meta.fields)


def _entry(change: _Change, names: Names) -> Entry:
    kept, table = change.kept, change.table
    context = kept.pgh_context or {}
    about = _value(kept, kept._meta.get_field(table.about), table) if table.about else ""
    number = "number " if about.isdecimal() else ""
    what = f"{table.title} ({number}{about})" if about else table.title
    reason = table.reason(context)
    return Entry(
        title=f"{what} {_WORDS.get(kept.pgh_label, kept.pgh_label)}",
        when=moment(kept.pgh_created_at),
        by=names.get((User, context.get("user", 0)), "the system"),
        text=f"Reason: {reason}" if reason else "",
        facts=tuple(_differences(change, names)),
    )


def _differences(change: _Change, names: Names) -> Iterator[Fact]:
    table, kept, before = change.table, change.kept, change.before
    for column in kept._meta.fields:
        if not _tells(table, column):
            continue
        now, then = (getattr(form, column.attname, None) for form in (kept, before))
        if now == then or (before is None and now in (None, "", False, {}, [])):
            continue
        said, was = (_said(change, form, column, names) for form in (kept, before))
        note = f"was {was or 'empty'}" if before else ""
        if before and said == was:
            note = OTHER_WORDS  # and is withheld from whoever asks
        own = column.verbose_name.replace("_", " ").capitalize()
        yield Fact(table.words.get(column.name, own), said or "empty", note=note)


def _tells(table: Tracked, column: Any) -> bool:
    if column.name.startswith("pgh_") or column.name in _SILENT | table.silent:
        return False
    return not column.is_relation or column.name in table.named


def _said(change: _Change, form: Any, column: Any, names: Names) -> str:
    """What stood in the column, as the asker may read it."""
    if form is None:
        return ""
    if column.is_relation:
        return names.get((column.related_model, getattr(form, column.attname) or 0), "")
    if change.table.tell is not None and column.name in change.table.texts:
        return change.table.tell(change.table.model, form, change.last, column.name)
    return _value(form, column, change.table)


def _value(form: Any, column: Any, table: Tracked) -> str:
    value = getattr(form, column.name)
    known = table.codes.get(column.name) or dict(column.flatchoices)
    if isinstance(value, list):
        return ", ".join(known.get(one, _text(one)) for one in value)
    return str(known[value]) if isinstance(value, str) and value in known else _text(value)


def _text(value: Any) -> str:
    if hasattr(value, "hour"):
        return moment(value)
    if hasattr(value, "year"):
        return day(value)
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
