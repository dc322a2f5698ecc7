"""What those invited to the invented conferences to come wrote beforehand; no source says how many do."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.apps import apps

from conferences.policy.kinds import Party
from icm.core.bulk import copy
from icm.demo.estate.words import lines

Row = Sequence[Any]
COLUMNS = (
    "invitation", "reference", "body", "disclosure", "gist", "ground", "written_at", "written_by", "sent_at", "why",
    "version",
)  # fmt: skip
WROTE = 0.55  # of those who are asked to
WITHHELD = 0.12  # of texts: kept from the person
DRAFTED = 0.15  # of those who sent nothing: begun
_TEXTS = {
    Party.OFFICER.value: "officer",
    Party.PBSW.value: "pbsw",
    Party.CBSW.value: "cbsw",
}


def write_contributions(draw: Random, at: datetime) -> int:
    """One COPY for the whole estate. Returns how many."""
    asked = (
        apps.get_model("conferences", "Invitation")
        ._default_manager.filter(
            party__in=_TEXTS,
            user__isnull=False,
            withdrawn_at=None,
            sent_at__lt=at - timedelta(days=1),
            conference__state="set",
            conference__starts_at__gt=at,
        )
        .order_by("pk")
        .values_list("pk", "party", "user", "sent_at")
    )
    rows = (row for one in asked for row in _written(*one, draw, at))
    return copy(apps.get_model("conferences", "Contribution"), COLUMNS, rows)


def _written(
    invitation: int, party: str, user: int, asked_at: datetime, draw: Random, at: datetime
) -> Iterator[Row]:
    last = at - timedelta(hours=2)
    written = min(asked_at + timedelta(days=draw.randint(2, 14), hours=draw.randint(0, 6)), last)
    sent = draw.random() < WROTE
    if not sent and draw.random() > DRAFTED:
        return
    body, gist, ground = draw.choice(lines("conference", _TEXTS[party])), "", ""
    if sent and draw.random() < WITHHELD:
        body, gist, ground = draw.choice(lines("conference", "withheld")).split("|")
    yield (
        invitation, "estate", body, "team" if ground else "person", gist, ground, written, user,
        written if sent else None, "", 1,
    )  # fmt: skip
