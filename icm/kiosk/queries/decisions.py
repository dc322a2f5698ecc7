"""What was decided about somebody, when and why, and what they can do where they do not agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.queries.own_referrals import OwnReferral, declined
from conferences.queries.decided import Decided, decided_at_conferences
from conferences.queries.own_requests import Asked, requests_of
from conferences.workflow import Requesting
from icm.kiosk.queries.words import in_full
from icm.people.models import Person
from icm.policy.facts import Level
from risk.queries.own import LevelDecided, levels_decided

MOST = 12  # on the page; older ones are in the papers they were given
LEVELS = {
    Level.HIGH: gettext_lazy("High"),
    Level.MEDIUM: gettext_lazy("Medium"),
    Level.LOW: gettext_lazy("Low"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """``why`` is what somebody wrote to them; empty where nobody wrote a reason they may read."""

    on: date
    title: str
    lines: tuple[str, ...]
    why: str
    challenge: tuple[str, ...]
    minute: int | None = None  # the notes of the meeting it came out of

    @property
    def day(self) -> str:
        return in_full(self.on)


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    answer: str
    decisions: tuple[Decision, ...]
    older: bool


def decisions_page(person: Person, on: date) -> DecisionsPage:
    """Whatever was decided, the latest first. Four queries."""
    found = sorted(_all(person, on), key=lambda one: one.on, reverse=True)
    if not found:
        return DecisionsPage(_("No decision about you is kept here yet."), (), older=False)
    newest = _("The last decision about you was on %(day)s.") % {"day": found[0].day}
    return DecisionsPage(newest, tuple(found[:MOST]), older=len(found) > MOST)


def _all(person: Person, on: date) -> Iterator[Decision]:
    yield from map(_level, levels_decided(person))
    yield from _requests(person, on)
    yield from map(_conference, decided_at_conferences(person))
    yield from map(_referral, declined(person))


def _level(one: LevelDecided) -> Decision:
    words = {"level": LEVELS[one.level], "before": LEVELS[one.before] if one.before else ""}
    title = _("Your level: %(level)s") % words
    lines = [_("Your level is how closely staff watch you in prison.")]
    if one.change == "kept":
        lines.append(_("Staff kept it at %(level)s.") % words)
    elif one.before:
        lines.append(_("Staff changed it from %(before)s to %(level)s.") % words)
    else:
        lines.append(_("Staff set it at %(level)s.") % words)
    if one.withheld:
        lines.append(_("Staff used some papers that they may not show you."))
    return Decision(
        on=one.on,
        title=title,
        lines=tuple(lines),
        why=one.reasons,
        challenge=(
            _("You can ask staff to look at your level again at any time."),
            _("You can ask for the papers they used. There may be some they may not show you."),
            *_complain(),
        ),
    )


def _requests(person: Person, on: date) -> Iterator[Decision]:
    for one in requests_of(person, on):
        if one.answered_on and one.state in (Requesting.AGREED, Requesting.REFUSED):
            yield _request(one, one.answered_on)


def _request(one: Asked, answered_on: date) -> Decision:
    if one.state is Requesting.AGREED:
        title = _("Yes: you asked for a plan meeting")
        line = _("Staff said yes. They will tell you the day.")
    else:
        title = _("No: you asked for a plan meeting")
        line = _("Staff said no to the meeting you asked for.")
    asked = _("Your request has the number %(number)d.") % {"number": one.number}
    return Decision(answered_on, title, (line, asked), one.answer, one.challenge)


def _conference(one: Decided) -> Decision:
    return Decision(
        on=one.on,
        title=_("At your plan meeting"),
        lines=(one.what,),
        why=one.why,
        challenge=(
            _("Ask your officer to go through the notes of the meeting with you."),
            _("You can say what is wrong in the notes."),
            _("You can ask for another plan meeting, and say why."),
        ),
        minute=one.key,
    )


def _referral(one: OwnReferral) -> Decision:
    words = {"service": one.service, "part": one.about}
    return Decision(
        on=one.since,
        title=_("No from %(service)s") % words,
        lines=(_("Staff put you forward for help with: %(part)s.") % words,),
        why=one.said,
        challenge=(
            _("Ask your officer what other help there is."),
            _("You can ask to be put forward again."),
            *_complain(),
        ),
    )


def _complain() -> tuple[str, ...]:
    return (
        _("If you still do not agree, you can complain. Ask any member of staff for the form."),
        _("After that you can write to the Scottish Public Services Ombudsman. It is free."),
    )
