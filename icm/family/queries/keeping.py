"""What staff see of the window of a relative: where it stands, never what was read in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from conferences import access as conferences
from conferences.models import FamilyConsent
from conferences.policy.preparing import Scope
from icm.core.access import Principals, get_visible
from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.screen import Fact
from icm.family import access
from icm.family.models import Visit, Window


@dataclass(frozen=True, slots=True)
class Standing:
    """``version`` and ``email`` are what a change starts from; ``open`` whether one may be opened, or is."""

    facts: tuple[Fact, ...]
    email: str
    version: int
    open: bool
    made: bool


def consent(principals: Principals, pk: int) -> FamilyConsent:
    """One of somebody the asker may know of; withdrawn, only for those who keep the record."""
    rows = FamilyConsent.objects.select_related("person__establishment", "person__transfer_to")
    found = get_visible(rows, principals, through="person", pk=pk)
    if not found.stands and not conferences.keeps_family(
        conferences.held(found.person, principals)
    ):
        raise Http404
    return found


def standing(one: FamilyConsent, audience: Audience, *, at: datetime) -> Standing:
    window = Window.objects.filter(consent=one).select_related("invited_by").first()
    closed = why_closed(one)
    email = access.shown(window, "email", audience) if window else ""
    facts = [
        Fact("What they see", "; ".join(Scope(slug).label for slug in one.scope)),
        Fact("Window", closed or _now(window)),
        *(_of(window, email, at) if window else ()),
    ]
    version = window.version if window else 0
    return Standing(tuple(facts), email, version, open=not closed, made=window is not None)


def why_closed(one: FamilyConsent) -> str:
    """Why it shows nothing, as staff may read it; the relative is never told."""
    if one.withdrawn_on is not None:
        return f"Shows nothing: the consent was withdrawn on {day(one.withdrawn_on)}"
    if one.no_contact_at is not None:
        return f"Shows nothing: no contact is allowed since {moment(one.no_contact_at)}"
    if one.approved is None:
        return "Shows nothing: social work has not looked at whom it is"
    if not one.approved:
        return "Shows nothing: social work did not approve it"
    if one.person.released_on is not None:
        return f"Shows nothing: the person was released on {day(one.person.released_on)}"
    return ""


def _now(window: Window | None) -> str:
    if window is None:
        return "There is none yet"
    return "Open" if window.confirmed_at else "Opens once the letter is answered"


def _of(window: Window, email: str, at: datetime) -> Iterator[Fact]:
    made = f"Made on {moment(window.invited_at)}"
    yield Fact("Codes go to", email)
    yield Fact("Letter", made, note=_answer(window, at), source=window.invited_by.display_name())
    last = Visit.objects.filter(window=window).order_by("-began_at").first()
    yield Fact("Last signed in", moment(last.began_at) if last else "Not yet")


def _answer(window: Window, at: datetime) -> str:
    if window.confirmed_at is not None and not window.code:
        return f"Answered on {moment(window.confirmed_at)}"
    if window.code_until is None:
        return "Not answered"
    over = window.code_until <= at
    until = moment(window.code_until)
    return f"Its code counted until {until}" if over else f"Waits for an answer until {until}"
