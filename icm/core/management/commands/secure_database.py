"""Give the application's database role what it needs and no more."""

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.models import Model
from pghistory.models import Event
from psycopg import sql

# Two runs at once would trip over each other in PostgreSQL's own tables.
_LOCK = 7_211_001


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
        if options["verbosity"]:
            self.stdout.write(
                f"{role} may use the tables, and only add to {len(append_only)} of them."
            )


def append_only_tables() -> list[str]:
    """Histories and the log of who looked at whom: whoever takes over the application cannot rewrite them."""
    return sorted({model._meta.db_table for model in apps.get_models() if _is_append_only(model)})


def _is_append_only(model: type[Model]) -> bool:
    return issubclass(model, Event) or model._meta.label in {
        "core.Consultation",
        "core.SecurityEvent",
    }


def _grants(role: str, append_only: list[str]) -> list[sql.Composed]:
    name = sql.Identifier(role)
    tables = sql.SQL(", ").join(sql.Identifier("public", table) for table in append_only)
    on_all = [
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
        "GRANT USAGE ON SCHEMA public TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "REVOKE INSERT, UPDATE, DELETE ON public.django_migrations FROM {}",
    ]
    statements = [sql.SQL(text).format(name) for text in on_all]
    if append_only:
        statements.append(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(tables, name))
    return statements
