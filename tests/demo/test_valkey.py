"""What the broker does by itself."""

import socket

import pytest
import redis

from icm.demo.leftovers import alive
from icm.demo.valkey import Valkey


@pytest.fixture
def valkey(tmp_path):
    valkey = Valkey(tmp_path / "valkey", "a-password")
    valkey.start()
    yield valkey
    valkey.stop()


def test_it_answers_only_to_its_password(valkey):
    assert redis.Redis.from_url(valkey.url).ping()
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(valkey.url.replace("a-password", "another")).ping()


def test_it_keeps_its_port_over_a_restart(valkey):
    address = valkey.url
    valkey.kill()

    valkey.start()

    assert valkey.url == address


def test_a_port_that_a_stranger_took_meanwhile_is_left_to_them(valkey):
    port = int(valkey.url.rpartition(":")[2].partition("/")[0])
    address = valkey.url
    valkey.stop()
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", port))
        stranger.listen()

        valkey.start()

        assert valkey.url != address
        assert redis.Redis.from_url(valkey.url).ping()


def test_no_list_of_processes_shows_the_password(valkey):
    assert not any("a-password" in word for word in alive(valkey.pid).cmdline())
