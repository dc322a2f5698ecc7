"""What is counted of conferences that were held, with the words in which each figure is defined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from conferences.policy.holding import Came
from conferences.policy.kinds import Party
from conferences.policy.notice import is_short
from icm.policy.named import Named

QUARTERS = 8  # as many are looked back at, the one that runs among them
# The core members, and the officer, who is tracked though no core member (CC-CORE).
ROLES = (Party.OFFICER, Party.PBSW, Party.CBSW, Party.CASE_CO_ORDINATOR, Party.PERSON)


class Measure(Named):
    """One share of the conferences held."""

    ASSESSED = "assessed", "LS/CMI present"
    NOTICE = "notice", "Invited in time"
    OFFICER = "officer", "Officer present"
    IN_TIME = "in-time", "Held in time"


DEFINED = {
    Measure.ASSESSED: (
        "A finished LS/CMI lay before the conference on the day it was held. Not known of conferences whose record"
        " does not say."
    ),
    Measure.NOTICE: (
        "The invitations went out at least four weeks before the day on which it began (CC-INVITE-4W). Not known"
        " where the day of the invitations is not on record."
    ),
    Measure.OFFICER: (
        "The personal officer was there, in the room or by video. An officer who was not invited was not there. Not"
        " known where nobody's attendance is on record."
    ),
    Measure.IN_TIME: (
        "Held on or before the day it was due by, as that stood when it was planned. Not known where no day was"
        " stated."
    ),
}


class Presence(Named):
    """How a party took part; the parts of the picture, in its order."""

    THERE = "there", "Was there"
    VIDEO = "video", "By video"
    WRITTEN = "written", "In writing"
    ABSENT = "absent", "Was not there"
    NOT_INVITED = "not-invited", "Not invited"
    UNKNOWN = "unknown", "Not on record"


_BY_CAME = {
    Came.ATTENDED: Presence.THERE,
    Came.VIDEO: Presence.VIDEO,
    Came.WRITTEN: Presence.WRITTEN,
    Came.ABSENT: Presence.ABSENT,
}


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """One conference that was held. ``came`` has the marks of each party invited; None is nobody's word."""

    held_on: date
    began_on: date
    due_on: date | None
    invited_on: date | None
    assessed: bool | None
    came: Mapping[Party, tuple[Came | None, ...]]


def presence(came: Mapping[Party, tuple[Came | None, ...]], party: Party) -> Presence:
    """The best of those who came for a party, where there were several."""
    if not any(mark for marks in came.values() for mark in marks):
        return Presence.UNKNOWN
    marks = came.get(party, ())
    if not marks:
        return Presence.NOT_INVITED
    return next((said for mark, said in _BY_CAME.items() if mark in marks), Presence.UNKNOWN)


def there(said: Presence) -> bool | None:
    """In the room or by video; None where it is not known."""
    return None if said is Presence.UNKNOWN else said in (Presence.THERE, Presence.VIDEO)


def met(facts: HeldFacts, measure: Measure) -> bool | None:
    """Whether a conference meets it; None where that is not known."""
    if measure is Measure.ASSESSED:
        return facts.assessed
    if measure is Measure.NOTICE:
        invited = facts.invited_on
        return None if invited is None else not is_short(invited, facts.began_on)
    if measure is Measure.IN_TIME:
        return None if facts.due_on is None else facts.held_on <= facts.due_on
    return there(presence(facts.came, Party.OFFICER))


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and of how many it is not known."""

    met: int = 0
    known: int = 0
    unknown: int = 0

    @property
    def words(self) -> str:
        return f"{self.met:,} of {self.known:,}" if self.known else "None known"

    @property
    def note(self) -> str:
        percent = f"{round(100 * self.met / self.known)}%" if self.known else ""
        unknown = f"{self.unknown:,} not known" if self.unknown else ""
        return ", ".join(filter(None, (percent, unknown)))


def share(answers: Iterable[bool | None]) -> Share:
    found = list(answers)
    known = [one for one in found if one is not None]
    return Share(sum(known), len(known), len(found) - len(known))


def quarter(on: date) -> date:
    """The first day of the quarter a day lies in."""
    return date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)


def quarters(on: date) -> tuple[date, ...]:
    """The first days of those looked back at, the newest first."""
    found, first = [], quarter(on)
    for _ in range(QUARTERS):
        found.append(first)
        first = date(first.year - (first.month == 1), (first.month - 4) % 12 + 1, 1)
    return tuple(found)
