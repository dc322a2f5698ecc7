"""The tests' database: migrated once, kept as a template, copied afresh for every run.

Migrating takes longer than most runs of a few tests; a copy takes half a second and is as good as new.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "icm_template_"
MAKING = PREFIX + "unfinished"
# Branches whose migrations differ may share a server: each would drop what the other had just migrated.
KEPT = 6
_LOCK = 7_211_002


@contextmanager
def test_database() -> Iterator[None]:
    """Points Django at a fresh copy, and takes it away afterwards."""
    outside = settings.DATABASES["default"]["NAME"]
    name = f"test_icm_{os.getpid()}"
    with _server() as server:
        # Held until the copy is made: one run's new template must not go while another copies from it.
        server.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        template = _ready_template(server)
        _execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        _execute(server, "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)
    _connect_to(name)
    connection._test_serialized_contents = rows_of_migrations()
    try:
        yield
    finally:
        _connect_to(outside)
        with _server() as server:
            _execute(server, "DROP DATABASE {} WITH (FORCE)", name)


def rows_of_migrations() -> dict[str, str]:
    """Table by table, what migrations wrote and a test that commits takes away with everything else."""
    kept = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f'SELECT json_agg(kept)::text FROM "{table}" kept')
            (rows,) = cursor.fetchone()
            if rows:
                kept[table] = rows
    return kept


def put_back(kept: dict[str, str]) -> None:
    """One statement a table. Django saves row by row, which takes seconds before every test that commits."""
    # Which row names which is looked at when all of them are there.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in kept.items():
            cursor.execute(
                f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", %s)'
                " ON CONFLICT DO NOTHING",  # the first such test finds them still there
                [rows],
            )


def _ready_template(server: psycopg.Connection) -> str:
    wanted = PREFIX + fingerprint()
    known = server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC", [PREFIX]
    )
    templates = [name for (name,) in known.fetchall()]
    if wanted not in templates:
        for stale in [MAKING, *templates[KEPT:]]:
            _execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", stale)
        _execute(server, "CREATE DATABASE {}", MAKING)
        _migrate(MAKING)
        _execute(server, "ALTER DATABASE {} RENAME TO {}", MAKING, wanted)
    return wanted


def fingerprint() -> str:
    """Of all that decides what a migrated database looks like."""
    seen = hashlib.sha256()
    migrations = sorted(ROOT.glob("icm/*/migrations/*.py")) + sorted(ROOT.glob("*/migrations/*.py"))
    # The country's establishments and teams are put in by a migration from these.
    data = [*sorted(ROOT.glob("icm/people/**/*places*.py")), ROOT / "icm" / "policy" / "roles.py"]
    for path in (*migrations, *data, ROOT / "requirements.lock", ROOT / "icm" / "settings.py"):
        seen.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:20]


def _migrate(name: str) -> None:
    for command in ("migrate", "createcachetable"):
        subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), command, "--verbosity", "0"],
            env=os.environ | {"DATABASE_URL": url_of(name)},
            check=True,
        )


def url_of(name: str) -> str:
    """The server the tests were given, and another database on it."""
    address, question, options = os.environ["DATABASE_URL"].partition("?")
    return address.rpartition("/")[0] + "/" + name + question + options


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        yield server


def _execute(server: psycopg.Connection, statement: str, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _connect_to(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
