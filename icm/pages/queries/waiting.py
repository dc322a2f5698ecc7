"""What waits for the asker besides the due list: safety alerts, Core Screens to read, referrals to ask about,
and what people asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from casework.queries import alerts, asks, chasing, screens_done
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.screen import Link

if TYPE_CHECKING:
    from icm.people.models import Person


@dataclass(frozen=True)
class Waiting:
    """Each with the way to it; ``note`` says since when."""

    alerts: tuple[Link, ...]
    unread: tuple[Link, ...]
    persons: frozenset[int]
    to_ask: int  # referrals of theirs to ask about today
    unanswered: int  # and those without an answer in time
    asks: int  # what the people allocated to them asked for, unanswered
    asks_late: int  # and of everybody whom they may answer, what is overdue


def waiting_for(principals: Principals, *, on: date) -> Waiting:
    """Four queries."""
    open_alerts = alerts.open_alerts(principals, on=on)
    unread = screens_done.unread_screens(principals)
    asked, asked_late = asks.waiting_asks(principals, on)
    to_ask, unanswered = chasing.to_ask(principals, on)
    return Waiting(
        alerts=tuple(
            Link(
                _name(alert.person),
                reverse("casework:alert", args=[alert.person_id, alert.pk]),
                note=f"raised {moment(alert.seen_at)} by {alert.seen_by.display_name()}",
            )
            for alert in open_alerts
        ),
        unread=tuple(
            Link(
                _name(screen.person),
                reverse("casework:read_screen", args=[screen.person_id, screen.pk]),
                note=f"completed {day(screen.completed_at)}",
            )
            for screen in unread
        ),
        persons=_persons(open_alerts) | _persons(unread),
        to_ask=to_ask,
        unanswered=unanswered,
        asks=asked,
        asks_late=asked_late,
    )


def _name(person: "Person") -> str:
    return f"{person.family_name.upper()}, {person.given_names}"


def _persons(rows: Iterable[object]) -> frozenset[int]:
    return frozenset(row.person_id for row in rows)  # type: ignore[attr-defined]
