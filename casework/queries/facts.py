"""What the rules may know of casework: who is involved, when each last wrote, whether the officer is away.

One query for any number of people. ``on`` says when a fact must be true, ``known_at`` when it must have been recorded.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, TruncDate

from casework.models import Narrative, Referral
from casework.policy.areas import AGENCY_OF
from icm.core.history import as_known
from icm.core.prepared import fact_rows
from icm.people.models import Allocation
from icm.policy.facts import AwayFacts, InvolvedFacts
from icm.policy.roles import Role

_RUNNING, _WROTE, _POST, _AWAY = "running", "wrote", "post", "away"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Of one person."""

    involved: tuple[InvolvedFacts, ...] = ()
    away: tuple[AwayFacts, ...] = ()


NOTHING_KNOWN = CaseFacts()


def case_facts(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> dict[int, CaseFacts]:
    """By person; whoever nobody is involved with and whose officer is not away is left out. One query."""
    by_person: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for person, *found in _case_rows(persons, on=on, known_at=known_at):
        by_person[person].append(tuple(found))
    return {person: _facts(found) for person, found in by_person.items()}


@fact_rows
def _case_rows(
    persons: Collection[int], *, on: date, known_at: datetime | None = None
) -> QuerySet[Any, Any]:
    return _running(persons, on, known_at).union(
        _wrote(persons, on, known_at),
        _posts(persons, on, known_at),
        _away(persons, on, known_at),
        all=True,
    )


def _facts(rows: Collection[tuple[Any, ...]]) -> CaseFacts:
    since: dict[str, date] = {}
    wrote = {key: day for kind, key, day, _, _ in rows if kind == _WROTE}
    for kind, key, day, _, _ in rows:
        if kind in (_RUNNING, _POST):
            agency = key if kind == _RUNNING else AGENCY_OF[Role(key)].value
            since[agency] = min(day, since.get(agency, day))
    return CaseFacts(
        involved=tuple(
            InvolvedFacts(agency=agency, since=day, reported_on=wrote.get(agency))
            for agency, day in sorted(since.items())
        ),
        away=tuple(
            AwayFacts(from_on=first, until_on=last, covered=bool(covered))
            for kind, _, first, last, covered in sorted(rows, key=lambda row: (row[0], row[2]))
            if kind == _AWAY
        ),
    )


def _running(persons: Collection[int], on: date, known_at: datetime | None) -> QuerySet[Any, Any]:
    """Referrals under way on that day, by agency: since when."""
    rows = as_known(Referral, known_at).filter(
        Q(ended_on=None) | Q(ended_on__gt=on), person_id__one_of=persons, started_on__lte=on
    )
    grouped = rows.order_by().values("person_id", "provider__agency")
    return _as_rows(
        grouped, _RUNNING, key=F("provider__agency"), first=Min("started_on"), last=_no_day()
    )


def _wrote(persons: Collection[int], on: date, known_at: datetime | None) -> QuerySet[Any, Any]:
    """The day of each agency's last entry that stands."""
    rows = as_known(Narrative, known_at).filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__date__gt=on),
        person_id__one_of=persons,
        written_at__date__lte=on,
    )
    grouped = rows.order_by().values("person_id", "agency")
    return _as_rows(
        grouped, _WROTE, key=F("agency"), first=Max(TruncDate("written_at")), last=_no_day()
    )


def _posts(persons: Collection[int], on: date, known_at: datetime | None) -> QuerySet[Any, Any]:
    """Those to whom the person is allocated on that day, by role: since when."""
    rows = _allocated(as_known(Allocation, known_at), persons, on).order_by()
    return _as_rows(rows, _POST, key=F("role"), first=F("from_on"), last=_no_day())


def _away(persons: Collection[int], on: date, known_at: datetime | None) -> QuerySet[Any, Any]:
    """When the personal officer of that day is away, now or later. Absences are kept with their own moments."""
    known = Q(user__absences__ended_at=None) | Q(user__absences__ended_at__date__gt=on)
    if known_at is not None:
        known &= Q(user__absences__recorded_at__lte=known_at)
    rows = _allocated(Allocation.objects.all(), persons, on).filter(
        known, role=Role.PERSONAL_OFFICER, user__absences__until_on__gte=on
    )
    first, last = F("user__absences__from_on"), F("user__absences__until_on")
    covered = ExpressionWrapper(Q(user__absences__cover__isnull=False), output_field=BooleanField())
    return _as_rows(rows.order_by(), _AWAY, key=_text(""), first=first, last=last, covered=covered)


def _allocated(rows: QuerySet[Any, Any], persons: Collection[int], on: date) -> QuerySet[Any, Any]:
    standing = Q(until_on=None) | Q(until_on__gt=on)
    return rows.filter(standing, person_id__one_of=persons, from_on__lte=on)


def _as_rows(
    rows: QuerySet[Any, Any], kind: str, *, covered: Any = None, **columns: Any
) -> QuerySet[Any, Any]:
    """The same columns of each, so that they can be asked for together."""
    covered = covered or Cast(Value(None), BooleanField())
    columns = {f"{name}_found": column for name, column in columns.items()}
    named: QuerySet[Any, Any] = rows.annotate(
        kind_found=_text(kind), covered_found=covered, **columns
    )
    found: QuerySet[Any, Any] = named.values_list(
        "person_id", "kind_found", "key_found", "first_found", "last_found", "covered_found"
    )
    return found


def _text(text: str) -> Value:
    return Value(text, CharField())


def _no_day() -> Cast:
    """Said to be a day: of rows joined together PostgreSQL takes the type from the first it can."""
    return Cast(Value(None), DateField())
