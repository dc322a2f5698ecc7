"""P9: what keeping history costs, against a twin of the same table that keeps none.

Thousands of rows added and changed at once, and one row changed and committed, as staff change one. Both tables take
the same statements; what is added in bulk is taken back.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from typing import Any

import pghistory
from django.db import connection, transaction

from bench import _estate, _twin
from bench.measure import Figure, interleaved, ratio
from casework.models import Narrative

ROWS, ROUNDS, SINGLES = 8000, 12, 200


def figures() -> Iterator[Figure]:
    _estate.ready()
    entries = _twin.rows(ROWS)
    with _twin.twin():
        yield _measured("added", _inserted, entries, goal=1.3)
        with transaction.atomic():
            for table in (_twin.TABLE, _twin.TWIN):
                _twin.copy(table, entries)
            yield _measured("changed", _updated, entries, goal=2.0)
            transaction.set_rollback(True)
        yield _one()


def _measured(
    name: str,
    act: Callable[[str, Sequence[Sequence[Any]]], None],
    entries: Sequence[Sequence[Any]],
    *,
    goal: float,
) -> Figure:
    ways = {kind: partial(act, table, entries) for kind, table in _TABLES.items()}
    taken = interleaved(ways, rounds=ROUNDS, warm=2)
    title = f"P9 {len(entries)} rows {name} with history / without"
    return ratio(title, taken["kept"], taken["twin"], goal=goal)


_TABLES = {"kept": _twin.TABLE, "twin": _twin.TWIN}


def _inserted(table: str, entries: Sequence[Sequence[Any]]) -> None:
    with transaction.atomic():
        _twin.copy(table, entries)
        transaction.set_rollback(True)


def _updated(table: str, entries: Sequence[Sequence[Any]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET source = 'Visits', version = version + 1 WHERE reference LIKE 'bench-%'"
        )
        assert cursor.rowcount == len(entries), cursor.rowcount
        transaction.set_rollback(True)


def _one() -> Figure:
    """One entry changed by somebody signed in, and committed: the same row in both tables."""
    chosen = Narrative.objects.order_by("pk").values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        # What names another entry of its own table would look for it in the twin.
        cursor.execute(
            f"INSERT INTO {_twin.TWIN} SELECT * FROM {_twin.TABLE} WHERE id = %s", [chosen]
        )
    number = count()
    ways = {kind: partial(_changed, table, chosen, number) for kind, table in _TABLES.items()}
    with pghistory.context(user=None, url="/bench/"):
        taken = interleaved(ways, rounds=SINGLES)
    return ratio(
        "P9 one row changed with history / without", taken["kept"], taken["twin"], goal=1.25
    )


def _changed(table: str, key: int, number: "count[int]") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET source = %s WHERE id = %s", [f"Hall {next(number)}", key]
        )
