"""The next case conference of whoever stands before the terminal, or why there is none, in their words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conferences.policy.kinds import Party
from conferences.policy.notes import KINDS
from conferences.policy.preparing import Attends, Help, Scope
from conferences.policy.targeting import ASKED_BY
from conferences.queries import own
from conferences.queries.coming import own_next
from icm.clocks import queries as clocks
from icm.kiosk.queries.words import Block, at_time, in_full
from icm.people import policy
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import Legal, RouteSlug
from icm.policy.rules import Status
from risk.queries import facts_of

PARTIES: dict[Party, Promise] = {
    Party.PERSON: gettext_lazy("You"),
    Party.CASE_CO_ORDINATOR: gettext_lazy("Your case co-ordinator, who sets up the meeting"),
    Party.PBSW: gettext_lazy("A social worker in the prison"),
    Party.CBSW: gettext_lazy("Your social worker outside"),
    Party.OFFICER: gettext_lazy("Your personal officer"),
    Party.FAMILY: gettext_lazy("Family or a friend"),
    Party.PSYCHOLOGY: gettext_lazy("Somebody from psychology"),
    Party.PROGRAMMES: gettext_lazy("Staff who run courses"),
    Party.NHS: gettext_lazy("Somebody from health (NHS)"),
    Party.SERVICE: gettext_lazy("A service that works with you"),
    Party.POLICE: gettext_lazy("The police"),
    Party.OTHER: gettext_lazy("Somebody else"),
}
ATTENDS: dict[Attends, Promise] = {
    Attends.YES: gettext_lazy("I will come"),
    Attends.VIDEO: gettext_lazy("I will take part by video"),
    Attends.NOTE: gettext_lazy("I will not come, but I send a note"),
    Attends.NO: gettext_lazy("I will not come"),
    Attends.UNSURE: gettext_lazy("I do not know yet if I will come"),
}
HELP: dict[Help, Promise] = {
    Help.INTERPRETER: gettext_lazy("Somebody who speaks my language"),
    Help.READING: gettext_lazy("Somebody to read the papers with me"),
    Help.SUPPORT: gettext_lazy("Somebody to be there with me"),
}
SCOPES: dict[Scope, Promise] = {
    Scope.DATES: gettext_lazy("They are told when and where my meetings are"),
    Scope.ATTENDING: gettext_lazy("They can come to my meetings"),
    Scope.PLAN: gettext_lazy("They can know what is in my plan"),
    Scope.MINUTE: gettext_lazy("They get the notes of my meetings"),
}
_ASKS = frozenset({Status.DUE, Status.OVERDUE, Status.UNKNOWN})


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """``answer`` is the first sentence; ``said``: what they told staff; ``open``: it can be prepared for."""

    answer: str
    blocks: tuple[Block, ...]
    open: bool = False
    said: tuple[str, ...] = ()
    wants: str = ""
    ask: bool = False  # one can be asked for


def meeting_page(person: Person, user: int, *, at: datetime) -> MeetingPage:
    """The soonest that is to come, and in a line each the others; or why there is none."""
    rows = own.to_come(person, at=at)
    if not rows:
        return _none(person, in_scotland(at).date())
    found = own.meeting(rows[0], person, user, at=at)
    others = tuple(_line(own.meeting(row, person, user, at=at)) for row in rows[1:])
    blocks = [*_blocks(found), *([Block(_("Other meetings"), others)] if others else [])]
    return MeetingPage(
        answer=_when(found),
        blocks=tuple(blocks),
        open=not found.over,
        said=tuple(_said(found.said)) if found.said else (),
        wants=found.said.wants if found.said else "",
    )


def _when(found: own.Meeting) -> str:
    if found.starts_at is None:
        return _("Staff are looking for a day for your next plan meeting.")
    when = at_time(found.starts_at)
    if found.over:
        return _("Your plan meeting was on %(when)s. Staff have not yet said how it went.") % {
            "when": when
        }
    return _("Your next plan meeting is on %(when)s.") % {"when": when}


def _line(found: own.Meeting) -> str:
    return f"{_when(found)} {_what_for(found)}"


def _what_for(found: own.Meeting) -> str:
    """As on the paper that they are given of it."""
    return f"{_(KINDS[found.kind])}."


def _blocks(found: own.Meeting) -> Iterator[Block]:
    if found.starts_at is None:
        yield Block(_("By when"), (_by(found.due_on),))
    else:
        yield Block(_("Where"), tuple(_where(found)))
    yield Block(_("What it is for"), (_what_for(found),))
    yield Block(_("Who is asked to come"), tuple(_who(found)))


def _by(due_on: date | None) -> str:
    if due_on is None:
        return _("Nobody has set a date yet. Ask your officer.")
    return _("It should be by %(day)s.") % {"day": in_full(due_on)}


def _where(found: own.Meeting) -> Iterator[str]:
    parts = [part for part in (found.place, found.establishment) if part]
    yield ", ".join(parts) + "." if parts else _("Nobody has set the room yet. Ask your officer.")
    yield _("It takes about %(minutes)s minutes.") % {"minutes": found.minutes}
    if found.by_video:
        yield _("You can take part by video.")
    if found.moved:
        yield _("Staff set this date before you moved here. Ask your officer if it will change.")


def _who(found: own.Meeting) -> Iterator[str]:
    if not found.guests and not found.invited:
        yield _("Nobody has been asked yet.")
        return
    yield _("You.") if found.invited else _("You have not been asked yet. Tell staff here anyway.")
    for one in found.guests:
        part = str(PARTIES[one.party])
        yield f"{part}: {one.name}." if one.name else f"{part}."


def _said(said: own.Said) -> Iterator[str]:
    day = {"day": in_full(said.on)}
    yield (
        _("You said this on %(day)s:") % day
        if said.own
        else _("Staff wrote this down for you on %(day)s:") % day
    )
    yield f"{ATTENDS[said.attends]}."
    for one in said.help:
        yield _("Help I need: %(what)s.") % {"what": HELP[one]}
    if said.help_words:
        yield said.help_words


def _none(person: Person, on: date) -> MeetingPage:
    """No conference is being arranged: the rule that asks for one and its day, or that none is set for them."""
    facts = facts_of(person.pk, on=on)
    if facts.legal is not None and facts.legal is not Legal.SENTENCED:
        return MeetingPage(
            _("You have no plan meeting. They are for people with a sentence."), (_ask_officer(),)
        )
    slug = policy.route(facts, on).slug
    if slug is RouteSlug.ENHANCED:
        return MeetingPage(_("No plan meeting is set yet."), (_due(person, on),), ask=True)
    if slug is RouteSlug.STANDARD:
        return MeetingPage(
            _("No plan meetings are set for you. Your plan is made with your officer."),
            (_ask_officer(),),
        )
    return MeetingPage(
        _("We do not know yet if you get plan meetings. Staff still have to say."),
        (_ask_officer(),),
    )


def _due(person: Person, on: date) -> Block:
    found = clocks.explain(person.pk, on=on)
    asks = [one for one in found if one.rule in ASKED_BY and one.status in _ASKS]
    lines = [one.person for one in sorted(asks, key=lambda one: one.due_on or date.max)]
    by, waits = own_next(person)
    if not lines and by is not None:
        lines = [_("The next one should be by %(day)s.") % {"day": in_full(by)}]
    if waits:
        lines.append(_("Staff wrote what it waits for: %(words)s") % {"words": waits})
    return Block(
        _("When the next one is due"),
        tuple(lines) or (_("Nobody has set a day yet. Ask your officer."),),
    )


def _ask_officer() -> Block:
    return Block(
        _("If you need a meeting"),
        (_("Tell your officer why. They can write it in your plan and ask for one."),),
    )
