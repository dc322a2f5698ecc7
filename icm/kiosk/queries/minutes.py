"""What was said at one's case conference, in the words of a terminal; the texts themselves are as they were written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from conferences.models import Issue
from conferences.policy.kinds import Party
from conferences.policy.notes import PARTIES, plainly
from conferences.queries import own_minutes
from conferences.queries.editions import Sheet
from icm.core.screen import Entry, Fact
from icm.kiosk.queries.words import Block, in_full
from icm.people.models import Person
from icm.policy.conference_facts import Against

_YOU = PARTIES[Party.PERSON]
_PARTS = frozenset(party.label for party in Party)


@dataclass(frozen=True, slots=True)
class Line:
    """One minute in the list of them."""

    key: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said of the minute: their words, how it stands, and the answer in the words it was given."""

    title: str
    words: str
    stands: str
    answer: str


@dataclass(frozen=True, slots=True)
class MinutePage:
    """``time`` says until when one can say what is wrong; ``open``: one still can; ``newer``: what took its place."""

    key: int
    answer: str
    blocks: tuple[Block, ...]
    said: tuple[Said, ...]
    time: str
    open: bool
    newer: int | None


def say(part: str, words: str) -> str:
    """Our own words in a minute as the person reads them on paper, in the language of the page."""
    plain = plainly(part, words)
    return _(plain) if plain else ""


def lines(person: Person) -> tuple[Line, ...]:
    return tuple(_line(one) for one in own_minutes.issued_to(person))


def minute_page(found: Issue, person: Person, on: date) -> MinutePage:
    """One that was issued to them. Three queries."""
    one = own_minutes.own_minute(found, person, on, say)
    is_open = on <= one.until
    days = {"day": in_full(one.until)}
    return MinutePage(
        key=one.key,
        answer=_held(one.held_on),
        blocks=tuple(blocks(one.sheet)),
        said=tuple(_said(told, on) for told in one.told),
        time=_("You can say what is wrong until %(day)s.") % days
        if is_open
        else _(
            "The time to say what is wrong was over on %(day)s. You can still say what you think."
        )
        % days,
        open=is_open,
        newer=one.newer,
    )


def _held(on: date | None) -> str:
    if on is None:
        return _("These are the notes of your plan meeting.")
    return _("These are the notes of your plan meeting of %(day)s.") % {"day": in_full(on)}


def _line(one: own_minutes.Brief) -> Line:
    title = _("Meeting of %(day)s") % {"day": in_full(one.held_on or one.issued_on)}
    new = "" if one.opened else _(" You have not opened them yet.")
    day = {"day": in_full(one.issued_on)}
    return Line(one.key, title, _("Staff gave you the notes on %(day)s.") % day + new)


def blocks(found: Sheet) -> Iterator[Block]:
    """What was decided first: it is what somebody looks for."""
    yield Block(_("What was decided"), _decided(found.decisions))
    yield Block(_("Who does what"), _to_do(found.actions))
    yield Block(_("What comes next"), tuple(_after(found.after)))
    for label, body in found.sections:
        yield Block(label, tuple(filter(str.strip, body.splitlines())))
    yield Block(_("Who was there"), tuple(_guest(one) for one in found.came))
    if found.withheld:
        kept = _("Some words are kept back from you. You can ask staff if they may tell you more.")
        yield Block(_("What is not in here"), (kept,))


def _decided(entries: Sequence[Entry]) -> tuple[str, ...]:
    found = []
    for one in entries:
        why = next((str(fact.value) for fact in one.facts if fact.value), "")
        words = {"what": one.title, "why": why}
        found.append(_("%(what)s Why: %(why)s") % words if why else one.title)
    return tuple(found) or (_("Staff wrote down no decision."),)


def _to_do(entries: Sequence[Entry]) -> tuple[str, ...]:
    found = []
    for one in entries:
        who, by = (str(fact.value) for fact in one.facts)
        doer = who or _("Nobody is named yet")
        words = {"what": one.title, "who": doer, "day": by}
        found.append(_("%(what)s Who: %(who)s. By: %(day)s.") % words)
    return tuple(found) or (_("Nothing was agreed to do."),)


def _after(facts: Sequence[Fact]) -> Iterator[str]:
    _kind, when, why = (str(fact.value) for fact in facts)
    if when:
        yield _("The next meeting: %(when)s.") % {"when": when.removesuffix(".")}
    else:
        yield _("No next meeting was set.")
    if why:
        yield why


def _guest(one: Fact) -> str:
    part = one.note.partition(".")[0]
    came = str(one.value) or _("It is not known if they were there")
    who = part if part == _(_YOU) or one.key in _PARTS else f"{one.key} ({part})"
    return f"{who}: {came}."


def _said(told: own_minutes.Told, on: date) -> Said:
    day = {"day": in_full(told.on)}
    notice = told.against is Against.NOTICE
    title = (
        _("You said on %(day)s that this is wrong:")
        if notice
        else _("You said on %(day)s what you think:")
    )
    return Said(title % day, told.words, _stands(told, on), told.answer)


def _stands(told: own_minutes.Told, on: date) -> str:
    by = {"day": in_full(told.answer_by)}
    if told.agreed is None and on > told.answer_by:
        return _("You should have had an answer by %(day)s. It is late. Ask your officer.") % by
    if told.agreed is None:
        passed = _("Staff have passed it on. ") if told.passed_on else ""
        return passed + _("Staff must answer by %(day)s.") % by
    if not told.agreed:
        return _("Staff do not agree. This stays with the notes. The answer was:")
    if told.put_right_on is None:
        return _("Staff agree. The new notes are not ready yet. The answer was:")
    return _("Staff agree, and have put it right. The answer was:")
