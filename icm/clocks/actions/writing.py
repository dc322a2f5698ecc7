"""Writing the due list: what is new or differs is written, what no longer stands goes, the rest is not touched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db import connection
from psycopg import sql

from icm.clocks.actions.rows import COLUMNS, Row

# A table of the connection's own, made once and emptied before each use: making one for each batch would fill
# PostgreSQL's own tables with leftovers.
_MAKE = "CREATE TEMPORARY TABLE IF NOT EXISTS due_now ON COMMIT DELETE ROWS AS SELECT {columns} FROM clocks_due LIMIT 0"
_COPY = "COPY due_now ({columns}) FROM STDIN"
# The join keeps rows that stand as they are from even being locked; the guard repeats it for the row that was changed
# in between, which nobody can do who holds the person as the callers do.
_WRITE = """
    INSERT INTO clocks_due AS stood ({columns})
    SELECT {found}
    FROM due_now AS found
    LEFT JOIN clocks_due AS stood ON stood.person_id = found.person_id AND stood.rule = found.rule
    WHERE stood.id IS NULL OR ({stood_values}) IS DISTINCT FROM ({found_values})
    ON CONFLICT (person_id, rule) DO UPDATE SET {changes} WHERE ({stood_values}) IS DISTINCT FROM ({excluded})
"""
_REMOVE = """
    DELETE FROM clocks_due AS stood
    WHERE stood.person_id = ANY(%s) AND NOT EXISTS (
        SELECT FROM due_now AS found WHERE found.person_id = stood.person_id AND found.rule = stood.rule
    )
"""
_REMOVE_RELEASED = """
    DELETE FROM clocks_due AS stood USING people_person AS person
    WHERE person.id = stood.person_id AND person.released_on <= %s
"""


@dataclass(frozen=True, slots=True)
class Written:
    rows: int
    gone: int


def write(persons: Sequence[int], rows: Iterable[Row]) -> Written:
    """Make these rows the whole of what stands for these people. Call inside a transaction that holds them."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(_MAKE))
        cursor.execute("TRUNCATE due_now")
        with cursor.copy(_statement(_COPY)) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(_statement(_WRITE))
        written = cursor.rowcount
        cursor.execute(_REMOVE, [list(persons)])
        return Written(written, cursor.rowcount)


def remove_released(on: date) -> int:
    """Nothing is due any more for those released by that day; their history keeps what was."""
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE_RELEASED, [on])
        return int(cursor.rowcount)


@cache
def _statement(template: str) -> str:
    """Plain text: inside a request the history's context is put in front of it."""
    changing = COLUMNS[2:]
    filled = sql.SQL(template).format(
        columns=_list("{}", COLUMNS),
        found=_list("found.{}", COLUMNS),
        stood_values=_list("stood.{}", changing),
        found_values=_list("found.{}", changing),
        excluded=_list("EXCLUDED.{}", changing),
        changes=_list("{0} = EXCLUDED.{0}", changing),
    )
    return filled.as_string()


def _list(pattern: str, names: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.SQL(pattern).format(sql.Identifier(name)) for name in names)
