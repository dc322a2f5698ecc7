"""What was decided about the person that they may read: answers to their requests, and what their minutes say."""

from dataclasses import dataclass
from datetime import date

from conferences import access
from conferences.models import Issue, Request
from conferences.policy.kinds import Party
from conferences.policy.requests import HOW_TO_CHALLENGE
from conferences.queries.editions import sheet
from conferences.workflow import Requesting
from icm.core.disclosure import Audience
from icm.people.models import Person
from icm.policy.calendar import in_scotland

ME = Audience.PERSON


@dataclass(frozen=True, slots=True)
class Answered:
    """A request with its answer; ``challenge`` says what they can do about a no."""

    number: int
    agreed: bool
    on: date
    why: str
    challenge: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of a conference, from the newest minute the person was given."""

    on: date
    what: str
    why: str


def requests_answered(person: Person, on: date) -> tuple[Answered, ...]:
    """The latest first. One query."""
    rows = Request.objects.filter(
        person=person, state__in=(Requesting.AGREED, Requesting.REFUSED), answered_at__isnull=False
    )
    return tuple(_answered(row, on) for row in rows.order_by("-answered_at", "-pk"))


def decided_at_conferences(person: Person) -> tuple[Decided, ...]:
    """From each minute issued to the person themselves, as their version has it; the latest first. One query."""
    issues = Issue.objects.filter(
        edition__minute__conference__person=person,
        invitation__party=Party.PERSON,
        invitation__withdrawn_at__isnull=True,
    ).select_related("edition__minute__conference")
    newest = {
        one.edition.minute_id: one.edition for one in issues.order_by("edition__number", "pk")
    }
    found = [
        Decided(
            on=edition.minute.conference.held_on or in_scotland(edition.signed_at).date(),
            what=entry.title,
            why=next((fact.value for fact in entry.facts), ""),
        )
        for edition in newest.values()
        for entry in sheet(edition.content, ME).decisions
    ]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _answered(row: Request, on: date) -> Answered:
    assert row.answered_at is not None  # noqa: S101 - asked for above
    agreed = row.state == Requesting.AGREED
    return Answered(
        number=row.number,
        agreed=agreed,
        on=in_scotland(row.answered_at).date(),
        why=access.shown(row, "answer_why", ME),
        challenge=() if agreed else HOW_TO_CHALLENGE.at(on),
    )
