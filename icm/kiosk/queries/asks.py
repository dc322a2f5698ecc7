"""What one asked one's officer for, and what became of it, in the words of a terminal."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.policy.asks import Part, Wanted, answer_by
from casework.queries import asks
from casework.queries.asks import OwnAsk
from casework.workflow import Asking
from icm.kiosk.queries.asking import Wish
from icm.kiosk.queries.words import in_full
from icm.people.models import Person
from icm.policy.calendar import in_scotland

PARTS: dict[str, Promise] = {
    Part.DETAILS: gettext_lazy("My name or facts about me"),
    Part.DATES: gettext_lazy("My dates"),
    Part.PLAN: gettext_lazy("My plan"),
    Part.ASSESSMENT: gettext_lazy("My assessment"),
    Part.PEOPLE: gettext_lazy("My people"),
    Part.OTHER: gettext_lazy("Something else"),
}
WANTED: dict[str, Promise] = {
    Wanted.TALK: gettext_lazy("a talk with my officer"),
    Wanted.COPY: gettext_lazy("a copy of my plan"),
    Wanted.CORRECTION: gettext_lazy("to put something right"),
}


def own_wishes(person: Person, on: date) -> tuple[tuple[int, Wish], ...]:
    """Everything, the latest first, each with the key of its page."""
    return tuple((one.row.pk, wish_of(one)) for one in asks.own_asks(person, on))


def wish_of(one: OwnAsk) -> Wish:
    title = _("Number %(number)s: %(what)s") % {
        "number": one.row.name,
        "what": WANTED[one.row.wanted],
    }
    return Wish(
        title=title,
        stands=tuple(_stands(one)),
        words=one.words,
        answer=one.answer,
        challenge=one.challenge,
    )


def promised(wanted: Wanted, on: date) -> str:
    """By when there would be an answer."""
    return in_full(answer_by(wanted, on))


def _stands(one: OwnAsk) -> Iterator[str]:
    row = one.row
    yield _("You asked on %(day)s.") % {"day": _day(row.asked_at)}
    if row.part:
        yield _("It is about: %(part)s.") % {"part": str(PARTS[row.part]).lower()}
    if row.state == Asking.WAITING:
        yield from _waiting(one)
    elif row.state == Asking.WITHDRAWN:
        yield _("You took this back. Nobody has to answer.")
    elif row.answered_at is not None:
        said = (
            _("Staff said yes on %(day)s. It is done.")
            if row.state == Asking.DONE
            else _("Staff said no on %(day)s.")
        )
        yield said % {"day": _day(row.answered_at)}


def _waiting(one: OwnAsk) -> Iterator[str]:
    words = {"day": in_full(one.row.answer_by), "who": one.officer, "place": one.place}
    if one.late:
        yield _("You should have had an answer by %(day)s. It is late.") % words
        yield from _told(one.row.escalated_at)
    else:
        yield _("It waits for an answer. Staff must answer by %(day)s.") % words
    if one.officer:
        yield _("It is with %(who)s.") % words
    elif one.place:
        yield (
            _("You have no officer yet. It is with the boss of the officers at %(place)s.") % words
        )
    else:
        yield _("We do not know who it is with. Ask any officer.")


def _told(at: datetime | None) -> Iterator[str]:
    """Nobody is said to have been told who was not."""
    if at is None:
        yield _("Nobody else has been told yet. Ask an officer why it is late.")
    else:
        yield _("We told the boss of the officers on %(day)s.") % {"day": _day(at)}


def _day(at: datetime) -> str:
    return in_full(in_scotland(at).date())
