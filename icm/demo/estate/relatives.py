"""Relatives whom people agreed to involve, on paper or at a terminal, and what social work found (CC-FAMILY-CONSENT).

No source says how many do. Names are invented; telephone numbers are those kept free for stories.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.apps import apps

from conferences.policy.preparing import BY_STAFF, Form, Scope
from icm.core.bulk import copy
from icm.demo.estate import names
from icm.demo.estate.asks import SINCE
from icm.demo.estate.inside import Inside
from icm.demo.estate.staff import Staff
from icm.demo.estate.words import lines
from icm.policy.calendar import LONDON

Row = Sequence[Any]

COLUMNS = (
    "id", "person", "reference", "name", "relation", "contact", "scope", "given_on", "form", "recorded_at",
    "recorded_by", "approved", "approved_why", "looked_at", "looked_by", "withdrawn_on", "withdrawn_why",
    "withdrawn_at", "withdrawn_by", "no_contact_why", "version",
)  # fmt: skip
AGREED = 0.08  # of people
AT_TERMINAL = 0.4  # of consents; the others on paper, or said to staff
LOOKED_AT = 0.75
APPROVED = 0.85  # of those looked at
WITHDRAWN = 0.12
OLDEST = 240  # days
_KIN = (
    ("Mother", True),
    ("Sister", True),
    ("Partner", True),
    ("Brother", False),
    ("Father", False),
    ("Friend", False),
)
_SCOPES = (
    (Scope.DATES,),
    (Scope.DATES, Scope.PLAN),
    (Scope.DATES, Scope.ATTENDING),
    (Scope.DATES, Scope.ATTENDING, Scope.PLAN, Scope.MINUTE),
)


@dataclass(frozen=True, slots=True)
class Consent:
    """``alone``: given by the person at a terminal."""

    by: Inside
    number: int
    given_at: datetime
    alone: bool
    scope: tuple[Scope, ...]
    looked_at: datetime | None = None
    approved: bool | None = None
    ended_at: datetime | None = None


def who_agrees(everybody: Iterable[Inside], draw: Random, at: datetime) -> list[Consent]:
    return [_drawn(one, draw, at) for one in everybody if draw.random() < AGREED or one.shown]


def to_take_part(one: Inside, given_at: datetime) -> Consent:
    """To everything, approved a week later: of a relative who came to a conference."""
    looked_at = given_at + timedelta(days=7)
    return Consent(one, 2, given_at, False, _SCOPES[-1], looked_at, True)


def write_consents(
    consents: Iterable[tuple[int, Consent]], users: Mapping[int, int], staff: Staff, draw: Random
) -> int:
    """One COPY, each under the key it comes with."""
    rows = (_row(key, one, users, staff, draw) for key, one in consents)
    return copy(apps.get_model("conferences", "FamilyConsent"), COLUMNS, rows)


def _drawn(one: Inside, draw: Random, at: datetime) -> Consent:
    """None older than their time there; at a terminal, none older than their account."""
    here = max(1, (at.date() - one.arrived_on).days)
    alone = here > SINCE.days and draw.random() < AT_TERMINAL
    given_at = _in_the_day(at, draw.randint(1, min(here, SINCE.days if alone else OLDEST)), draw)
    looked_at = given_at + timedelta(days=draw.randint(2, 20))
    looked = draw.random() < LOOKED_AT and looked_at < at
    ended = draw.random() < WITHDRAWN
    return Consent(
        by=one,
        number=1,
        given_at=given_at,
        alone=alone,
        scope=draw.choice(_SCOPES),
        looked_at=looked_at if looked else None,
        approved=draw.random() < APPROVED if looked else None,
        ended_at=(looked_at + (at - looked_at) * draw.random()) if ended and looked else None,
    )


def _in_the_day(at: datetime, back: int, draw: Random) -> datetime:
    day = at.date() - timedelta(days=back)
    return datetime.combine(day, time(draw.randint(9, 18), draw.randrange(60)), LONDON)


def _row(key: int, one: Consent, users: Mapping[int, int], staff: Staff, draw: Random) -> Row:
    relation, woman = draw.choice(_KIN)
    given_by = users[one.by.key] if one.alone else one.by.officer(staff)
    form = Form.SELF if one.alone else draw.choice(BY_STAFF)
    name = f"{names.given(draw, woman=woman).split()[0]} {names.family(draw)}"
    contact = f"0141 496 0{draw.randrange(1000):03}"
    return (
        key, one.by.key, f"estate-{one.number}", name, relation, contact, [scope.value for scope in one.scope],
        one.given_at.date(), form.value, one.given_at, given_by, *_looked(one, staff, draw),
        *_ended(one, given_by, draw), "", 1 + bool(one.looked_at) + bool(one.ended_at),
    )  # fmt: skip


def _looked(one: Consent, staff: Staff, draw: Random) -> Iterator[Any]:
    if one.looked_at is None:
        return iter((None, "", None, None))
    why = draw.choice(lines("asks", "approved" if one.approved else "not approved"))
    return iter((one.approved, why, one.looked_at, one.by.social_worker(staff)))


def _ended(one: Consent, by: int, draw: Random) -> Iterator[Any]:
    """By whom it was given: they need not say why."""
    if one.ended_at is None:
        return iter((None, "", None, None))
    why = "" if one.alone else draw.choice(lines("asks", "withdrawn"))
    return iter((one.ended_at.date(), why, one.ended_at, by))
