"""Critical dates entered by hand: put beside, or in place of, what the rules work out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import Refused
from icm.core.wording import refuse_figures
from icm.people import access, policy
from icm.people.actions.settling import changed, facts_of, locked, settle, today
from icm.people.models import EnteredDate, Person
from icm.people.policy import DateKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A date with its reason; ``version`` is the page's."""

    kind: DateKind
    on: date
    why: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a date entered by hand is to count no more; ``version`` is the page's."""

    kind: DateKind
    why: str
    version: int


@transaction.atomic
def enter_date(
    person: Person, entry: Entry, *, by: User, principals: Principals, at: datetime
) -> EnteredDate:
    """The date counts from now on. What the rules gave is kept beside it, so that both can be read."""
    access.require(person, principals, access.ENTER_DATE)
    row = locked(person, version=entry.version, stands=lambda found: in_words(found, entry.kind))
    standing = _standing(row, entry.kind)
    if standing and (standing.on, standing.why) == (entry.on, entry.why):
        return standing
    refuse_figures(entry.why)
    _retire(standing)
    made = EnteredDate.objects.create(
        person=row,
        kind=entry.kind,
        on=entry.on,
        overrides=_computed(row, entry.kind, today(at)),
        why=entry.why,
        by=by,
        at=at,
    )
    changed(row)
    settle(row, at=at)
    return made


@transaction.atomic
def withdraw_date(
    person: Person, gone: Withdrawal, *, by: User, principals: Principals, at: datetime
) -> None:
    """The entered date counts no more: what the rules give stands again. Who withdrew it, and why, is kept."""
    access.require(person, principals, access.ENTER_DATE)
    row = locked(person, version=gone.version, stands=lambda found: in_words(found, gone.kind))
    standing = _standing(row, gone.kind)
    if standing is None:
        raise Refused("No date is entered by hand here.")
    refuse_figures(gone.why)
    _retire(standing)
    EnteredDate.objects.create(
        person=row, kind=gone.kind, on=None, why=gone.why, by=by, at=at, stands=False
    )
    changed(row)
    settle(row, at=at)


def in_words(person: Person, kind: DateKind) -> str:
    """The date as entered now, as a sentence."""
    standing = _standing(person, kind)
    if standing is None:
        return "no date entered by hand."
    return f"{day(standing.on)}, entered by {standing.by.display_name()}: {standing.why}"


def _standing(person: Person, kind: DateKind) -> EnteredDate | None:
    rows = EnteredDate.objects.filter(person=person, kind=kind, stands=True)
    return rows.select_related("by").first()


def _retire(standing: EnteredDate | None) -> None:
    if standing:
        standing.stands = False
        standing.save(update_fields=["stands"])


def _computed(person: Person, kind: DateKind, on: date) -> date | None:
    """What the rules give, whatever is entered by hand."""
    dates = policy.critical_dates(facts_of(person, on), on)
    found = {one.kind: one.computed_on for one in dates}
    return found.get(kind)
