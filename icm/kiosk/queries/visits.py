"""Which terminal a browser is, and who stands before it."""

from datetime import datetime

from icm.core.access import Principals
from icm.core.auth.origin import keyed
from icm.kiosk import policy
from icm.kiosk.models import Terminal, Visit
from icm.people.models import Person


def terminal_of(key: str) -> Terminal | None:
    """The terminal whose browser carries this key."""
    if not key:
        return None
    rows = Terminal.objects.filter(key=keyed("terminal", key), retired_at__isnull=True)
    return rows.select_related("establishment").first()


def visit_of(token: str, terminal: Terminal) -> Visit | None:
    """The open visit of this browser, at the terminal it began at; whether it has been left alone is not asked here."""
    if not token:
        return None
    rows = Visit.objects.filter(
        token=keyed("visit", token), terminal=terminal, ended_at__isnull=True
    )
    return rows.select_related("account__person__establishment", "account__user").first()


def why_over(visit: Visit, terminal: Terminal, *, at: datetime) -> Visit.End | None:
    """Why this visit goes on no longer; None while it does."""
    person = visit.account.person
    if not at_home(person, terminal):
        return Visit.End.MOVED
    alone = at - visit.seen_at >= policy.IDLE + policy.WARNING
    if alone or at - visit.began_at >= policy.LONGEST_VISIT:
        return Visit.End.IDLE
    return None


def at_home(person: Person, terminal: Terminal) -> bool:
    """Whether the person is held where the terminal stands."""
    return person.released_on is None and person.establishment_id == terminal.establishment_id


def principals_of(visit: Visit) -> Principals:
    """The person as who is asking: no post, and themselves."""
    account = visit.account
    return Principals(user_id=account.user_id, posts=(), broken_glass={}, person=account.person_id)
