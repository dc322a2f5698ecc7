"""Conferences that were held, and minutes written and signed by the acts themselves."""

from datetime import date, timedelta
from typing import Any

from conferences import actions
from conferences.actions import minuting, signing
from conferences.models import Conference, Edition, Minute
from conferences.policy.holding import Came, Next
from conferences.policy.kinds import Kind
from conferences.policy.minutes import NEEDED, Decided, Kept, Section, ToDo, Words
from icm.core.models import User
from icm.people.models import Person
from tests.factories import conferences
from tests.factories.receptions import principals

MEETING = conferences.sitting()
AFTER = MEETING.starts_at + timedelta(hours=3)
ON = MEETING.starts_at.date()
NEXT = Next(Kind.PERIODIC, date(2027, 7, 5), why="The programme ends in June.")
FOLLOW_UP = Next(Kind.FOLLOW_UP, date(2027, 3, 1), why="The LS/CMI is late.")


def to_hold(person: Person, by: User, kind: Kind = Kind.PERIODIC, **values: Any) -> Conference:
    """One with a date, and everybody it needs invited."""
    row = conferences.fixed(person, by, MEETING, kind=kind, **values)
    conferences.invited(row, by)
    row.refresh_from_db()
    return row


def hold(row: Conference, by: User, after: Next = NEXT) -> Conference:
    row.refresh_from_db()
    came = dict.fromkeys(row.invitations.values_list("pk", flat=True), Came.ATTENDED)
    return actions.hold(
        row,
        actions.Holding(on=ON, came=came, after=after),
        version=row.version,
        by=by,
        principals=principals(by),
        at=AFTER,
    )


def whole() -> dict[Section, Words]:
    """Something in every part that is needed."""
    return {one: Words(body=f"Said of {one.value}.") for one in NEEDED}


def decided(reference: str = "d1", **values: Any) -> Decided:
    known = {"what": "The programme goes on.", "why": "They take part well."}
    return Decided(reference=reference, **known | values)


def todo(by: User, reference: str = "a1", **values: Any) -> ToDo:
    known = {
        "what": "Apply for the college course.",
        "domain": "learning",
        "owner_id": by.pk,
        "by_on": ON + timedelta(30),
    }
    return ToDo(reference=reference, **known | values)


def keep(row: Conference, by: User, version: int = 0, **values: Any) -> Minute:
    kept = Kept(version=version, **values)
    return minuting.keep_minute(row, kept, by=by, principals=principals(by), at=AFTER)


def sign(row: Conference, by: User, version: int) -> Edition:
    return signing.sign(row, version=version, by=by, principals=principals(by), at=AFTER)


def reopen(row: Conference, by: User, why: str = "A date was wrong.") -> Minute:
    return signing.reopen(row, why=why, by=by, principals=principals(by), at=AFTER)


def signed(person: Person, by: User) -> Edition:
    """A periodic conference, held, with its minute whole and signed."""
    row = hold(to_hold(person, by), by)
    made = keep(row, by, parts=whole(), decisions=[decided()])
    return sign(row, by, made.version)
