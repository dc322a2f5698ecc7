"""The embedded servers are real ones, come back after a crash, and give the application no more than it needs."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from icm.demo import services as embedded
from icm.demo.leftovers import alive


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("services")


def test_the_database_sorts_the_same_everywhere_and_knows_letters_beyond_ascii(folder):
    with (
        embedded.running(folder, durable=False) as services,
        psycopg.connect(services.database_url) as connection,
    ):
        names = connection.execute(
            "SELECT name FROM (VALUES ('Ólafur'), ('adam'), ('Zoe')) AS people (name) ORDER BY name"
        ).fetchall()
        lowered = connection.execute("SELECT lower('SIÂN')").fetchone()

    assert [name for (name,) in names] == ["Zoe", "adam", "Ólafur"]
    assert lowered == ("siân",)


def test_the_application_role_is_no_superuser_and_cannot_pass_by_row_security(folder):
    with (
        embedded.running(folder, durable=False) as services,
        psycopg.connect(services.database_url) as connection,
    ):
        rights = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()

    assert rights == (False, False, False, False)


def test_both_servers_come_back_after_being_killed_and_keep_what_was_committed(folder):
    with embedded.running(folder) as services:
        with psycopg.connect(services.owner_url) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS n")
        address = services.redis_url
        services.postgres.kill()
        services.valkey.kill()
        services.postgres.start()
        services.valkey.start()

        with psycopg.connect(services.owner_url) as connection:
            assert connection.execute("SELECT n FROM kept").fetchone() == (1,)
        assert services.redis_url == address
        assert redis.Redis.from_url(address).ping()


def test_servers_of_a_run_that_was_killed_are_taken_over_and_stopped(folder):
    run = (
        "import os, signal, sys; from icm.demo.services import running\n"
        "open_services = running(sys.argv[1], durable=False)\n"
        "services = open_services.__enter__()\n"
        "print(services.postgres.pid, services.valkey.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    died = subprocess.run(
        [sys.executable, "-c", run, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    left = [int(pid) for pid in died.stdout.split()]
    assert all(alive(pid) for pid in left)

    with embedded.running(folder, durable=False) as services:
        assert [services.postgres.pid, services.valkey.pid] == left

    assert not any(alive(pid) for pid in left)


def test_a_pid_file_that_names_a_stranger_is_not_believed(folder):
    with embedded.running(folder, durable=False) as services:
        file = services.postgres.data / "postmaster.pid"
        lines = file.read_text().splitlines()
    file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    with embedded.running(folder, durable=False) as services:
        assert services.postgres.pid != os.getpid()


def test_the_last_of_several_users_of_a_folder_stops_the_servers(folder):
    with embedded.running(folder, durable=False):
        with embedded.running(folder, durable=False) as inner:
            pid = inner.postgres.pid
        assert pid is not None
        assert alive(pid)

    assert not alive(pid)


def test_the_passwords_are_readable_by_their_owner_alone(folder):
    with embedded.running(folder, durable=False):
        pass

    assert (folder / "secrets.json").stat().st_mode & 0o077 == 0
