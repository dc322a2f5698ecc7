"""Give the application's database role what it needs and no more, and keep it out of what the triggers write."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from pghistory.models import Context, Event
from psycopg import sql

# Two runs at once would trip over each other in PostgreSQL's own tables.
_LOCK = 7_211_001
# What the application adds to itself; histories and their context are added to by triggers alone.
_LOGS = {"core.Consultation", "core.SecurityEvent"}
# Columns that only triggers write; see icm/core/access.py.
_PROJECTED = "acl"

# pgtrigger lets whoever sets a variable pass by any trigger. Here only the owner may, and not while acting as another.
_SHOULD_IGNORE = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
        IF session_user <> current_user OR current_setting('role') NOT IN ('none', session_user) THEN
            RETURN FALSE;
        END IF;
        RETURN COALESCE(
            trigger_name = ANY(NULLIF(current_setting('pgtrigger.ignore', TRUE), '')::TEXT[]), FALSE
        );
    END;
    $$
"""
# Functions of triggers, and what they call. Migrations make them anew, as the plain functions they were.
_FUNCTIONS = """
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    AND (starts_with(proname, 'pgtrigger_') OR proname IN ('_pgtrigger_should_ignore', '_pgh_attach_context'))
    ORDER BY 1
"""


class Command(BaseCommand):
    """Run by the owner of the tables after every migration; safe to repeat."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--role", default="icm_app", help="the role the application connects as"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        role = options["role"]
        append_only = append_only_tables()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            for statement in _grants(role, append_only):
                cursor.execute(statement)
            for table in projected_tables():
                cursor.execute(_without_projected(cursor, role, table))
            _harden_functions(cursor)
        if options["verbosity"]:
            self.stdout.write(
                f"{role} may use the tables, only add to {len(append_only)} of them,"
                f" and leaves {len(trigger_written_tables())} to the triggers."
            )


def append_only_tables() -> list[str]:
    """Histories and the log of who looked at whom: whoever takes over the application cannot rewrite them."""
    logs = {model._meta.db_table for model in apps.get_models() if model._meta.label in _LOGS}
    histories = {model._meta.db_table for model in apps.get_models() if issubclass(model, Event)}
    return sorted(logs | histories)


def trigger_written_tables() -> list[str]:
    """Histories, and who did it: whoever takes over the application cannot invent any of it."""
    written = {model for model in apps.get_models() if issubclass(model, Event | Context)}
    return sorted({model._meta.db_table for model in written if model._meta.managed})


def projected_tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models() if _is_projected(model))


def _is_projected(model: type[Model]) -> bool:
    names = {field.name for field in model._meta.local_fields}
    return _PROJECTED in names and not issubclass(model, Event)


def _grants(role: str, append_only: list[str]) -> Iterator[sql.Composed]:
    name = sql.Identifier(role)
    on_all = [
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
        "GRANT USAGE ON SCHEMA public TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "REVOKE INSERT, UPDATE, DELETE ON public.django_migrations FROM {}",
    ]
    for text in on_all:
        yield sql.SQL(text).format(name)
    for text, tables in (
        ("REVOKE UPDATE, DELETE ON {} FROM {}", append_only),
        ("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}", trigger_written_tables()),
    ):
        if tables:
            listed = sql.SQL(", ").join(sql.Identifier("public", table) for table in tables)
            yield sql.SQL(text).format(listed, name)


def _without_projected(cursor: CursorWrapper, role: str, table: str) -> sql.Composed:
    """UPDATE on every column of the table but the one that says who may know of the row."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s AND column_name <> %s",
        [table, _PROJECTED],
    )
    columns = sql.SQL(", ").join(sql.Identifier(column) for (column,) in cursor.fetchall())
    return sql.SQL("REVOKE UPDATE ON {0} FROM {1}; GRANT UPDATE ({2}) ON {0} TO {1}").format(
        sql.Identifier("public", table), sql.Identifier(role), columns
    )


def _harden_functions(cursor: CursorWrapper) -> None:
    """What triggers write is written by the owner, into the real tables, and from no table but the real ones.

    Without a fixed path a temporary table of a history's name would catch its events; and whoever may execute a
    trigger's function may hang it on a temporary table of their own and have it write history.
    """
    cursor.execute(_SHOULD_IGNORE)
    cursor.execute(_FUNCTIONS)
    for (function,) in cursor.fetchall():
        # The name comes from PostgreSQL, quoted where it must be.
        cursor.execute(
            f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = public, pg_temp"
        )
        cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
