"""Putting invented case conferences into the tables."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from random import Random
from typing import Any

from django.apps import apps

from icm.core.bulk import copy, reserve
from icm.demo.estate.comers import INVITATION, Table, invitations
from icm.demo.estate.held import Hands, Held
from icm.demo.estate.meetings import Meeting
from icm.demo.estate.rooms import STARTS, rooms_at
from icm.demo.estate.staff import Staff
from icm.policy.calendar import in_scotland

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

    def __init__(self, staff: Staff, establishments: Mapping[str, int], on: date) -> None:
        super().__init__(staff)
        self.establishments, self.on = establishments, on
        self.taken: Counter[tuple[str, date]] = Counter()  # by establishment and day to come

    def write(self, held: list[Held]) -> None:
        """Each with its steps and guests; and what the last one of each person decided on, still to be arranged."""
        conference, step = (apps.get_model("conferences", name) for name in ("Conference", "Step"))
        placed = [(one, list(self._placed(one))) for one in held]
        after = [(one, table) for one, tables in placed for table in _to_arrange(one, tables)]
        keys = list(zip(reserve(conference, len(after)), after, strict=True))
        rows = [row for one, tables in placed for row in self._conferences(one, tables)]
        rows += [self._planned(key, *pair) for key, pair in keys]
        copy(conference, CONFERENCE, rows)
        steps = [row for _, tables in placed for row in self._steps(tables)]
        steps += [_plan(key, table) for key, (_, table) in keys]
        copy(step, STEP, steps)
        guests = (row for one, tables in placed for row in self._guests(one, tables))
        copy(apps.get_model("conferences", "Invitation"), INVITATION, guests)

    def _placed(self, one: Held) -> Iterator[tuple[Table, str]]:
        """Each with its key, who made it, and a room of its own where its date is to come."""
        for key, made in zip(one.keys["meetings"], one.record.meetings, strict=True):
            by, _ = self.who(made.by, one.allocated)
            if made.held_on:  # at a quarter of an hour, as meetings are
                begun = made.starts_at
                starts_at, room = begun.replace(minute=begun.minute // 15 * 15), "ICM room 1"
            else:
                starts_at, room = self._room(made)
            yield Table(key, made, starts_at, one.allocated, by), room

    def _room(self, made: Meeting) -> tuple[datetime, str]:
        """The next hour of that day nobody has, room by room; whoever finds none meets by video."""
        local = in_scotland(made.starts_at)
        turn = self.taken[made.place, local.date()]
        self.taken[made.place, local.date()] += 1
        number, start = divmod(turn, len(STARTS))
        minutes = STARTS[start]
        starts_at = local.replace(hour=minutes // 60, minute=minutes % 60)
        here = number < rooms_at(made.place)
        return starts_at, f"ICM room {number + 1}" if here else "By video"

    def _guests(self, one: Held, tables: list[tuple[Table, str]]) -> Iterator[Row]:
        draw = Random(f"{one.record.number}/guests")  # noqa: S311 - can be repeated, no secret
        for table, _ in tables:
            yield from invitations(table, self.staff, self.on, draw)

    def _conferences(self, one: Held, tables: list[tuple[Table, str]]) -> Iterator[Row]:
        for number, (table, room) in enumerate(tables):
            made, by = table.meeting, table.co_ordinator
            state = "held" if made.held_on else "set"
            yield (
                table.key, one.key, f"C{number + 1}", made.kind, state,
                self.establishments[made.place], PLANNED, "", made.due_on, table.starts_at, 60, room, False, False,
                by, made.made_at, by, made.fixed_at, made.invited_at, made.held_on, made.assessed, made.next_kind,
                made.next_on, made.next_when, made.next_why, 3 if made.held_on else 2,
            )  # fmt: skip

    def _planned(self, key: int, one: Held, table: Table) -> Row:
        made = table.meeting
        return (
            key, one.key, f"after-{table.key}", made.next_kind, "planned", None, made.next_why, "", made.next_on,
            None, 60, "", False, False, None, table.starts_at, table.co_ordinator, None, None, None, None, "", None,
            "", "", 1,
        )  # fmt: skip

    def _steps(self, tables: list[tuple[Table, str]]) -> Iterator[Row]:
        for table, _ in tables:
            made, by, key = table.meeting, table.co_ordinator, table.key
            yield (key, "plan-1", "plan", PLANNED, None, None, made.made_at, by)
            yield (key, "fix-2", "fix", "", None, table.starts_at, made.fixed_at, by)
            if made.held_on:
                yield (
                    key,
                    "hold-3",
                    "hold",
                    "",
                    table.starts_at,
                    table.starts_at,
                    table.starts_at,
                    by,
                )


def _to_arrange(one: Held, tables: list[tuple[Table, str]]) -> Iterator[Table]:
    """The last that was held, where it named a day and none of that kind is being arranged: holding it planned it."""
    held = [table for table, _ in tables if table.meeting.held_on]
    coming = {table.meeting.kind for table, _ in tables if not table.meeting.held_on}
    last = held[-1].meeting if held else None
    if last and last.next_on and last.next_kind and last.next_kind not in coming:
        yield held[-1]


def _plan(key: int, table: Table) -> Row:
    """As the act that held the one before wrote it."""
    why, at = table.meeting.next_why, table.starts_at
    return (key, "plan-1", "plan", why, None, None, at, table.co_ordinator)
