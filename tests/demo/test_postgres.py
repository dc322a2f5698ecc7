"""What one cluster does by itself."""

import os
import signal

import psycopg
import pytest

from icm.demo import postgres

PASSWORDS = {"postgres": "a" * 20, postgres.OWNER: "b" * 20, postgres.APPLICATION: "c" * 20}


@pytest.fixture
def cluster(tmp_path):
    cluster = postgres.Postgres(tmp_path / "postgres", PASSWORDS, durable=False)
    yield cluster
    cluster.stop()


def test_a_folder_too_deep_for_a_socket_has_its_socket_elsewhere(tmp_path):
    deep = tmp_path / ("a" * 90)
    cluster = postgres.Postgres(deep, PASSWORDS, durable=False)
    try:
        cluster.start()
        with psycopg.connect(cluster.url()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        cluster.stop()

    assert len(os.fsencode(cluster.sockets)) <= postgres.LONGEST_SOCKET_FOLDER


def test_a_first_start_that_was_cut_short_is_begun_again(cluster):
    cluster.data.mkdir(parents=True)
    (cluster.data / "half").touch()

    cluster.start()

    assert cluster.pid


def test_it_starts_again_at_once_after_only_its_head_was_killed(cluster):
    cluster.start()
    head = cluster.pid
    os.kill(head, signal.SIGKILL)
    cluster._collect(5)

    cluster.start()

    assert cluster.pid != head
    with psycopg.connect(cluster.url()) as connection:
        assert connection.execute("SELECT current_user").fetchone() == (postgres.APPLICATION,)


def test_a_server_that_cannot_start_says_where_its_log_is(cluster, monkeypatch):
    monkeypatch.setitem(postgres.SETTINGS, "max_connections", "none")

    with pytest.raises(postgres.NotStarted, match="its log is "):
        cluster.start(patience=0.5)


def test_stopping_twice_or_before_the_start_does_nothing(cluster):
    cluster.stop()
    cluster.start()
    cluster.stop()
    cluster.stop()

    assert cluster.pid is None
