"""One at a time, whatever happens to the one."""

import pytest
from django.db import connections

from icm.core.locks import alone

LOCK = 7_211_999


@pytest.fixture
def other(transactional_db):
    made = connections.create_connection("default")
    yield made
    made.close()


def taken(connection, item=0):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, item])
        return not cursor.fetchone()[0]


def test_nobody_else_comes_in_until_we_leave(other):
    with alone(LOCK) as mine:
        assert mine
        assert taken(other)
        assert not taken(other, item=1)

    assert not taken(other)


def test_who_comes_second_is_told_so_and_takes_nothing_away(other):
    assert not taken(other)

    with alone(LOCK) as mine:
        assert not mine

    with alone(LOCK) as mine:
        assert not mine


def test_an_error_inside_lets_go(other):
    with pytest.raises(ZeroDivisionError), alone(LOCK):
        raise ZeroDivisionError

    assert not taken(other)
