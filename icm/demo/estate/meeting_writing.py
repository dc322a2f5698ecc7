"""Putting invented case conferences into the tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps

from icm.core.bulk import copy
from icm.demo.estate.held import Hands, Held
from icm.demo.estate.staff import Staff

Row = Sequence[Any]

CONFERENCE = (
    "id", "person", "reference", "kind", "state", "establishment", "why", "rule", "due_on", "starts_at", "minutes",
    "place", "by_video", "pinned", "chair", "made_at", "made_by", "fixed_at", "invited_at", "held_on", "assessed",
    "next_kind", "next_on", "next_when", "next_why", "version",
)  # fmt: skip
STEP = (
    "conference", "reference", "move", "why", "starts_before", "starts_after", "at", "by",
)  # fmt: skip
PLANNED = "The last conference asked for it."


class MeetingWriter(Hands):
    """Writes one batch after the other."""

    def __init__(self, staff: Staff, establishments: Mapping[str, int]) -> None:
        super().__init__(staff)
        self.establishments = establishments

    def write(self, held: list[Held]) -> None:
        rows = (row for one in held for row in self._conferences(one))
        copy(apps.get_model("conferences", "Conference"), CONFERENCE, rows)
        steps = (row for one in held for row in self._steps(one))
        copy(apps.get_model("conferences", "Step"), STEP, steps)

    def _conferences(self, one: Held) -> Iterator[Row]:
        for number, made in enumerate(one.record.meetings):
            by, _ = self.who(made.by, one.allocated)
            state = "held" if made.held_on else "set"
            yield (
                one.keys["meetings"][number], one.key, f"C{number + 1}", made.kind, state,
                self.establishments[made.place], PLANNED, "", None, made.starts_at, 60, "ICM room 1", False, False,
                by, made.made_at, by, made.fixed_at, made.invited_at, made.held_on, made.assessed, made.next_kind,
                made.next_on, made.next_when, made.next_why, 3 if made.held_on else 2,
            )  # fmt: skip

    def _steps(self, one: Held) -> Iterator[Row]:
        for number, made in enumerate(one.record.meetings):
            by, _ = self.who(made.by, one.allocated)
            key = one.keys["meetings"][number]
            yield (key, "plan-1", "plan", PLANNED, None, None, made.made_at, by)
            yield (key, "fix-2", "fix", "", None, made.starts_at, made.fixed_at, by)
            if made.held_on:
                yield (
                    key,
                    "hold-3",
                    "hold",
                    "",
                    made.starts_at,
                    made.starts_at,
                    made.starts_at,
                    by,
                )
