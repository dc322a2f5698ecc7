"""What the application's database role may do, tried out as that role."""

import pgtrigger
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from icm.clocks.actions import sweep
from icm.clocks.models import Due
from icm.core.management.commands.secure_database import (
    append_only_tables,
    trigger_written_tables,
)
from icm.core.models import Team
from icm.people.models import Person, PersonGroupGrant
from icm.policy.roles import Role
from tests.factories import persons

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


@pytest.mark.parametrize("table", trigger_written_tables())
def test_the_application_cannot_invent_history(as_application, table):
    _refused(as_application, f'INSERT INTO "{table}" DEFAULT VALUES')


def test_the_application_still_writes_its_own_logs():
    own = set(append_only_tables()) - set(trigger_written_tables())

    assert own == {"core_consultation", "core_securityevent"}


def test_asking_the_triggers_to_look_away_changes_nothing(world, as_application):
    before = world.person.events.count()
    with pgtrigger.ignore():
        _move(world.person, "C Hall")
        as_application.execute(
            "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger"
        )
        _move(world.person, "D Hall")

    assert world.person.events.count() == before + 2


def test_the_owner_may_still_ask_the_triggers_to_look_away(world, as_application):
    as_application.execute("RESET ROLE")
    before = world.person.events.count()
    with pgtrigger.ignore():
        _move(world.person, "C Hall")

    assert world.person.events.count() == before


def test_a_temporary_table_named_like_a_history_catches_nothing(world, as_application):
    before = world.person.events.count()
    for table in _TEMPORARY:
        as_application.execute(f"CREATE TEMPORARY TABLE {table} (LIKE public.{table})")
    _move(world.person, "C Hall")
    caught = [_count(as_application, f"pg_temp.{table}") for table in _TEMPORARY]
    for table in _TEMPORARY:
        as_application.execute(f"DROP TABLE pg_temp.{table}")

    assert caught == [0, 0]
    assert world.person.events.count() == before + 1


def test_nobody_else_hangs_a_historys_function_on_a_table_of_their_own(as_application):
    as_application.execute(
        "SELECT DISTINCT tgfoid::regproc::text FROM pg_trigger WHERE starts_with(tgname, 'pgtrigger_')"
    )
    functions = [name for (name,) in as_application.fetchall()]
    as_application.execute("CREATE TEMPORARY TABLE mine (LIKE public.people_person)")

    assert functions
    for function in functions:
        _refused(
            as_application,
            "CREATE TRIGGER invent AFTER INSERT ON mine REFERENCING NEW TABLE AS new_values"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
        )
    as_application.execute("DROP TABLE mine")


def test_who_may_know_of_somebody_follows_from_the_grants_alone(world, as_application):
    _refused(as_application, "UPDATE people_person SET acl = '{1}'")
    known_by = set(world.person.acl)
    PersonGroupGrant.objects.filter(content_object=world.person).delete()
    world.person.refresh_from_db()

    assert known_by
    assert all(principal < 0 for principal in world.person.acl)


def test_an_act_leaves_its_history_with_who_did_it(world, signed_in, as_application):
    client = signed_in(Role.RECEPTION)
    answer = client.post(
        reverse("people:relocate", args=[world.person.pk]),
        {"hall": "E Hall", "location": "mainstream", "version": world.person.version},
    )
    event = world.person.events.latest("pgh_id")

    assert answer.status_code == 302
    assert (event.pgh_label, event.hall) == ("update", "E Hall")
    assert event.pgh_context["user"] == world.user(Role.RECEPTION).pk


def test_the_sweep_has_what_it_needs(world, as_application):
    swept = sweep(on=persons.TODAY)

    assert swept.people
    assert Due.objects.filter(person=world.person).exists()


def test_a_change_of_a_team_leaves_its_history(world, as_application):
    team = Team.objects.earliest("pk")
    Team.objects.filter(pk=team.pk).update(place="somewhere-else")

    assert team.events.latest("pgh_id").place == "somewhere-else"


_TEMPORARY = ("people_personevent", "pghistory_context")


def _move(person, hall):
    Person.objects.filter(pk=person.pk).update(hall=hall)


def _count(cursor, table):
    cursor.execute(f"SELECT count(*) FROM {table}")
    return cursor.fetchone()[0]


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
