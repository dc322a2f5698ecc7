"""Writing many rows at once: COPY, and COPY with what differs merged in.

Triggers run as they do for any write, so histories are kept; they run once a statement. Rows that are already there
as wanted are not touched: no write, no history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

Rows = Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Merged:
    """How many rows a merge added and how many it changed."""

    added: int
    changed: int


def copy(model: type[models.Model], columns: Sequence[str], rows: Rows) -> int:
    """Add rows; ``columns`` are field names in the order of each row's values. Returns their number."""
    return _copy(sql.Identifier(model._meta.db_table), model, columns, rows)


def merge(
    model: type[models.Model], columns: Sequence[str], rows: Rows, *, key: Sequence[str]
) -> Merged:
    """Add the rows whose ``key`` is not there yet and change those that differ. Call inside a transaction."""
    table = sql.Identifier(model._meta.db_table)
    names = [_column(model, name) for name in columns]
    rest = [_column(model, name) for name in columns if name not in key]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.merging"))
        cursor.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE merging ON COMMIT DROP AS SELECT {} FROM {} LIMIT 0"
            ).format(_list(names), table)
        )
        _copy(sql.Identifier("pg_temp", "merging"), model, columns, rows)
        cursor.execute(_insert(table, names, rest, [_column(model, name) for name in key]))
        added = sum(is_new for (is_new,) in cursor.fetchall())
        return Merged(added, cursor.rowcount - added)


def reserve(model: type[models.Model], number: int) -> list[int]:
    """As many new primary keys, for rows that others will refer to before they are read back."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, number],
        )
        return [key for (key,) in cursor.fetchall()]


def _insert(
    table: sql.Identifier, names: list[str], rest: list[str], key: list[str]
) -> sql.Composed:
    """Whether a returned row is new shows in its ``xmax``, which only a changed row carries."""
    return sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {names} FROM pg_temp.merging ON CONFLICT ({key}) DO UPDATE"
        " SET {changes} WHERE ({old}) IS DISTINCT FROM ({new}) RETURNING xmax = 0"
    ).format(
        table=table,
        names=_list(names),
        key=_list(key),
        changes=sql.SQL(", ").join(
            sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(name)) for name in rest
        ),
        old=sql.SQL(", ").join(sql.SQL("{}.{}").format(table, sql.Identifier(n)) for n in rest),
        new=sql.SQL(", ").join(sql.SQL("EXCLUDED.{}").format(sql.Identifier(n)) for n in rest),
    )


def _copy(
    table: sql.Identifier, model: type[models.Model], columns: Sequence[str], rows: Rows
) -> int:
    names = [_column(model, name) for name in columns]
    number = 0
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(table, _list(names))
    with connection.cursor() as cursor, cursor.copy(statement) as copying:
        for row in rows:
            copying.write_row([Jsonb(value) if type(value) is dict else value for value in row])
            number += 1
    return number


def _column(model: type[models.Model], name: str) -> str:
    column = model._meta.get_field(name).column  # type: ignore[union-attr]
    return str(column)


def _list(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
