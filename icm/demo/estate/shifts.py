"""When personal officers are there, and who is away: of each nine one with cover, one without, one who will be.

No source gives shift patterns or absences of the prison service; both are invented.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps

from icm.core.bulk import copy
from icm.demo.estate.case_columns import ABSENCE, SHIFTS
from icm.demo.estate.staff import Staff
from icm.people.actions.places import ESTABLISHMENTS
from icm.policy.roles import Role

Row = Sequence[Any]

_E, _L, _D, _N, _R = "early", "late", "day", "night", "rest"
PATTERNS = (
    [_E, _E, _E, _L, _L, _R, _R, _L, _L, _L, _R, _R, _E, _E],
    [_L, _L, _R, _R, _E, _E, _E, _E, _R, _R, _L, _L, _L, _R],
    [_D, _D, _D, _D, _D, _R, _R],
    [_E, _E, _R, _R, _L, _L, _L, _N, _N, _N, _N, _R, _R, _R, _L, _L, _L, _R, _R, _E, _E],
)
UNRECORDED = 7  # of so many officers, one has no pattern on record


def write_shifts(staff: Staff, on: date, at: datetime) -> None:
    patterns, absences = [], []
    for place in ESTABLISHMENTS:
        officers = staff.all_of(Role.PERSONAL_OFFICER, place.slug)
        manager = staff.first(Role.FIRST_LINE_MANAGER, place.slug)
        patterns += list(_patterns(officers, manager, on, at))
        absences += list(_absences(officers, manager, on, at))
    copy(apps.get_model("people", "ShiftPattern"), SHIFTS, patterns)
    copy(apps.get_model("people", "Absence"), ABSENCE, absences)


def _patterns(officers: list[int], manager: int, on: date, at: datetime) -> Iterator[Row]:
    monday = on - timedelta(days=on.weekday())
    for turn, officer in enumerate(officers):
        if turn % UNRECORDED != UNRECORDED - 1:
            began = monday - timedelta(weeks=8 + turn % 40)
            recorded = at - timedelta(days=(on - began).days)
            yield (officer, began, PATTERNS[turn % len(PATTERNS)], recorded, manager)


def _absences(officers: list[int], manager: int, on: date, at: datetime) -> Iterator[Row]:
    """The first of nine stands in for the second; for the third nobody does; the sixth goes on leave soon."""
    for turn, officer in enumerate(officers):
        days = turn % 5
        away: tuple[date, date, int | None]
        if turn % 9 == 1:
            away = (
                on - timedelta(days=3 + days),
                on + timedelta(days=4 + days),
                officers[turn - 1],
            )
        elif turn % 9 == 2:
            away = (on - timedelta(days=12 + days), on + timedelta(days=9 + days), None)
        elif turn % 9 == 5:
            away = (
                on + timedelta(days=5 + days),
                on + timedelta(days=19 + days),
                officers[turn - 1],
            )
        else:
            continue
        yield (officer, *away, at - timedelta(days=20), manager)
