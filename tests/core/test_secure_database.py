"""What the application's database role may do, tried out as that role."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from icm.core.management.commands.secure_database import append_only_tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_application():
    """The grants as a deployment has them, and the application's role for the rest of the test."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'icm_app'")
        if not cursor.fetchone():
            pytest.skip("this server has no role icm_app")
        call_command("secure_database", verbosity=0)
        cursor.execute("SET ROLE icm_app")
        yield cursor
        cursor.execute("RESET ROLE")


def _refused(cursor, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        cursor.execute(statement)


def test_the_consultation_log_and_every_history_are_append_only():
    tables = append_only_tables()

    assert "core_consultation" in tables
    assert "people_personevent" in tables
    assert "people_person" not in tables


def test_the_application_cannot_rewrite_what_is_append_only(as_application):
    for table in append_only_tables():
        _refused(as_application, f'DELETE FROM "{table}"')
        _refused(as_application, f'TRUNCATE "{table}"')
        column = _any_column(as_application, table)
        _refused(as_application, f'UPDATE "{table}" SET "{column}" = "{column}"')


def test_the_application_reads_and_writes_the_other_tables(as_application):
    as_application.execute("INSERT INTO auth_group (name) VALUES ('a team')")
    as_application.execute("UPDATE auth_group SET name = 'another team' WHERE name = 'a team'")
    as_application.execute("DELETE FROM auth_group WHERE name = 'another team'")

    assert as_application.rowcount == 1


def test_the_application_cannot_change_tables_or_pretend_to_have_migrated(as_application):
    _refused(as_application, "CREATE TABLE mine (n integer)")
    _refused(as_application, "DELETE FROM django_migrations")
    with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic():
        as_application.execute("ALTER TABLE auth_group DISABLE TRIGGER ALL")


def test_giving_the_rights_again_changes_nothing(as_application):
    before = _rights(as_application)
    as_application.execute("RESET ROLE")

    call_command("secure_database", verbosity=0)

    assert _rights(as_application) == before


def _any_column(cursor, table):
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s LIMIT 1", [table]
    )
    return cursor.fetchone()[0]


def _rights(cursor):
    cursor.execute(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = 'icm_app' ORDER BY 1, 2"
    )
    return cursor.fetchall()
