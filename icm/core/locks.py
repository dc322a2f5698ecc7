"""Doing something alone, over transactions, on however many machines."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone(lock: int, item: int = 0) -> Iterator[bool]:
    """Whether nobody else is at this now; if so, nobody else comes in until we leave.

    The lock belongs to the connection, so one who died has let go of it: there is no time limit to wait out and none
    that a slow worker could overrun. Needs a connection of its own (a pooler must not share it between clients).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [lock, item])
        mine = cursor.fetchone() == (True,)
    try:
        yield mine
    finally:
        if mine and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [lock, item])
