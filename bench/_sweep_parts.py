"""What is measured of the sweep, and the floors it is measured against."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from time import perf_counter

from django.db import connection, models, transaction

from bench.measure import interleaved, peak_mb, ratio
from icm.clocks import actions
from icm.clocks.actions.rows import COLUMNS, Row, rows_of
from icm.clocks.actions.writing import write
from icm.clocks.models import Due
from icm.clocks.policy import evaluate
from icm.clocks.queries.facts import BATCH, subjects
from icm.people.models import Allocation, EnteredDate, Event, Movement, Person, Sentence
from icm.people.queries.facts import person_rows
from risk.models import SupervisionReview

ON = date(2026, 11, 21)
APART = 10_000_000  # between the keys of one copy of the estate and the next
WHY = COLUMNS.index("why")
OF_A_PERSON = (Sentence, Movement, Event, EnteredDate, Allocation, SupervisionReview)
REVIEW = (
    "person_id", "kind", "due_on", "level_before", "proposed_level", "proposed_at", "notice_on",
    "representations_on", "criteria", "decided_at", "level_after", "reasons",
)  # fmt: skip
Batch = tuple[list[int], list[Row]]


def run(what: str, times: int) -> None:
    parts = {"grow": grow, "memory": memory, "measure": measure}
    print(json.dumps(parts[what](times)))


def grow(times: int) -> dict[str, float]:
    """The estate's people and their records, so many times over; then a first sweep."""
    with connection.cursor() as cursor:
        for copy in range(1, times):
            for model in (Person, *OF_A_PERSON):
                cursor.execute(_copying(model, copy * APART))
        cursor.execute("VACUUM ANALYZE")
    actions.sweep(on=ON)
    return {}


def memory(times: int) -> dict[str, float]:
    """How much a process grows that does nothing but sweep."""
    _change_all()
    actions.sweep(on=ON)
    return {"peak_mb": peak_mb()}


def measure(times: int) -> dict[str, float]:
    estate = _estate_rows()
    rounds = 5 if times == 1 else 3
    taken = interleaved(
        {
            "ours": lambda: _write_by_batches(estate, times),
            "floor": lambda: _write_plainly(estate, times, "other"),
        },
        rounds=rounds,
        warm=1 if times == 1 else 0,
    )
    found = ratio("", taken["ours"], taken["floor"], goal=None)
    return {
        "people": Person.objects.count(),
        "rows": Due.objects.count(),
        "write_ratio": found.ratio,
        "write_low": found.low,
        "write_high": found.high,
        "write_s": sorted(taken["ours"])[rounds // 2] / 1000,
        **_whole(estate, times),
        **_unchanged(),
    }


def _whole(estate: list[Batch], times: int) -> dict[str, float]:
    """A sweep in which every row differs, and reading the same facts and writing the same rows with nothing between."""
    _change_all()
    ours = _seconds(lambda: actions.sweep(on=ON))
    _change_all()

    def floor() -> None:
        for persons, _ in _copies(estate, times):
            list(person_rows(persons, on=ON))
            list(SupervisionReview.objects.filter(person__in=persons).values_list(*REVIEW))
        _write_plainly(estate, times, "")

    floor_s = _seconds(floor)
    return {"whole_s": ours, "floor_s": floor_s, "whole_ratio": ours / floor_s}


def _unchanged() -> dict[str, float]:
    actions.sweep(on=ON)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM clocks_due")
    before = _writes()
    swept: list[actions.Swept] = []
    seconds = _seconds(lambda: swept.append(actions.sweep(on=ON)))
    after = _writes()
    return {
        "unchanged_writes": after[0] - before[0],
        "unchanged_dead": after[1] - before[1],
        "per_second": swept[0].people / seconds,
    }


def _writes() -> tuple[int, int]:
    """Rows of the due list and its history ever written, and those now dead, as PostgreSQL counts them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del), sum(n_dead_tup) FROM pg_stat_user_tables"
            " WHERE relname IN ('clocks_due', 'clocks_dueevent')"
        )
        written, dead = cursor.fetchone()
    return int(written), int(dead)


def _estate_rows() -> list[Batch]:
    """Every batch of the estate with the rows it comes to."""
    keys = Person.objects.filter(pk__lt=APART, released_on=None).order_by("pk")
    people = list(keys.values_list("pk", flat=True))
    batches = [people[start : start + BATCH] for start in range(0, len(people), BATCH)]
    return [
        (
            batch,
            [
                row
                for subject in subjects(batch, on=ON)
                for row in rows_of(subject, evaluate(subject.facts, ON))
            ],
        )
        for batch in batches
    ]


def _copies(estate: list[Batch], times: int) -> Iterator[tuple[list[int], Iterable[Row]]]:
    """The same for each copy of the estate, made as it goes: all at once would not fit."""
    for copy in range(times):
        apart = copy * APART
        for persons, rows in estate:
            yield [key + apart for key in persons], ((row[0] + apart, *row[1:]) for row in rows)


def _write_by_batches(estate: list[Batch], times: int) -> None:
    _afresh()
    for persons, rows in _copies(estate, times):
        with transaction.atomic():
            write(persons, rows)


def _write_plainly(estate: list[Batch], times: int, why: str) -> None:
    """All rows in one COPY and one INSERT … ON CONFLICT, as the handbook has it."""
    _afresh()
    columns = ", ".join(COLUMNS)
    changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS[2:])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE plain ON COMMIT DROP AS SELECT {columns} FROM clocks_due LIMIT 0"
        )
        with cursor.copy(f"COPY plain ({columns}) FROM STDIN") as copy:
            for _, rows in _copies(estate, times):
                for row in rows:
                    copy.write_row((*row[:WHY], why or row[WHY], *row[WHY + 1 :]))
        cursor.execute(
            f"INSERT INTO clocks_due ({columns}) SELECT {columns} FROM plain"
            f" ON CONFLICT (person_id, rule) DO UPDATE SET {changes}"
        )


def _afresh() -> None:
    """A session of its own, as a night's sweep has. The trigger that keeps history is planned once a session, for as
    many rows as it first meets: planned for none, it compares each row with every other.
    """
    connection.close()


def _change_all() -> None:
    """As if something had changed for everybody; the room the old rows took is given back."""
    Due.objects.update(why="other")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM clocks_due")


def _copying(model: type[models.Model], apart: int) -> str:
    """INSERT … SELECT of the first copy's rows under the keys of another."""
    person = {"number": f"'X{apart // APART}-' || id"} if model is Person else {}
    taken = {"id": f"id + {apart}", "person_id": f"person_id + {apart}"} | person
    names = [str(field.column) for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(taken.get(name, f'"{name}"') for name in names)
    table = model._meta.db_table
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id < {APART}"


def _seconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began
