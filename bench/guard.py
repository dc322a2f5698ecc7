"""The nightly guard over the figures of every LS/CMI: a night that finds nothing new, and one with seeded corruptions.

Against the least that could find the same: one statement for the same columns, and the sum and the level in Python.
"""

from bisect import bisect_right
from collections.abc import Iterator
from random import Random

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import _estate
from bench.measure import Figure, interleaved, ratio
from icm.core.history import events
from risk import actions
from risk.models import Assessment, Finding, Scores

ROUNDS, SPOILT = 20, 200
KEPT = (Assessment, Scores, Finding)
LOWEST, LEVELS = (0, 5, 11, 20, 30), ("very-low", "low", "medium", "high", "very-high")


def figures() -> Iterator[Figure]:
    _estate.ready()
    _guarded()  # what was never looked at before is found now, and not in what follows
    taken = interleaved({"ours": _guarded, "floor": _floor}, rounds=ROUNDS)
    name = f"guard: a night over {_guarded().looked_at:,} LS/CMIs / the least"
    yield ratio(name, taken["ours"], taken["floor"], goal=20)
    yield _nothing_new()
    yield _corrupted()


def _guarded() -> actions.Guarded:
    return actions.guard(at=timezone.now())


def _floor() -> int:
    """Sums and levels alone: neither limits nor what is not recorded, overridden, or partly known."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.band, s.total, s.history + s.education + s.family + s.leisure + s.companions"
            " + s.substances + s.attitude + s.pattern FROM risk_assessment a"
            " JOIN risk_scores s ON s.assessment_id = a.id"
            " WHERE a.tool = 'lscmi' AND a.state = 'done' AND a.override = 'none'"
        )
        rows = cursor.fetchall()
    return sum(
        1
        for band, total, added in rows
        if added is not None and (total != added or LEVELS[bisect_right(LOWEST, added) - 1] != band)
    )


def _nothing_new() -> Figure:
    before = _written()
    with CaptureQueriesContext(connection) as captured:
        done = _guarded()
    changed = _written() - before
    detail = f"{len(captured)} statements for {done.looked_at:,}, {done.stopped} stopped"
    return Figure(
        "guard: rows and events written, nothing new", changed, changed, changed, 0, detail
    )


def _written() -> int:
    return sum(table._default_manager.count() + events(table).count() for table in KEPT)


def _corrupted() -> Figure:
    """All of them, and none beside them; taken back afterwards."""
    chance = Random(2022)
    sound = Assessment.objects.filter(tool="lscmi", state="done", stopped=False)
    keys = sorted(sound.filter(scores__total__isnull=False).values_list("pk", flat=True))
    spoilt = chance.sample(keys, SPOILT)
    with transaction.atomic():
        for number, scores in enumerate(Scores.objects.filter(assessment__in=spoilt)):
            _spoil(scores, number, chance)
        before = set(Assessment.objects.filter(stopped=True).values_list("pk", flat=True))
        _guarded()
        stopped = set(Assessment.objects.filter(stopped=True).values_list("pk", flat=True))
        transaction.set_rollback(True)
    wrong = len(set(spoilt) ^ (stopped - before))
    detail = f"{SPOILT} seeded among {len(keys):,}"
    return Figure(
        "guard: corruptions missed, or stopped without one", wrong, wrong, wrong, 0, detail
    )


def _spoil(scores: Scores, number: int, chance: Random) -> None:
    """A total, a section beyond its limit, a level: one in three each."""
    if number % 3 == 0:
        scores.total = (scores.total or 0) + chance.randint(44, 50)
        scores.save(update_fields=["total"])
    elif number % 3 == 1:
        scores.leisure = chance.randint(3, 9)
        scores.save(update_fields=["leisure"])
    else:
        mine = Assessment.objects.filter(pk=scores.assessment_id)
        band, override = mine.values_list("band", "override").get()
        if override == "none":
            mine.update(band=chance.choice([level for level in LEVELS if level != band]))
        else:
            mine.update(band={"up": "very-low", "down": "very-high"}.get(override, ""))
