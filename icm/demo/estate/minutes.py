"""Which invented conferences have a minute, how far it is, and what stands in it; no source says how many have."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.apps import apps
from django.db.models import Q

from conferences.policy.minutes import NEEDED, Section
from icm.demo.estate.inside import Inside
from icm.demo.estate.words import lines

Row = Sequence[Any]

PART = (
    "minute", "section", "body", "disclosure", "gist", "ground", "at_version", "written_at", "written_by",
)  # fmt: skip
DECISION = (
    "minute", "reference", "what", "why", "disclosure", "gist", "ground", "at_version", "written_at", "written_by",
)  # fmt: skip
LATELY = timedelta(days=150)
MINUTED = 0.08  # of conferences held in that time
LEFT = 0.08  # of minutes: a draft nobody signed; and as many signed that nobody issued
FAMILY = 0.3  # of minutes: a relative came
WITHHELD = 0.2  # of minutes: something is kept from the person
ASKED_BEFORE = timedelta(days=21)  # a relative's consent, before the invitations go out


@dataclass(frozen=True, slots=True)
class Sitting:
    """A conference with its minute to be: ``signed_at`` and ``issued_at`` as far as it is."""

    key: int
    of: Inside
    held_on: date
    starts_at: datetime
    invited_at: datetime
    by: int
    family: bool = False
    signed_at: datetime | None = None
    issued_at: datetime | None = None

    @property
    def state(self) -> str:
        return "issued" if self.issued_at else "signed" if self.signed_at else "draft"


def who_is_minuted(everybody: Mapping[int, Inside], draw: Random, at: datetime) -> list[Sitting]:
    """Those that lack nothing a minute rests on: invitations, an assessment for the first one, what comes next."""
    rows: Iterable[Sequence[Any]] = (
        apps.get_model("conferences", "Conference")
        ._default_manager.filter(Q(next_on__isnull=False) | ~Q(next_when=""), state="held")
        .filter(held_on__gte=(at - LATELY).date(), invited_at__isnull=False, person__in=everybody)
        .exclude(kind="initial", assessed=False)
        .order_by("pk")
        .values_list("pk", "person", "held_on", "starts_at", "invited_at", "made_by")
    )
    return [
        _drawn(Sitting(key, everybody[person], *rest), draw, at)
        for key, person, *rest in rows
        if draw.random() < MINUTED or everybody[person].shown
    ]


def parts(minute: int, one: Sitting, draw: Random) -> Iterator[Row]:
    """Every section that a minute needs, and now and then what is kept from the person."""
    for section in (*NEEDED, Section.FAMILY) if one.family else NEEDED:
        body = draw.choice(lines("minutes", section))
        yield (minute, section.value, body, "person", "", "", 2, one.starts_at, one.by)
    if draw.random() < WITHHELD:
        body, gist, ground = draw.choice(lines("minutes", Section.ANNEX)).split("|")
        yield (minute, Section.ANNEX.value, body, "team", gist, ground, 2, one.starts_at, one.by)


def decisions(minute: int, one: Sitting, draw: Random) -> Iterator[Row]:
    every = lines("minutes", "decision")
    for number, line in enumerate(draw.sample(every, draw.choice((1, 2))), 1):
        what, why = line.split("|")
        yield (
            minute, f"estate-{number}", what, why, "person", "", "", 2, one.starts_at, one.by,
        )  # fmt: skip


def _drawn(one: Sitting, draw: Random, at: datetime) -> Sitting:
    """How far it is, and whether a relative came."""
    chance, family = draw.random(), draw.random() < FAMILY
    signed_at = one.starts_at + timedelta(days=draw.randint(1, 8), hours=2)
    issued_at = signed_at + timedelta(days=draw.randint(1, 3))
    signed = chance > LEFT and signed_at < at
    issued = signed and chance > 2 * LEFT and issued_at < at
    return replace(
        one,
        family=family and one.of.arrived_on < (one.invited_at - ASKED_BEFORE).date(),
        signed_at=signed_at if signed else None,
        issued_at=issued_at if issued else None,
    )
