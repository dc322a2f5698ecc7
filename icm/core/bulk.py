"""Writing many rows at once by COPY. Triggers run as for any write, once a statement, so histories are kept."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

Rows = Iterable[Sequence[Any]]

_FOREIGN_KEYS = """
    SELECT stands.conrelid::regclass::text, quote_ident(stands.conname), pg_get_constraintdef(stands.oid)
    FROM pg_constraint AS stands JOIN pg_class AS held ON held.oid = stands.conrelid
    WHERE stands.contype = 'f' AND stands.connamespace = 'public'::regnamespace
        AND pg_has_role(held.relowner, 'MEMBER')
"""


def copy(model: type[models.Model], columns: Sequence[str], rows: Rows) -> int:
    """Add rows; ``columns`` are field names in the order of each row's values. Returns their number."""
    names = (sql.Identifier(_column(model, name)) for name in columns)
    table = sql.Identifier(model._meta.db_table)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(table, sql.SQL(", ").join(names))
    number = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copying:
        for row in rows:
            copying.write_row([Jsonb(value) if type(value) is dict else value for value in row])
            number += 1
    return number


@contextmanager
def keys_checked_at_end() -> Iterator[None]:
    """Check foreign keys as a whole when the block ends, not row by row: a third of the time of filling a database.

    For the owner of the tables, inside a transaction; another role's rows are checked as they come. Locks all tables.
    """
    with connection.cursor() as cursor:
        # What is waiting to be checked would forbid it.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_FOREIGN_KEYS)
        stands = cursor.fetchall()
        for table, name, _ in stands:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        for table, name, wording in stands:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {wording}")


def reserve(model: type[models.Model], number: int) -> list[int]:
    """As many new primary keys, for rows that others will refer to before they are read back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [key for (key,) in cursor.fetchall()]


def _column(model: type[models.Model], name: str) -> str:
    column = model._meta.get_field(name).column  # type: ignore[union-attr]
    return str(column)
