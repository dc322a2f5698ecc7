"""What one can ask for at a terminal, and what became of what one asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conferences.policy.requests import GROUNDS, MILESTONE, OTHER
from conferences.queries import own_requests
from conferences.queries.own_requests import Closed
from conferences.workflow import Requesting
from icm.kiosk.queries.words import in_full
from icm.people.models import Person
from risk.policy.assessments import Change

ABOUT: dict[str, Promise] = {
    Change.OFFENCE: gettext_lazy("A new offence"),
    Change.REMOVAL: gettext_lazy("I was moved away from others"),
    Change.TRANSFER: gettext_lazy("I moved to another prison"),
    Change.RELAPSE: gettext_lazy("Drink or drugs are a problem again"),
    Change.HEALTH: gettext_lazy("My health has changed"),
    Change.NON_COMPLIANCE: gettext_lazy("I do not keep to my plan"),
    Change.GOALS: gettext_lazy("I have done a course or reached a goal"),
    Change.SUSTAINED: gettext_lazy("I have done well for a long time"),
    Change.PROGRESS: gettext_lazy("My plan changed because I did well"),
    MILESTONE: gettext_lazy("Parole, a move or going home is near"),
    OTHER: gettext_lazy("Something else"),
}
# In the order of the list that staff choose from.
ASKED_ABOUT = [(slug, ABOUT[slug]) for slug in GROUNDS]
CLOSED: dict[Closed, Promise] = {
    Closed.WAITING: gettext_lazy("You have asked for one, and wait for the answer."),
    Closed.AGREED: gettext_lazy("You have asked for one, and staff said yes. They look for a day."),
    Closed.NOT_SENTENCED: gettext_lazy("Plan meetings are for people with a sentence."),
    Closed.STANDARD: gettext_lazy("Your plan is made with your officer, with no set meetings."),
    Closed.OTHER: gettext_lazy("You cannot ask for one here just now."),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that was asked for: what, how it stands, one's own words, the answer, and how to challenge a no."""

    title: str
    stands: tuple[str, ...]
    words: str
    answer: str
    challenge: tuple[str, ...]


def asked(person: Person, on: date) -> tuple[tuple[int | None, Wish], ...]:
    """Everything, the latest first, with the key of what can be taken back. One query."""
    return tuple(
        (one.key if one.state is Requesting.WAITING else None, wish(one, person, on))
        for one in own_requests.requests_of(person, on)
    )


def wish(one: own_requests.Asked, person: Person, on: date) -> Wish:
    return Wish(
        title=_("Number %(number)s: a plan meeting") % {"number": one.number},
        stands=(_on(one), *_stands(one, person, on)),
        words=one.why,
        answer=one.answer,
        challenge=one.challenge,
    )


def _on(one: own_requests.Asked) -> str:
    about = "; ".join(str(ABOUT[slug]) for slug in one.grounds if slug in ABOUT)
    words = {"day": in_full(one.asked_on), "about": about}
    return _("You asked on %(day)s. It is about: %(about)s.") % words


def _stands(one: own_requests.Asked, person: Person, on: date) -> Iterator[str]:
    if one.state == Requesting.WITHDRAWN:
        yield _("This was taken back. Nobody has to answer.")
        return
    if one.state == Requesting.WAITING:
        words = {"day": in_full(one.answer_by), "who": _owner(person)}
        if on > one.answer_by:
            yield _("You should have had an answer by %(day)s. It is late.") % words
            yield _("It is with %(who)s. Ask your officer why it is late.") % words
        else:
            yield _("It waits for an answer. Staff must answer by %(day)s.") % words
            yield _("It is with %(who)s.") % words
        return
    day = {"day": in_full(one.answered_on)} if one.answered_on else {"day": ""}
    if one.state == Requesting.AGREED:
        yield _("Staff said yes on %(day)s. They set up a plan meeting.") % day
    else:
        yield _("Staff said no on %(day)s.") % day


def _owner(person: Person) -> str:
    """Wherever they are, the co-ordinator there: a request goes along on a transfer."""
    if person.establishment is None:
        return _("the ICM co-ordinator")
    return _("the ICM co-ordinator at %(place)s") % {"place": person.establishment.name}
