"""Who they are: details put right, and the legal status as it moves on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.refusals import Refused
from icm.core.wording import refuse_figures
from icm.people import access
from icm.people.actions.settling import changed, leave_councils, locked, settle, today
from icm.people.models import LocalAuthority, Person, Sentence
from icm.people.queries.candidates import council_key
from icm.policy.facts import Legal


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a person's record says of them; ``version`` is the page's."""

    version: int
    family_name: str
    given_names: str
    born_on: date | None
    gender: str
    communication_needs: str
    legal: str
    residence: LocalAuthority | None
    supervising_authority: LocalAuthority | None


_FIELDS = (
    "family_name",
    "given_names",
    "born_on",
    "gender",
    "communication_needs",
    "legal",
    "residence",
    "supervising_authority",
)


@transaction.atomic
def change_details(
    person: Person, details: Details, *, principals: Principals, at: datetime
) -> Person:
    """The details as given now. A standing sentence makes somebody sentenced, whatever is said here."""
    access.require(person, principals, access.DETAILS)
    row = locked(person, version=details.version, stands=in_words)
    sentenced = Sentence.objects.filter(person=row, quashed_on__isnull=True).exists()
    if sentenced and details.legal != Legal.SENTENCED:
        raise Refused("A sentence is on record, so the legal status is “sentenced”.")
    if details.communication_needs != row.communication_needs:
        refuse_figures(details.communication_needs)
    before = {row.pk: council_key(row)}
    for field in _FIELDS:
        setattr(row, field, getattr(details, field))
    changed(row, *_FIELDS)
    leave_councils([row], before, today(at))
    settle(row, at=at)
    return row


def in_words(person: Person) -> str:
    """The details as recorded now, in one line."""
    councils = [
        f"home council {person.residence or 'not known'}",
        f"supervising council {person.supervising_authority or 'not known'}",
    ]
    legal = person.get_legal_display() or "Legal status not known"
    name = f"{person.family_name.upper()}, {person.given_names}"
    born = f"born {day(person.born_on)}"
    return f"{name}, {born}; {legal}; {', '.join(councils)}; {person.communication_needs or '-'}."
