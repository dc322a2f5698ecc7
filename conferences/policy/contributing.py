"""Who is asked for a written contribution to a conference, by which day, who is late, and what that endangers.

The guidance asks every agency for what it knows before a conference (§6 and §8; CIP-CHECK, CC-NHS) and names one time:
the assessment is with others two weeks before (RA-2W). The other days are this system's own, and pages say so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from conferences.policy.kinds import Party
from conferences.policy.replies import COMES, Reply
from conferences.policy.scope import TARGETED_FROM
from icm.policy.calendar import add_days
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import THEMATIC
from icm.policy.named import Named

_OWN = (
    "The guidance asks for contributions before a case conference and names no day for this one;"
    " {} days are this system's own."
)
SOCIAL_WORK_DAYS = Dated(
    "CIP-CHECK",
    "Days before a case conference by which social work contributes in writing",
    Since(
        TARGETED_FROM,
        14,
        Source(
            THEMATIC,
            "§13: the assessment is with others at least two weeks before (RA-2W)",
            Standing.PARTLY_STATED,
        ),
    ),
    unit="days",
)
OFFICER_DAYS = Dated(
    "CIP-CHECK",
    "Days before a case conference by which the personal officer's report is written",
    Since(TARGETED_FROM, 10, Source.local(_OWN.format("ten"))),
    unit="days",
)
OTHER_DAYS = Dated(
    "CIP-CHECK",
    "Days before a case conference by which everybody else contributes in writing",
    Since(TARGETED_FROM, 7, Source.local(_OWN.format("seven"))),
    unit="days",
)
REMIND_STAGES: Dated[tuple[int, ...]] = Dated(
    "CHASERS",
    "Days before the last day for a contribution on which whoever owes it is reminded; below nought: after it",
    Since(
        TARGETED_FROM,
        (5, 1, -1, -4),
        Source.local(
            "No source names a reminder: the first leaves a working week, the last still comes before the conference."
        ),
    ),
)
# Who writes because of what they know. The others speak at the conference; whoever answers that they contribute in
# writing does, and the person is asked by somebody who sits down with them.
ASKED = frozenset(
    {
        Party.PBSW,
        Party.CBSW,
        Party.OFFICER,
        Party.PSYCHOLOGY,
        Party.PROGRAMMES,
        Party.NHS,
        Party.SERVICE,
        Party.POLICE,
    }
)
_SOCIAL_WORK = frozenset({Party.PBSW, Party.CBSW})
_ENDANGERS = {
    Party.PBSW: "The conference has no word of prison-based social work on risk and need to examine.",
    Party.CBSW: "Nothing is known of the family, the home and the supervision to come.",
    Party.OFFICER: "Nobody says how the last months on the hall went, and whether the plan is kept.",
    Party.PSYCHOLOGY: "A psychological assessment or work under way is not taken into account.",
    Party.PROGRAMMES: "What became of programmes, and what comes next, is not known.",
    Party.NHS: "What health can say that matters for the plan is missing; it cannot be required of them.",
    Party.SERVICE: "How the work with the service goes is not known.",
    Party.POLICE: "What the police can say on risk outside is missing.",
    Party.FAMILY: "The family's views are not heard.",
}
_OTHERWISE = "What they could have told the conference is missing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is to be told, to whom. ``version`` is that of the draft the page was made from, 0 without one."""

    reference: str
    body: str
    disclosure: str = "person"
    gist: str = ""
    ground: str = ""
    why: str = ""  # of a correction
    version: int = 0
    sends: bool = False


class Stand(Named):
    """How one contribution stands."""

    GIVEN = "given", "Given"
    LATE_GIVEN = "given late", "Given late"
    WAITED = "waited", "Waited for"
    OVERDUE = "overdue", "Overdue"
    NOT_ASKED = "not asked", "Not asked for"


@dataclass(frozen=True, slots=True)
class Owed:
    """One invitation as this rule sees it; ``given_on`` is the day of the first text that was sent."""

    party: Party
    reply: Reply | None
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """How it stands, by which day it was asked for, and what it endangers that it is not there."""

    stand: Stand
    due_on: date | None
    endangers: str = ""


def is_asked(party: Party, reply: Reply | None) -> bool:
    """Whether a text is waited for. The person's own words are asked for on a page of their own."""
    if party is Party.PERSON:
        return False
    return party in ASKED or reply is Reply.WRITTEN


def days_before(party: Party, on: date) -> Since[int]:
    """How many days before the conference, and on which authority."""
    if party in _SOCIAL_WORK:
        return SOCIAL_WORK_DAYS.version(on)
    return (OFFICER_DAYS if party is Party.OFFICER else OTHER_DAYS).version(on)


def due_on(party: Party, held_on: date, asked_on: date) -> date:
    """The last day for it, by the rule of the day they were asked; never before that day."""
    return max(add_days(held_on, -days_before(party, asked_on).value), asked_on)


def standpoint(owed: Owed, due: date | None, on: date) -> Standpoint:
    """How one stands on a day; without a date of the conference nothing is late."""
    if owed.given_on is not None:
        late = due is not None and owed.given_on > due
        return Standpoint(Stand.LATE_GIVEN if late else Stand.GIVEN, due)
    if not is_asked(owed.party, owed.reply):
        return Standpoint(Stand.NOT_ASKED, due)
    if due is None or on <= due:
        return Standpoint(Stand.WAITED, due)
    return Standpoint(Stand.OVERDUE, due, _endangers(owed))


def stage(due: date, asked_on: date, held_on: date, on: date) -> int | None:
    """The newest reminder that has come since they were asked; none on the day of the conference or after."""
    if on >= held_on:
        return None
    days: Iterable[int] = REMIND_STAGES.at(on)
    return min((one for one in days if asked_on < add_days(due, -one) <= on), default=None)


def first_reminder(on: date) -> int:
    """How many days before a conference the earliest reminder goes."""
    days = (SOCIAL_WORK_DAYS.at(on), OFFICER_DAYS.at(on), OTHER_DAYS.at(on))
    return max(days) + max(REMIND_STAGES.at(on))


def _endangers(owed: Owed) -> str:
    words = _ENDANGERS.get(owed.party, _OTHERWISE)
    if owed.reply in COMES:
        return f"{words} They come and can say it there, but nobody can read it beforehand."
    return words
