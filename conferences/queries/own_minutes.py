"""The minutes that were issued to the person they are about, or to a relative by their consent, as they read them; and
what they said of each.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from conferences import access
from conferences.models import FamilyConsent, Issue, Objection
from conferences.policy.correcting import answer_by, last_day
from conferences.policy.kinds import Kind, Party
from conferences.policy.notes import Say
from conferences.queries.editions import Sheet, sheet
from conferences.queries.issues import received
from icm.core.disclosure import Audience
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.conference_facts import Against

_ME = Audience.PERSON


@dataclass(frozen=True, slots=True)
class Told:
    """What the person said of a minute, and what became of it. ``put_right_on``: issued anew, as was agreed."""

    against: Against
    words: str
    on: date
    answer_by: date
    passed_on: date | None
    agreed: bool | None
    answer: str
    put_right_on: date | None


@dataclass(frozen=True, slots=True)
class Brief:
    """One minute in the list of them."""

    key: int
    kind: Kind
    held_on: date | None
    issued_on: date
    opened: bool


@dataclass(frozen=True, slots=True)
class OwnMinute:
    """One minute. ``until``: the last day to say what is wrong in it; ``newer``: the edition that took its place."""

    key: int
    kind: Kind
    held_on: date | None
    number: int
    issued_on: date
    until: date
    sheet: Sheet
    told: tuple[Told, ...]
    newer: int | None


def newest(person: Person, consent: FamilyConsent | None = None) -> list[Issue]:
    """The newest edition of each minute, the latest first. One query."""
    rows = _rows(person, consent).order_by("edition__number", "pk")
    found = {one.edition.minute_id: one for one in rows}
    return sorted(found.values(), key=lambda one: one.at, reverse=True)


def issued_to(person: Person, consent: FamilyConsent | None = None) -> list[Brief]:
    """The minutes they were given, the latest first. Two queries."""
    rows = _rows(person, consent).filter(receipts__isnull=False)
    opened = set(rows.values_list("pk", flat=True).distinct())
    return [
        Brief(
            key=one.pk,
            kind=Kind(one.edition.minute.conference.kind),
            held_on=one.edition.minute.conference.held_on,
            issued_on=in_scotland(one.at).date(),
            opened=one.pk in opened,
        )
        for one in newest(person, consent)
    ]


def issue(person: Person, pk: int, consent: FamilyConsent | None = None) -> Issue:
    """One that was issued to this person, or by this consent; 404 for any other."""
    found = _rows(person, consent).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_minute(
    found: Issue, person: Person, on: date, say: Say, consent: FamilyConsent | None = None
) -> OwnMinute:
    """It as they read it. ``say``: see ``sheet``. Three queries."""
    edition = found.edition
    conference = edition.minute.conference
    later = _rows(person, consent).filter(
        edition__minute=edition.minute_id, edition__number__gt=edition.number
    )
    return OwnMinute(
        key=found.pk,
        kind=Kind(conference.kind),
        held_on=conference.held_on,
        number=edition.number,
        issued_on=in_scotland(found.at).date(),
        until=until(found),
        sheet=sheet(edition.content, Audience(found.audience), say),
        told=tuple(_told(one, on) for one in _objections(found)),
        newer=later.order_by("-edition__number").values_list("pk", flat=True).first(),
    )


def until(found: Issue) -> date:
    """The last day to say what is wrong in it (CC-MINUTE-14D)."""
    return last_day(received(found))


def _rows(person: Person, consent: FamilyConsent | None) -> QuerySet[Issue]:
    rows = Issue.objects.filter(
        edition__minute__conference__person=person, invitation__withdrawn_at__isnull=True
    )
    if consent is None:
        rows = rows.filter(invitation__party=Party.PERSON, audience=_ME.value)
    else:
        rows = rows.filter(invitation__consent=consent, audience=Audience.FAMILY.value)
    return rows.select_related(
        "edition__minute__conference__person",
        "invitation__conference__person",
        "invitation__consent",
    )


def _objections(found: Issue) -> list[Objection]:
    """Those of the person, or what the relative sent themselves, of whatever edition of it, the latest first."""
    rows = Objection.objects.filter(issue__edition__minute=found.edition.minute_id)
    consent = found.invitation.consent
    if consent is not None:
        return list(rows.filter(made_by=consent.user_id).order_by("-pk"))
    rows = rows.filter(issue__invitation__party=Party.PERSON)
    return [one for one in rows.order_by("-pk") if access.cleared(one.disclosure, _ME)]


def _told(one: Objection, on: date) -> Told:
    against = Against(one.kind)
    return Told(
        against=against,
        words=one.words,
        on=one.told_on,
        answer_by=answer_by(against, one.told_on, on),
        passed_on=in_scotland(one.sent_at).date() if one.sent_at else None,
        agreed=one.agreed,
        answer=one.answer,
        put_right_on=one.settled_on if one.agreed else None,
    )
