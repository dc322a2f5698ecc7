"""Who changed what about one person, read from the history the triggers keep."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model

from icm.core.dates import day, moment
from icm.core.models import User
from icm.core.screen import Entry, Fact
from icm.people.models import Allocation, EnteredDate, Event, Movement, Person, Sentence

NEWEST = 100
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
Tracked = tuple[
    type[Model], str, str
]  # a kept table, what one row of it is, the column of the person
_TRACKED: tuple[Tracked, ...] = (
    (Person, "Personal details", "pgh_obj_id"),
    (Sentence, "Sentence", "person_id"),
    (Movement, "Movement", "person_id"),
    (Event, "Event", "person_id"),
    (EnteredDate, "Date entered by hand", "person_id"),
    (Allocation, "Allocation", "person_id"),
)


def history_entries(person: Person, *others: Tracked) -> tuple[Entry, ...]:
    """The newest changes over all tables about the person, one query a table and one for names.

    ``others`` are the tables of the apps above, as those offer them.
    """
    rows = sorted(
        _rows(person.pk, (*_TRACKED, *others)), key=lambda row: row[0].pgh_created_at, reverse=True
    )[:NEWEST]
    names = _names(rows)
    return tuple(_entry(kept, before, title, names) for kept, before, title in rows)


def _rows(pk: int, tracked: tuple[Tracked, ...]) -> Iterator[tuple[Any, Any, str]]:
    for model, title, column in tracked:
        kept = model._meta.get_field("events").related_model._default_manager  # type: ignore[union-attr]
        newest = list(kept.filter(**{column: pk}).order_by("-pgh_id")[:NEWEST])
        earlier: dict[int, Any] = {}
        for row in reversed(newest):
            yield row, earlier.get(row.pgh_obj_id), title
            earlier[row.pgh_obj_id] = row


def _names(rows: list[tuple[Any, Any, str]]) -> dict[int, str]:
    keys = [key for row, _, _ in rows if (key := (row.pgh_context or {}).get("user"))]
    return {user.pk: user.display_name() for user in User.objects.filter(pk__in=keys)}


def _entry(kept: Any, before: Any, title: str, names: dict[int, str]) -> Entry:
    context = kept.pgh_context or {}
    user = context.get("user")
    return Entry(
        title=f"{title} {_WORDS.get(kept.pgh_label, kept.pgh_label)}",
        when=moment(kept.pgh_created_at),
        by=names.get(user, "the system") if user else "the system",
        text=f"Reason: {context['why']}" if "why" in context else "",
        facts=tuple(_differences(kept, before)),
    )


def _differences(kept: Any, before: Any) -> Iterator[Fact]:
    for field in kept._meta.fields:
        if field.name.startswith("pgh_") or field.name in _SILENT or field.is_relation:
            continue
        now, then = getattr(kept, field.name), getattr(before, field.name, None)
        if now == then or (before is None and now in (None, "", False, {})):
            continue
        label = field.verbose_name.replace("_", " ").capitalize()
        yield Fact(
            label, _text(now) or "empty", note=f"was {_text(then) or 'empty'}" if before else ""
        )


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
