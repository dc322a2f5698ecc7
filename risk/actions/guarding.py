"""The integrity guard: what contradicts itself is written down and stopped, and only social work lets it go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from icm.people import actions as people
from icm.people.models import Event, Person
from risk.actions.assessing import name
from risk.models import Assessment, Finding, Scores
from risk.policy.assessments import Tool
from risk.policy.integrity import Contradiction, contradictions
from risk.queries.figures import COLUMNS, figures, found_in
from risk.workflow import Assessing

WHY = "Its figures contradict each other."
_READ_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Guarded:
    """How many were looked at, and how many of them were stopped now."""

    looked_at: int
    stopped: int


def guard(*, at: datetime) -> Guarded:
    """The nightly look at every LS/CMI that is done. It corrects nothing: what it finds is social work's to settle.

    Rows are read in one pass; those in which something is found are stopped, each in a transaction of its own.
    """
    looked_at = stopped = 0
    known = _written_down()
    for key, found in _looked_over():
        looked_at += 1
        # What is written down already needs neither a lock nor a second look.
        if any((key, one) not in known for one in found):
            stopped += _stop(key, at)
    return Guarded(looked_at, stopped)


def write_down(
    row: Assessment, found: Sequence[Contradiction], *, seen: str, at: datetime
) -> Assessment:
    """Both values of each contradiction, once while it is open; the row is stopped where there is any."""
    standing = {one.kind: one for one in Finding.objects.filter(assessment=row, settled_at=None)}
    for one in found:
        before = standing.get(one.kind)
        if before is None:
            Finding.objects.create(
                assessment=row, kind=one.kind, said=one.said, found=one.found, seen=seen, seen_at=at
            )
        elif (before.said, before.found) != (one.said, one.found):
            before.said, before.found = one.said, one.found
            before.save(update_fields=["said", "found"])
    if found and not row.stopped:
        row.stopped, row.version = True, row.version + 1
        row.save(update_fields=["stopped", "version"])
    return row


def take_back(row: Assessment, *, why: str, at: datetime) -> None:
    """What it noted for the rules counts no more: the clock is open again, and the level is that of what is left."""
    noted = Event.objects.filter(person=row.person_id, reference=name(row))
    if not noted.exists():
        return
    person = Person.objects.select_for_update(of=("self",)).get(pk=row.person_id)
    if row.tool == Tool.LSCMI:
        person.risk_band = ""
        person.save(update_fields=["risk_band"])
    people.retract_events(person, [name(row)], why=why, at=at)


@transaction.atomic
def _stop(key: int, at: datetime) -> bool:
    """Asked again of the locked row: it may have been settled since it was read."""
    row = Assessment.objects.select_for_update(of=("self",)).get(pk=key)
    found = found_in(row, Scores.objects.filter(assessment=row).first())
    was_stopped = row.stopped
    write_down(row, found, seen=Finding.Seen.NIGHT.value, at=at)
    if not row.stopped or was_stopped:
        return False
    take_back(row, why=WHY, at=at)
    return True


def _written_down() -> set[tuple[int, Contradiction]]:
    """The open findings of rows that are stopped."""
    rows = Finding.objects.filter(settled_at=None, assessment__stopped=True)
    read = rows.values_list("assessment", "kind", "said", "found")
    return {(key, Contradiction(kind, said, found)) for key, kind, said, found in read}


def _looked_over() -> Iterator[tuple[int, tuple[Contradiction, ...]]]:
    """Every LS/CMI done, with what contradicts itself in it."""
    rows = Assessment.objects.filter(tool=Tool.LSCMI, state=Assessing.DONE).order_by("pk")
    columns = [f"scores__{column}" for column in COLUMNS]
    read = rows.values_list("pk", "done_on", "band", "override", *columns)
    for key, done_on, band, override, *numbers in read.iterator(chunk_size=_READ_AT_ONCE):
        given = figures(dict(zip(COLUMNS, numbers, strict=True)), band, override)
        yield key, contradictions(given, done_on)
