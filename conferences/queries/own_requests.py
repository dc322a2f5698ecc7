"""The conferences somebody asked for themselves: how each request stands, and whether another can be asked for."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from conferences import access
from conferences.models import Request
from conferences.policy.arranging import why_not
from conferences.policy.kinds import Kind
from conferences.policy.requests import HOW_TO_CHALLENGE, answer_by
from conferences.workflow import OPEN, Requesting
from icm.core.disclosure import Audience
from icm.people import policy
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import Legal, RouteSlug
from icm.policy.named import Named
from risk.queries import facts_of

_ME = Audience.PERSON


class Closed(Named):
    """Why somebody cannot ask for one as things stand."""

    WAITING = "waiting", "One waits for its answer"
    AGREED = "agreed", "One was agreed to and is being arranged"
    NOT_SENTENCED = "not sentenced", "Not sentenced"
    STANDARD = "standard", "On Standard ICM"
    OTHER = "other", "Another rule stands against it"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the person reads it. ``challenge``: what they can do about a no."""

    key: int
    number: int
    state: Requesting
    grounds: tuple[str, ...]
    why: str
    asked_on: date
    answer_by: date
    answered_on: date | None
    answer: str
    challenge: tuple[str, ...]


def requests_of(person: Person, on: date) -> tuple[Asked, ...]:
    """All of them, the latest first. One query."""
    rows = Request.objects.filter(person=person).order_by("-number")
    return tuple(asked(row, on) for row in rows)


def request(person: Person, pk: int) -> Request:
    """One of this person; 404 for any other."""
    row = (
        Request.objects.select_related("person__establishment").filter(person=person, pk=pk).first()
    )
    if row is None:
        raise Http404
    return row


def why_closed(person: Person, on: date) -> Closed | None:
    """The act of asking refuses by the same grounds: here they are told before anybody has written a word."""
    facts = facts_of(person.pk, on=on)
    if facts.legal is not None and facts.legal is not Legal.SENTENCED:
        return Closed.NOT_SENTENCED
    if policy.route(facts, on).slug is RouteSlug.STANDARD:
        return Closed.STANDARD
    if why_not(Kind.REQUESTED, facts, on):
        return Closed.OTHER
    rows = Request.objects.filter(person=person)
    if rows.filter(state=Requesting.WAITING).exists():
        return Closed.WAITING
    if rows.filter(state=Requesting.AGREED, conference__state__in=OPEN).exists():
        return Closed.AGREED
    return None


def asked(row: Request, on: date) -> Asked:
    refused = row.state == Requesting.REFUSED
    return Asked(
        key=row.pk,
        number=row.number,
        state=Requesting(row.state),
        grounds=tuple(row.grounds),
        why=str(access.shown(row, "why", _ME)),
        asked_on=row.asked_on,
        answer_by=answer_by(row.asked_on, on),
        answered_on=in_scotland(row.answered_at).date() if row.answered_at else None,
        answer=str(access.shown(row, "answer_why", _ME)),
        challenge=HOW_TO_CHALLENGE.at(on) if refused else (),
    )
