"""Keeping the schedule: what is next for each person is written where it differs, with what changed and why.

Whoever works out what is due asks for it, inside the same transaction and with the same people held, so that the two
never tell of different facts. What is unchanged writes nothing.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from conferences.models import Next
from conferences.policy.kinds import Kind
from conferences.policy.targeting import Basis, Priority, Step, difference

_COLUMNS = ("kind", "basis", "priority", "on", "waits", "reasons")


def keep_schedule(steps: Mapping[int, Step | None], *, on: date) -> int:
    """Write what is next for these people; None for whoever has none. How many rows were written or removed.

    Call with the people locked. One query, and one for each way in which rows differ.
    """
    there = {row.person_id: row for row in Next.objects.filter(person__in=steps)}
    fresh, differing, over = [], [], []
    for person, step in steps.items():
        row = there.get(person)
        if step is None:
            over += [row.pk] if row else []
        elif row is None:
            fresh.append(Next(person_id=person, since=on, **_columns(step)))
        elif _columns(step) != {name: getattr(row, name) for name in _COLUMNS}:
            differing.append(_changed(row, step, on))
    Next.objects.bulk_create(fresh)
    if differing:
        Next.objects.bulk_update(differing, [*_COLUMNS, "since", "changed"])
    if over:
        Next.objects.filter(pk__in=over).delete()
    return len(fresh) + len(differing) + len(over)


def forget_released(on: date) -> int:
    """Whoever left custody other than by an act has no next conference here either."""
    gone, _ = Next.objects.filter(Q(person__released_on__lte=on)).delete()
    return gone


def step_of(row: Next) -> Step:
    """The row as it was worked out."""
    return Step(
        kind=Kind(row.kind),
        basis=Basis(row.basis),
        priority=Priority(row.priority),
        on=row.on,
        waits=row.waits,
        reasons=tuple(row.reasons),
    )


def _changed(row: Next, step: Step, on: date) -> Next:
    """A reason worded otherwise is no change of the schedule: since when it stands so stays as it was."""
    said = difference(step_of(row), step)
    if said:
        row.since, row.changed = on, said
    for name, value in _columns(step).items():
        setattr(row, name, value)
    return row


def _columns(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind.value,
        "basis": step.basis.value,
        "priority": step.priority.value,
        "on": step.on,
        "waits": step.waits,
        "reasons": list(step.reasons),
    }
