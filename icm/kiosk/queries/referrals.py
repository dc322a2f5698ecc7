"""What somebody was put forward for: how it stands, how long they have waited, and how long people mostly wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.queries.own_referrals import OwnReferral, own_referrals
from icm.kiosk.queries.words import in_full
from icm.people.models import Person

MOST_ENDED = 10


@dataclass(frozen=True, slots=True)
class Card:
    """``service``'s own words stand in ``said``; why staff put them forward in ``why``."""

    service: str
    about: str
    lines: tuple[str, ...]
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class ReferralsPage:
    answer: str
    standing: tuple[Card, ...]
    ended: tuple[Card, ...]


def referrals_page(person: Person, on: date) -> ReferralsPage:
    """Those that go on, and those that have ended. Two queries."""
    rows = own_referrals(person, on)
    standing = tuple(_card(row, on) for row in rows if row.stands)
    ended = tuple(_card(row, on) for row in rows if not row.stands)
    return ReferralsPage(_answer(len(standing)), standing, ended[:MOST_ENDED])


def _answer(number: int) -> str:
    if not number:
        return _("You are not put forward for any help now.")
    return ngettext(
        "You are put forward for help from %(number)d service.",
        "You are put forward for help from %(number)d services.",
        number,
    ) % {"number": number}


def _card(row: OwnReferral, on: date) -> Card:
    said = row.outcome if row.state == "closed" and row.outcome else row.said
    about = _("Help with: %(part)s") % {"part": row.about}
    return Card(row.service, about, (*_stands(row, on), *_usual(row)), said, row.why)


def _stands(row: OwnReferral, on: date) -> Iterator[str]:
    yield _("Staff put you forward on %(day)s.") % {"day": in_full(row.made_on)}
    since = {"day": in_full(row.since)}
    match row.state:
        case "open":
            yield _("They have not said yes or no yet.")
            yield from _answer_by(row, on)
            yield _waited(row, on)
        case "accepted":
            yield _("They said yes on %(day)s. They will tell you when it starts.") % since
            yield _waited(row, on)
        case "waiting":
            yield _("You have been on their list since %(day)s.") % since
            yield from _start(row, on)
            yield _waited(row, on)
        case "active":
            yield _("They have worked with you since %(day)s.") % since
        case "closed":
            yield _("This ended on %(day)s.") % since
        case "declined":
            yield _("They said no on %(day)s.") % since
            yield _("Ask your officer what other help there is. You can be put forward again.")
        case "withdrawn":
            yield _("Staff took this back on %(day)s. Ask your officer why.") % since
        case _moved:
            yield _("This ended on %(day)s as you moved to another prison.") % since
            yield _("Ask your officer if you can get this help where you are now.")


def _answer_by(row: OwnReferral, on: date) -> Iterator[str]:
    if row.answer_by is None:
        return
    words = {"day": in_full(row.answer_by)}
    if row.answer_by < on:
        yield _("They should have answered by %(day)s. Ask your officer about it.") % words
    else:
        yield _("They should answer by %(day)s.") % words


def _start(row: OwnReferral, on: date) -> Iterator[str]:
    if row.expected_on is None:
        yield _("They have not said when it starts.")
    elif row.expected_on < on:
        yield _("It should have started on %(day)s. Ask your officer about it.") % {
            "day": in_full(row.expected_on)
        }
    else:
        yield _("It may start on %(day)s.") % {"day": in_full(row.expected_on)}


def _waited(row: OwnReferral, on: date) -> str:
    days = (on - row.made_on).days
    if days <= 0:
        return _("You have waited since today.")
    return ngettext(
        "You have waited %(days)d day so far.", "You have waited %(days)d days so far.", days
    ) % {"days": days}


def _usual(row: OwnReferral) -> Iterator[str]:
    """Only of what they wait for. Where too few have waited there to tell, that is said."""
    if row.state not in ("open", "accepted", "waiting"):
        return
    if row.usual is None:
        yield _("We do not know yet how long people mostly wait there.")
    else:
        yield ngettext(
            "People mostly wait %(days)d day there.",
            "People mostly wait %(days)d days there.",
            row.usual,
        ) % {"days": row.usual}
    if row.service_says and row.service_said_on:
        yield _("On %(day)s they said of the wait: %(words)s") % {
            "day": in_full(row.service_said_on),
            "words": row.service_says,
        }
