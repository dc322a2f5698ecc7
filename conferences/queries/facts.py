"""What the rules may know of the conferences kept here, and of what was judged. One query for any number of people.

``on`` says when a fact must be true, ``known_at`` when it must have been recorded.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, TruncDate

from conferences.models import Conference, Judgement, Objection
from conferences.workflow import Conferring
from icm.core.history import as_known
from icm.core.prepared import fact_rows
from icm.policy.calendar import LONDON
from icm.policy.conference_facts import Against, ConferenceFacts, JudgedFacts, ObjectionFacts

_CONFERENCE, _JUDGED, _OBJECTION = "conference", "judged", "objection"


@dataclass(frozen=True, slots=True)
class Known:
    """Of one person; the conferences oldest first, the latest judgement, what was said to be wrong in minutes."""

    conferences: tuple[ConferenceFacts, ...] = ()
    judged: JudgedFacts | None = None
    objections: tuple[ObjectionFacts, ...] = ()


NOTHING_KNOWN = Known()


def conference_facts(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> dict[int, Known]:
    """By person; whoever has no conference and was not judged about is left out."""
    found: defaultdict[int, list[list[Any]]] = defaultdict(list)
    for person, *row in _rows(persons, on=on, known_at=known_at):
        found[person].append(row)
    return {person: _known(rows) for person, rows in found.items()}


@fact_rows
def _rows(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> QuerySet[Any, Any]:
    return _conferences(persons, on, known_at).union(
        _judgements(persons, on, known_at), _objections(persons, on, known_at), all=True
    )


def _conferences(
    persons: Collection[int], on: date, known_at: datetime | None
) -> QuerySet[Any, Any]:
    rows = as_known(Conference, known_at).filter(person_id__one_of=persons, made_at__date__lte=on)
    return _columns(
        rows.exclude(state=Conferring.CANCELLED.value),
        _CONFERENCE,
        day=F("due_on"),
        starts=TruncDate("starts_at", tzinfo=LONDON),
        fixed=TruncDate("fixed_at", tzinfo=LONDON),
        invited=TruncDate("invited_at", tzinfo=LONDON),
        held=F("held_on"),
        assessed=F("assessed"),
        next_kind=F("next_kind"),
        next_on=F("next_on"),
        next_when=F("next_when"),
    )


def _judgements(
    persons: Collection[int], on: date, known_at: datetime | None
) -> QuerySet[Any, Any]:
    rows = as_known(Judgement, known_at).filter(person_id__one_of=persons, made_at__date__lte=on)
    none = Cast(Value(None), DateField())
    return _columns(
        rows,
        _JUDGED,
        day=F("on"),
        starts=none,
        fixed=none,
        invited=none,
        held=none,
        assessed=Cast(Value(None), BooleanField()),
        next_kind=Value("", CharField()),
        next_on=none,
        next_when=Value("", TextField()),
    )


def _objections(
    persons: Collection[int], on: date, known_at: datetime | None
) -> QuerySet[Any, Any]:
    rows = as_known(Objection, known_at).filter(person_id__one_of=persons, made_at__date__lte=on)
    none = Cast(Value(None), DateField())
    return _columns(
        rows,
        _OBJECTION,
        day=F("told_on"),
        starts=TruncDate("sent_at", tzinfo=LONDON),
        fixed=none,
        invited=none,
        held=F("settled_on"),
        assessed=Cast(Value(None), BooleanField()),
        next_kind=Value("", CharField()),
        next_on=none,
        next_when=Value("", TextField()),
    )


def _columns(rows: QuerySet[Any, Any], what: str, **columns: Any) -> QuerySet[Any, Any]:
    """The same columns of each, so that they can be asked for together."""
    named = {f"{name}_found": column for name, column in columns.items()}
    found: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(what_found=Value(what, CharField()), **named)
        .values_list("person_id", "what_found", "made_at", "id", "kind", *named)
    )
    return found


def _known(rows: list[list[Any]]) -> Known:
    in_order = sorted(rows, key=lambda row: (row[1], row[2]))
    judged = [row for row in in_order if row[0] == _JUDGED]
    return Known(
        conferences=tuple(_conference(row) for row in in_order if row[0] == _CONFERENCE),
        judged=_judged(judged[-1]) if judged else None,
        objections=tuple(_objection(row) for row in in_order if row[0] == _OBJECTION),
    )


def _judged(row: list[Any]) -> JudgedFacts:
    _, made, _, kind, day, *_ = row
    return JudgedFacts(kind=kind, judged_on=made.astimezone(LONDON).date(), on=day)


def _objection(row: list[Any]) -> ObjectionFacts:
    _, made, _, against, told, sent, _, _, settled, *_ = row
    return ObjectionFacts(
        against=Against(against),
        told_on=told,
        made_on=made.astimezone(LONDON).date(),
        sent_on=sent,
        settled_on=settled,
    )


def _conference(row: list[Any]) -> ConferenceFacts:
    _, made, _, kind, due, starts, fixed, invited, held, assessed, *decided = row
    next_kind, next_on, next_when = decided
    return ConferenceFacts(
        kind=kind,
        made_on=made.astimezone(LONDON).date(),
        due_on=due,
        fixed_for=starts,
        fixed_on=fixed,
        invited_on=invited,
        held_on=held,
        assessed=assessed,
        next_kind=next_kind,
        next_on=next_on,
        next_waits=bool(next_when.strip()),
    )
