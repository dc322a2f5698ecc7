"""Queries that nearly every page asks, put into SQL once for each process.

Django works a query out anew whenever it is asked. For the facts the rules look at, and for who is asking, that took
longer than the database needed to answer; nothing in them changes from one time to the next but a few values.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Protocol

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
# What a query is put into SQL with: values that no query holds of its own, to be found again among its parameters.
A_DAY, A_MOMENT, A_NUMBER = date(1, 2, 3), datetime(1, 2, 3, 4, 5, 6, tzinfo=UTC), -2_012_345_678
SOME_NUMBERS = (A_NUMBER - 1, A_NUMBER - 2)


@models.IntegerField.register_lookup
@models.ForeignKey.register_lookup
class OneOf(models.Lookup[Any]):
    """``id__one_of=keys``: as ``in``, with the keys as one value, so that the SQL is the same for any number."""

    lookup_name = "one_of"
    prepare_rhs = False
    comparison = "= ANY(%s)"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} {self.comparison}", (*values, self.rhs)


def of_these(
    build: Callable[[Collection[int]], models.QuerySet[Any, Any]],
) -> Callable[[Collection[int]], Iterable[Row]]:
    """Decorator: the query about some people, by key, prepared."""
    ready = Prepared(build, persons=SOME_NUMBERS)
    return lambda persons: ready.rows(persons=persons)


class FactRows(Protocol):
    """Rows about these people, true on that day, as the database knew them at that moment or knows them now."""

    def __call__(
        self, persons: Collection[int], *, on: date, known_at: datetime | None = None
    ) -> Iterable[Row]: ...


def fact_rows(build: Callable[..., models.QuerySet[Any, Any]]) -> FactRows:
    """Decorator: prepared for what is known now, made anew for what was known at a moment, which few ask."""
    now = Prepared(build, persons=SOME_NUMBERS, on=A_DAY)

    def rows(
        persons: Collection[int], *, on: date, known_at: datetime | None = None
    ) -> Iterable[Row]:
        if known_at is None:
            return now.rows(persons=persons, on=on)
        return build(persons, on=on, known_at=known_at)

    return rows


class Prepared:
    """A query with the values left open; ``build`` makes it, once, out of stand-ins for them.

    The query must be in rows of values and must not depend on anything but what is named here.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]], **stand_ins: Any) -> None:
        self.build = build
        self._named = {stand_in: name for name, stand_in in stand_ins.items()}
        self._ready: tuple[SQLCompiler, str, Row, dict[int, Any]] | None = None

    def rows(self, **values: Any) -> Iterable[Row]:
        """The rows, with these values put in; one query."""
        compiler, sql, params, converters = self._ready or self._prepare()
        filled = [self._filled(param, values) for param in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            found = cursor.fetchall()
        return map(tuple, compiler.apply_converters(found, converters)) if converters else found

    def _prepare(self) -> tuple[SQLCompiler, str, Row, dict[int, Any]]:
        query = self.build(**{name: stand_in for stand_in, name in self._named.items()}).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        unplaced = [name for stand_in, name in self._named.items() if stand_in not in params]
        if unplaced:
            raise ValueError(f"no place in the query for {', '.join(unplaced)}")
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        self._ready = compiler, sql, tuple(params), converters
        return self._ready

    def _filled(self, param: Any, values: Mapping[str, Any]) -> Any:
        if not isinstance(param, (int, date, tuple)) or param not in self._named:
            return param
        value = values[self._named[param]]
        return list(value) if isinstance(param, tuple) else value
