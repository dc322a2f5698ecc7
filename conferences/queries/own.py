"""What somebody reads of the conferences about themselves: facts and their own words, put into words by the kiosk.

Every text is rendered for the person. Names are those of staff allocated to them; of all others they read the part
alone, and of relatives those for whom their consent stands.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.http import Http404

from conferences import access
from conferences.models import Conference, FamilyConsent, Invitation, Preparation
from conferences.policy.kinds import CORE, Kind, Party
from conferences.policy.preparing import Attends, Help, Scope
from conferences.queries import asking
from conferences.queries.invitations import standing
from conferences.workflow import OPEN, Conferring
from icm.core.disclosure import Audience
from icm.people.models import Person
from icm.policy.calendar import in_scotland

_NAMED = frozenset({*CORE, Party.OFFICER, Party.FAMILY} - {Party.PERSON})
_ME = Audience.PERSON


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is invited; ``name`` is empty where only the part is told."""

    party: Party
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said before a conference; ``own``: they entered it themselves."""

    attends: Attends
    wants: str
    help: tuple[Help, ...]
    help_words: str
    on: date
    own: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A conference that is to come. ``moved``: its date was fixed elsewhere than where the person is now."""

    key: int
    kind: Kind
    starts_at: datetime | None
    minutes: int
    place: str
    establishment: str
    by_video: bool
    due_on: date | None
    over: bool
    moved: bool
    guests: tuple[Guest, ...]
    invited: bool
    said: Said | None


@dataclass(frozen=True, slots=True)
class Relative:
    """One relative for whom consent stands; ``approved`` is None while social work has not looked.

    That no contact is allowed is not the person's to read: it looks like any other no.
    """

    key: int
    name: str
    relation: str
    scope: tuple[Scope, ...]
    approved: bool | None
    given_on: date


def to_come(person: Person, *, at: datetime) -> list[Conference]:
    """Those that were not held yet: with a date first, the soonest before the others; a day that is over last."""
    rows = Conference.objects.filter(person=person, state__in=OPEN).select_related("establishment")

    def order(row: Conference) -> tuple[int, date, int]:
        if row.state != Conferring.SET or row.starts_at is None:
            return 1, row.due_on or date.max, row.pk
        return (2 if _over(row, at) else 0), in_scotland(row.starts_at).date(), row.pk

    return sorted(rows, key=order)


def meeting(row: Conference, person: Person, user: int, *, at: datetime) -> Meeting:
    """One of them. Two queries."""
    fixed = row.starts_at if row.state == Conferring.SET else None
    guests = list(standing(row))
    said = asking.latest(row)
    return Meeting(
        key=row.pk,
        kind=Kind(row.kind),
        starts_at=fixed,
        minutes=row.minutes,
        place=row.place if fixed else "",
        establishment=str(row.establishment or "") if fixed else "",
        by_video=row.by_video,
        due_on=row.due_on,
        over=_over(row, at),
        moved=fixed is not None and row.establishment_id != person.establishment_id,
        guests=tuple(_guest(one) for one in guests if one.party != Party.PERSON),
        invited=any(one.party == Party.PERSON for one in guests),
        said=_said(said, user) if said else None,
    )


def next_one(person: Person, *, at: datetime) -> Conference | None:
    """The one that can still be prepared for."""
    rows = to_come(person, at=at)
    return rows[0] if rows and not _over(rows[0], at) else None


def relatives(person: Person) -> tuple[Relative, ...]:
    """For whom consent stands, the latest first. One query."""
    return tuple(_relative(one) for one in _standing(person).order_by("-pk"))


def relative(person: Person, pk: int) -> FamilyConsent:
    """One of this person's, whether it stands or not; 404 for any other."""
    found = FamilyConsent.objects.filter(person=person, pk=pk).first()
    if found is None:
        raise Http404
    return found


def named(row: FamilyConsent) -> str:
    return str(access.shown(row, "name", _ME))


def readers(person: Person) -> dict[int, str]:
    """Relatives who have, or had, a window of their own: as whom they read, with the name. One query."""
    rows = FamilyConsent.objects.filter(person=person, user__isnull=False)
    return {one.user_id: named(one) for one in rows if one.user_id}


def _over(row: Conference, at: datetime) -> bool:
    """Its day is over, and nobody recorded yet that it was held."""
    fixed = row.starts_at if row.state == Conferring.SET else None
    return fixed is not None and in_scotland(fixed).date() < in_scotland(at).date()


def _standing(person: Person) -> QuerySet[FamilyConsent]:
    return FamilyConsent.objects.filter(person=person, withdrawn_at__isnull=True)


def _relative(one: FamilyConsent) -> Relative:
    return Relative(
        key=one.pk,
        name=named(one),
        relation=str(access.shown(one, "relation", _ME)),
        scope=tuple(Scope(slug) for slug in one.scope),
        approved=one.approved if one.no_contact_at is None else False,
        given_on=one.given_on,
    )


def _guest(one: Invitation) -> Guest:
    party = Party(one.party)
    if party not in _NAMED:
        return Guest(party, "")
    if one.consent is not None:
        return Guest(party, named(one.consent) if one.consent.stands else "")
    return Guest(party, one.user.display_name() if one.user else "")


def _said(one: Preparation, user: int) -> Said:
    return Said(
        attends=Attends(one.attends),
        wants=str(access.shown(one, "wants", _ME)),
        help=tuple(Help(slug) for slug in one.help),
        help_words=str(access.shown(one, "help_words", _ME)),
        on=one.asked_on,
        own=one.asked_by_id == user,
    )
