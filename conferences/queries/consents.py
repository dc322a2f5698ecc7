"""Relatives whom somebody agreed to involve: who may read of them, and how each consent stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.http import Http404
from django.urls import reverse

from conferences import access
from conferences.models import FamilyConsent
from conferences.policy.preparing import Form, Scope
from icm.core.access import Principals, get_visible
from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.screen import Fact, Link
from icm.people.models import Person
from risk.queries import reads_victims


@dataclass(frozen=True, slots=True)
class Card:
    """One relative, as the asker may read of them."""

    title: str
    facts: tuple[Fact, ...]
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
    """``victims``: whether they read what is kept for the safety of victims too."""

    audience: Audience
    victims: bool


def consent(principals: Principals, pk: int) -> FamilyConsent:
    """One that stands, of somebody the asker may know of; 404 for any other."""
    rows = FamilyConsent.objects.select_related("person__establishment", "person__transfer_to")
    found = get_visible(rows, principals, through="person", pk=pk)
    if not found.stands:
        raise Http404
    return found


def family(person: Person, principals: Principals, held: frozenset[str]) -> tuple[Card, ...]:
    """Every relative; those whose consent is withdrawn only to those who keep the record."""
    reader = _reader(person, principals)
    rows = FamilyConsent.objects.filter(person=person)
    if not access.keeps_family(held):
        rows = rows.filter(withdrawn_at__isnull=True)
    rows = rows.select_related("recorded_by", "looked_by", "withdrawn_by", "no_contact_by")
    return tuple(
        Card(
            title=access.shown(one, "name", reader.audience),
            facts=tuple(_facts(one, reader)),
            acts=tuple(_acts(one, held)) if one.stands else (),
        )
        for one in rows.order_by(F("withdrawn_at").asc(nulls_first=True), "-pk")
    )


def to_invite(person: int) -> list[FamilyConsent]:
    """Consents to take part that stand and that nobody has found anything against. One query."""
    rows = FamilyConsent.objects.filter(
        person=person,
        withdrawn_at__isnull=True,
        no_contact_at__isnull=True,
        scope__contains=[Scope.ATTENDING.value],
    )
    return list(rows.exclude(approved=False).order_by("pk"))


def refused_before(one: FamilyConsent, principals: Principals) -> tuple[Fact, ...]:
    """The person's other consents that social work did not approve, or with no contact: to be known before a look at
    this one, for it may be the same relative under another name."""
    reader = _reader(one.person, principals)
    rows = FamilyConsent.objects.filter(person=one.person_id).exclude(pk=one.pk)
    rows = rows.filter(Q(approved=False) | Q(no_contact_at__isnull=False))
    return tuple(
        Fact(
            access.shown(row, "name", reader.audience),
            "; ".join(_against(row)),
            note=access.shown(row, "relation", reader.audience),
        )
        for row in rows.order_by("-pk")
    )


def _against(row: FamilyConsent) -> Iterator[str]:
    if row.no_contact_at is not None:
        yield f"No contact is allowed since {moment(row.no_contact_at)}"
    if row.approved is False:
        yield f"Not approved on {day(row.looked_at)}"


def _reader(person: Person, principals: Principals) -> _Reader:
    audience = access.audience_of(person, principals)
    return _Reader(audience, reads_victims(person, principals))


def _facts(one: FamilyConsent, reader: _Reader) -> list[Fact]:
    audience = reader.audience
    found = [Fact("Relation", access.shown(one, "relation", audience))]
    if one.withdrawn_on is not None and one.withdrawn_by is not None:
        found.append(
            Fact(
                "Withdrawn",
                f"On {day(one.withdrawn_on)}",
                note=access.shown(one, "withdrawn_why", audience),
                source=one.withdrawn_by.display_name(),
            )
        )
    else:
        found.append(Fact("How to reach them", access.shown(one, "contact", audience)))
        found.append(_looked(one, audience))
    if one.no_contact_at is not None and one.no_contact_by is not None:
        found.insert(0, _no_contact(one, reader))
    agreed = "; ".join(Scope(slug).label for slug in one.scope)
    given = f"{Form(one.form).label}, {day(one.given_on)}"
    by = f"Recorded by {one.recorded_by.display_name()}"
    return [*found, Fact("What was agreed to", agreed), Fact("Consent given", given, note=by)]


def _no_contact(one: FamilyConsent, reader: _Reader) -> Fact:
    words = one.no_contact_why
    why = access.told(
        FamilyConsent, "no_contact_why", words, reader.audience, victims=reader.victims
    )
    by = one.no_contact_by.display_name() if one.no_contact_by else ""
    since = f"No contact is allowed since {moment(one.no_contact_at)}"
    return Fact("Contact", since, note=why, source=by)


def _looked(one: FamilyConsent, audience: Audience) -> Fact:
    if one.looked_at is None or one.looked_by is None:
        return Fact("Social work", "Has not looked yet. Nobody is invited before", unknown=True)
    said = "Approved" if one.approved else "Not approved. They are not invited"
    source = f"{one.looked_by.display_name()}, {day(one.looked_at)}"
    why = access.shown(one, "approved_why", audience)
    return Fact("Social work", said, note=why, source=source)


def _acts(one: FamilyConsent, held: frozenset[str]) -> list[Link]:
    found = []
    if access.VET in held:
        found.append(Link("Look at whom it is", reverse("conferences:look", args=[one.pk])))
    if access.VET in held and one.no_contact_at is not None:
        found.append(Link("Contact is allowed again", reverse("conferences:allow", args=[one.pk])))
    if access.FORBID in held and one.no_contact_at is None:
        found.append(Link("No contact is allowed", reverse("conferences:forbid", args=[one.pk])))
    if access.CONSENT in held:
        address = reverse("conferences:withdraw_consent", args=[one.pk])
        found.append(Link("Withdraw the consent", address))
    if access.ARRANGE in held and one.shares:
        # A page of the room above; an address is no import.
        found.append(Link("A window for them", reverse("windows:one", args=[one.pk])))
    return found
