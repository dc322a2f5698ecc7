"""The calendar file of one's own invitation (RFC 5545): a date without a name, that updates and cancels itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.urls import reverse
from icalendar import Calendar, Event, vCalAddress

from conferences import access
from conferences.models import Invitation, Step
from conferences.workflow import Conferring
from icm.core.dates import day

SUMMARY = "ICM case conference"
GONE_FOR = timedelta(days=28)  # as long as the notice of a conference: then the date has passed
_TAKES_PLACE = frozenset({Conferring.SET.value, Conferring.HELD.value})


@dataclass(frozen=True, slots=True)
class File:
    """What a calendar program is given, and whether it takes the date out again."""

    content: bytes
    cancels: bool


def calendar_of(user: int, pk: int, *, at: datetime) -> File:
    """One's own, or where one comes instead; also once it is withdrawn, so that the date goes. 404 for others."""
    rows = Invitation.objects.select_related("conference__establishment")
    found = rows.filter(access.theirs(user), pk=pk).first()
    if found is None:
        raise Http404
    cancels = found.withdrawn_at is not None or found.conference.state not in _TAKES_PLACE
    return File(_calendar(found, cancels, at).to_ical(), cancels)


@dataclass(frozen=True, slots=True)
class Gone:
    """A date that somebody may have in a calendar, and that is none any more. Tells nothing else of the conference."""

    invited: str
    said: str
    href: str


def gone(user: int, *, at: datetime) -> tuple[Gone, ...]:
    """What somebody was invited to and is not to come to, lately; the newest first. One query."""
    since = at - GONE_FOR
    ended = Step.objects.filter(
        conference=OuterRef("conference"), at__gte=since, move__in=("postpone", "cancel", "adjourn")
    )
    rows = Invitation.objects.select_related("conference").filter(
        access.theirs(user),
        Q(withdrawn_at__gte=since)
        | Q(Exists(ended), ~Q(conference__state__in=_TAKES_PLACE), withdrawn_at__isnull=True),
    )
    return tuple(
        Gone(day(one.sent_at), _said(one), reverse("conferences:calendar_file", args=[one.pk]))
        for one in rows.order_by("-pk")
    )


def _said(one: Invitation) -> str:
    if one.withdrawn_at is not None:
        return "You are not invited any more"
    if one.conference.state == Conferring.CANCELLED:
        return "It is cancelled"
    return "It has no date at present: you will be told of the new one"


def _calendar(one: Invitation, cancels: bool, at: datetime) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Integrated Case Management//ICM//EN")
    made.add("version", "2.0")
    # Answers are given in ICM, not by e-mail: so nobody is asked for one here.
    made.add("method", "CANCEL" if cancels else "PUBLISH")
    made.add_component(_event(one, cancels, at))
    return made


def _event(one: Invitation, cancels: bool, at: datetime) -> Event:
    """Whoever is not invited any more, or comes to nothing, is told no date and no place."""
    row, event = one.conference, Event()
    event.add("uid", _uid(one))
    event.add("sequence", row.version + (one.withdrawn_at is not None))
    event.add("dtstamp", at.astimezone(UTC).replace(microsecond=0))
    event.add("organizer", vCalAddress(f"mailto:{_sender()}"))
    event.add("summary", SUMMARY)
    event.add("status", "CANCELLED" if cancels else "CONFIRMED")
    event.add("class", "PRIVATE")
    if not cancels and row.starts_at is not None:
        starts = row.starts_at.astimezone(UTC)
        event.add("dtstart", starts)
        event.add("dtend", starts + timedelta(minutes=row.minutes))
        event.add("location", ", ".join(part for part in (row.place, _where(one)) if part))
        event.add("url", f"{settings.BASE_URL}{reverse('conferences:mine')}")
    return event


def _where(one: Invitation) -> str:
    return str(one.conference.establishment or "")


def _uid(one: Invitation) -> str:
    """The same for all time, so that a program finds the date it has."""
    return f"conference-invitation-{one.pk}@{_sender().rpartition('@')[2] or 'localhost'}"


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
