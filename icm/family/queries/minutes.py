"""The notes of meetings that were given to a relative, in plain words; what people said stands as it was written."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from conferences.models import FamilyConsent, Issue
from conferences.policy.family_notes import for_family
from conferences.policy.kinds import Party
from conferences.policy.notes import CORE_MEMBER, Say
from conferences.queries import own_minutes
from icm.core.screen import Entry, Step
from icm.kiosk.queries.minutes import blocks
from icm.kiosk.queries.words import Block, in_full


@dataclass(frozen=True, slots=True)
class MinutePage:
    """``open``: they can still say what is wrong; ``time`` until when; ``newer``: what took its place."""

    key: int
    held: str
    blocks: tuple[Block, ...]
    said: tuple[Entry, ...]
    time: str
    open: bool
    newer: int | None


def lines(consent: FamilyConsent) -> tuple[Entry, ...]:
    """Each meeting of which they were given notes, the latest first. Two queries."""
    return tuple(_line(one) for one in own_minutes.issued_to(consent.person, consent))


def issue(consent: FamilyConsent, pk: int) -> Issue:
    """One that was given to them; 404 for any other."""
    return own_minutes.issue(consent.person, pk, consent)


def is_open(found: Issue, on: date) -> bool:
    """Whether what is wrong in it can still be said (CC-MINUTE-14D)."""
    return on <= own_minutes.until(found)


def minute_page(found: Issue, consent: FamilyConsent, on: date) -> MinutePage:
    """Three queries."""
    one = own_minutes.own_minute(found, consent.person, on, _say(consent), consent)
    day = {"day": in_full(one.until)}
    return MinutePage(
        key=one.key,
        held=in_full(one.held_on) if one.held_on else _("a day that is not known"),
        blocks=tuple(blocks(one.sheet)),
        said=tuple(_said(told, on) for told in one.told),
        time=_("You can say what is wrong until %(day)s.") % day
        if on <= one.until
        else _("The time to say what is wrong was over on %(day)s.") % day,
        open=on <= one.until,
        newer=one.newer,
    )


def step(consent: FamilyConsent, at: datetime) -> Step:
    """The line of the first page; what was not opened yet is said."""
    found = own_minutes.issued_to(consent.person, consent)
    new = _("New") if any(not one.opened for one in found) else ""
    what = _("What was decided, and who does what.") if found else _("There are none yet.")
    return Step(_("Notes of meetings"), new, reverse("family:minutes"), summary=what)


def _say(consent: FamilyConsent) -> Say:
    """Our own words in a minute as on paper, in the language of the page; the person by the first name."""
    name = consent.person.given_names
    theirs = {("guest", Party.PERSON.label): name, ("who", "The person"): name}

    def say(part: str, words: str) -> str:
        plain = theirs.get((part, words.removesuffix(CORE_MEMBER))) or for_family(part, words)
        return _(plain) if plain else ""

    return say


def _line(one: own_minutes.Brief) -> Entry:
    given = _("You were given the notes on %(day)s.") % {"day": in_full(one.issued_on)}
    return Entry(
        title=_("Read the notes"),
        when=in_full(one.held_on or one.issued_on),
        text=given if one.opened else given + _(" You have not opened them yet."),
        href=reverse("family:minute", args=[one.key]),
    )


def _said(told: own_minutes.Told, on: date) -> Entry:
    if told.agreed is None and on > told.answer_by:
        stands = _("You should have had an answer by %(day)s.")
    elif told.agreed is None:
        stands = _("Staff must answer by %(day)s.")
    elif not told.agreed:
        stands = _("Staff do not agree. This stays with the notes.")
    elif told.put_right_on is None:
        stands = _("Staff agree. The new notes are not ready yet.")
    else:
        stands = _("Staff agree, and have put it right.")
    when = _("You said on %(day)s that this is wrong:") % {"day": in_full(told.on)}
    stands %= {"day": in_full(told.answer_by)}
    return Entry(title=stands, when=when, text="\n\n".join(filter(None, [told.words, told.answer])))
