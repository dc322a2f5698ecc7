"""Consent for a relative: given, looked at by social work, withdrawn, no contact (CC-FAMILY-CONSENT).

Withdrawing, and that no contact is allowed, take effect at once: whatever the relative was invited to is taken back in
the same act.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from conferences import access
from conferences.models import FamilyConsent, Invitation
from conferences.policy.preparing import Form, Scope
from conferences.workflow import OPEN
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, Stale, same
from icm.people.models import Person
from icm.policy.calendar import in_scotland

WHY = "Say why: somebody may ask."
_LOOKED = ("approved", "approved_why", "looked_at", "looked_by")
_NO_CONTACT = ("no_contact_at", "no_contact_by", "no_contact_why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Consent for one relative, as the person gave it. ``reference``: sent twice it is one."""

    reference: str
    name: str
    relation: str
    contact: str
    scope: Collection[Scope]
    on: date
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What social work found."""

    approved: bool
    why: str
    version: int


@transaction.atomic
def consent(
    person: Person, given: Given, *, by: User, principals: Principals, at: datetime
) -> FamilyConsent:
    """The person agrees to involve a relative. Nobody is invited before social work has looked."""
    access.require(person, principals, access.CONSENT)
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = FamilyConsent.objects.filter(person=person, reference=given.reference).first()
    if before is not None:
        return same(before, _columns(given))
    if not given.scope:
        raise Refused("Choose what they agree to.")
    if given.on > in_scotland(at).date():
        raise Refused("That is in the future. Record it once they have agreed.")
    return FamilyConsent.objects.create(
        person=person,
        reference=given.reference,
        recorded_at=at,
        recorded_by=by,
        **_columns(given),
    )


@transaction.atomic
def look(
    row: FamilyConsent, found: Look, *, by: User, principals: Principals, at: datetime
) -> FamilyConsent:
    """Social work looked at whom it is. What it does not approve ends what they were invited to."""
    access.require(row.person, principals, access.VET)
    here = _locked(row, found.version)
    if not here.stands:
        raise Refused("The consent is withdrawn. There is nothing to look at any more.")
    if not found.why:
        raise Refused(WHY)
    if found.approved and here.no_contact_at is not None:
        raise Refused("No contact is allowed with them. Once that is over, end it first.")
    here.approved, here.approved_why = found.approved, found.why
    here.looked_at, here.looked_by = at, by
    here.version += 1
    here.save(update_fields=[*_LOOKED, "version"])
    if not found.approved:
        _uninvite(here, at)
    return here


@transaction.atomic
def withdraw(
    row: FamilyConsent, *, on: date, why: str, by: User, principals: Principals, at: datetime
) -> FamilyConsent:
    """The person takes the consent back; they need not say why. Withdrawing it twice is withdrawing it once.

    Carries no version: whatever became of the consent meanwhile, it ends.
    """
    access.require(row.person, principals, access.CONSENT)
    here = FamilyConsent.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not here.stands:
        return here
    if on > in_scotland(at).date():
        raise Refused("That is in the future. A consent is withdrawn on the day they say so.")
    if on < here.given_on:
        raise Refused(f"That is before it was given, on {day(here.given_on)}.")
    here.withdrawn_on, here.withdrawn_why = on, why
    here.withdrawn_at, here.withdrawn_by = at, by
    here.version += 1
    columns = ["withdrawn_on", "withdrawn_why", "withdrawn_at", "withdrawn_by", "version"]
    here.save(update_fields=columns)
    _uninvite(here, at)
    return here


@transaction.atomic
def forbid(
    row: FamilyConsent, *, why: str, by: User, principals: Principals, at: datetime
) -> FamilyConsent:
    """No contact is allowed, whatever either of them wishes. Said twice it is said once.

    Carries no version, like withdrawing: what was shared and what they were invited to ends at once.
    """
    if not access.may_forbid(row.person, principals):
        raise NotAllowed
    here = FamilyConsent.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if here.no_contact_at is not None:
        return here
    if not why:
        raise Refused(WHY)
    here.no_contact_at, here.no_contact_by, here.no_contact_why = at, by, why
    here.version += 1
    here.save(update_fields=[*_NO_CONTACT, "version"])
    _uninvite(here, at)
    return here


@transaction.atomic
def allow(
    row: FamilyConsent,
    *,
    why: str,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> FamilyConsent:
    """Contact is allowed again. Nothing is shared before social work has looked anew. Said twice it is said once."""
    access.require(row.person, principals, access.VET)
    here = FamilyConsent.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if here.no_contact_at is None:
        return here
    here = _locked(row, version)
    if not why:
        raise Refused(WHY)
    here.no_contact_at, here.no_contact_by, here.no_contact_why = None, None, why
    here.approved, here.approved_why = None, ""
    here.looked_at, here.looked_by = None, None
    here.version += 1
    here.save(update_fields=[*_NO_CONTACT, *_LOOKED, "version"])
    return here


def consented(row: FamilyConsent | None, person: int) -> FamilyConsent:
    """The consent to invite somebody by, locked so that it cannot be withdrawn meanwhile. Call inside an act."""
    found = row and FamilyConsent.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if found is None or found.person_id != person or not found.may_attend:
        raise Refused(
            "A family member is invited only with the person's consent to that, and once social work has"
            " looked at whom it is and approved it."
        )
    return found


def _uninvite(row: FamilyConsent, at: datetime) -> None:
    rows = Invitation.objects.filter(
        consent=row, withdrawn_at__isnull=True, conference__state__in=OPEN
    )
    rows.update(withdrawn_at=at, version=F("version") + 1)


def _locked(row: FamilyConsent, version: int) -> FamilyConsent:
    here = FamilyConsent.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if here.version != version:
        raise Stale(current="Somebody else changed this consent meanwhile.", version=here.version)
    return here


def _columns(given: Given) -> dict[str, object]:
    return {
        "name": given.name,
        "relation": given.relation,
        "contact": given.contact,
        "scope": [one.value for one in Scope if one in given.scope],
        "given_on": given.on,
        "form": given.form.value,
    }
