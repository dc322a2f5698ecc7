"""What somebody who is invited can answer, and whether enough of the core members come (CC-CORE, CC-ABSENCE)."""

from collections.abc import Iterable
from dataclasses import dataclass

from conferences.policy.kinds import CORE, Party
from icm.policy.named import Named


class Reply(Named):
    ACCEPTED = "accepted", "Comes"
    VIDEO = "video", "Takes part by video"
    DEPUTY = "deputy", "Sends somebody else"
    WRITTEN = "written", "Contributes in writing"
    CANNOT = "cannot", "Cannot come"


COMES = frozenset({Reply.ACCEPTED, Reply.VIDEO, Reply.DEPUTY})
# Whoever says one of these says why: it is minuted.
WITH_REASON = frozenset({Reply.WRITTEN, Reply.CANNOT})


@dataclass(frozen=True, slots=True)
class Seat:
    """One invitation as it stands: no reply is None; whether somebody entitled approved the absence."""

    party: Party
    reply: Reply | None
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A core member who may be missing, and what that endangers."""

    party: Party
    because: str


def gaps(seats: Iterable[Seat]) -> tuple[Gap, ...]:
    """Which core members the conference cannot count on; none, and it is quorate.

    A person who declines loses their say, and the conference goes ahead (CC-PRISONER-ABSENT).
    """
    by_party: dict[Party, list[Seat]] = {}
    for seat in seats:
        by_party.setdefault(seat.party, []).append(seat)
    found = ((party, _missing(party, by_party.get(party, []))) for party in CORE)
    return tuple(Gap(party, because) for party, because in found if because)


def _missing(party: Party, seats: list[Seat]) -> str:
    if not seats:
        return "is not invited."
    if any(seat.reply in COMES or seat.excused for seat in seats):
        return ""
    if any(seat.reply is None for seat in seats):
        return "has not answered yet."
    if party is Party.PERSON:
        return ""
    return "does not come, and the ICM Co-ordinator has not approved it."
