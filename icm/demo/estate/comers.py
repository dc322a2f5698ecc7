"""Who was invited to an invented conference, what each answered, and who came. No source gives these shares.

Of the oldest conferences nobody's attendance is on record: it stayed where it was kept before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from conferences.policy.holding import Came
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply
from icm.demo.estate.meetings import Meeting
from icm.demo.estate.recorders import Team
from icm.demo.estate.staff import Staff
from icm.policy.roles import Role

Row = Sequence[Any]

INVITATION = (
    "conference", "party", "user", "name", "core", "sent_at", "sent_by", "reply", "reply_why", "answered_for",
    "answered_at", "answered_by", "excused_why", "excused_at", "excused_by", "came", "version",
)  # fmt: skip
MARKED = timedelta(days=640)  # older conferences have no attendance on record
BETTER = timedelta(days=730)  # over which officers came to be there more often
_CAME = (Came.ATTENDED, Came.VIDEO, Came.WRITTEN, Came.ABSENT)
# Out of a hundred: in the room, by video, in writing, not at all.
_COMES = {
    Party.PERSON: (91, 0, 0, 9),
    Party.CASE_CO_ORDINATOR: (100, 0, 0, 0),
    Party.PBSW: (90, 4, 4, 2),
    Party.CBSW: (34, 40, 15, 11),
    Party.OFFICER: (52, 3, 17, 28),
}
_SAYS = ((Reply.ACCEPTED, 62), (Reply.VIDEO, 14), (None, 18), (Reply.CANNOT, 6))
_HELD_BY = {
    Party.PBSW: Role.PBSW,
    Party.CBSW: Role.CBSW,
    Party.OFFICER: Role.PERSONAL_OFFICER,
}
_ANSWERED = {
    Came.ATTENDED: Reply.ACCEPTED,
    Came.VIDEO: Reply.VIDEO,
    Came.WRITTEN: Reply.WRITTEN,
    Came.ABSENT: Reply.CANNOT,
}
_MISSED = "Their report was sent before, and nothing in it was disputed."
_AWAY = "On leave that week."


@dataclass(frozen=True, slots=True)
class Table:
    """One conference as its guests are asked to it."""

    key: int
    meeting: Meeting
    starts_at: datetime
    team: Team
    co_ordinator: int


def invitations(table: Table, staff: Staff, on: date, draw: Random) -> Iterator[Row]:
    """A row each for the core members and the officer, where the invitations went out."""
    if table.meeting.invited_at is None:
        return
    for party in Party:
        if party not in _COMES:
            continue
        user, name = _guest(table, party)
        if party is Party.OFFICER and user is None:
            continue  # nobody is allocated, so nobody was invited
        yield (
            table.key, party.value, user, name, party is not Party.OFFICER, table.meeting.invited_at,
            table.co_ordinator, *_marks(table, party, staff, on, draw), 1,
        )  # fmt: skip


def _guest(table: Table, party: Party) -> tuple[int | None, str]:
    if party is Party.PERSON:
        return None, ""
    if party is Party.CASE_CO_ORDINATOR:
        return table.co_ordinator, ""
    user = table.team.get(_HELD_BY[party])
    return user, "" if user or party is Party.OFFICER else "The duty social worker"


def _marks(table: Table, party: Party, staff: Staff, on: date, draw: Random) -> Row:
    """What they answered, whether an absence was approved, and whether they came."""
    held_on = table.meeting.held_on
    came = _came(party, held_on, on, draw) if held_on else None
    said = draw.choices([one for one, _ in _SAYS], [share for _, share in _SAYS])[0]
    answer = _ANSWERED[came] if came else said
    excused = came in (Came.ABSENT, Came.WRITTEN) and party in (Party.PBSW, Party.CBSW)
    at = table.meeting.invited_at
    manager = staff.first(Role.ICM_CO_ORDINATOR, table.meeting.place)
    away = answer in (Reply.CANNOT, Reply.WRITTEN)
    return (
        answer.value if answer else "",
        _AWAY if away else "",
        table.starts_at if answer else None,
        at if answer else None,
        table.co_ordinator if answer else None,
        _MISSED if excused else "",
        table.starts_at if excused else None,
        manager if excused else None,
        came.value if came and held_on and on - held_on < MARKED else "",
    )


def _came(party: Party, held_on: date, on: date, draw: Random) -> Came:
    there, *others = _COMES[party]
    if party is Party.OFFICER:  # a fifth more of them now than two years ago
        there += round(20 * (1 - min(1.0, (on - held_on) / BETTER)))
    return draw.choices(_CAME, (there, *others))[0]
