"""P8: the sweep at 8,300 and at 83,000 people, against the least that could do the same.

Each size has a database of its own, copied from the estate, so that no other figure is measured on it. The larger one
holds the estate ten times over.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from bench import _estate
from bench.measure import Figure

TIMES = (1, 10)
NAME = "icm_sweep"


def figures() -> Iterator[Figure]:
    _estate.ready()
    readings = {}
    for times in TIMES:
        with _copy_of_the_estate() as url:
            _child(url, "grow", times)
            # Memory first, in a process that has done nothing else.
            memory = _child(url, "memory", times)
            found = _child(url, "measure", times)
        readings[times] = found | memory
        yield from _figures(readings[times])
    small, large = (readings[times] for times in TIMES)
    yield Figure(
        "sweep: peak memory, ten times the people to once",
        *_same(large["peak_mb"] / small["peak_mb"]),
        goal=1.5,
        detail=f"{large['peak_mb']:.0f} MB against {small['peak_mb']:.0f} MB",
    )
    yield Figure(
        "sweep: seconds a person, ten times the people to once",
        *_same(small["per_second"] / large["per_second"]),
        goal=1.25,
    )


def _figures(found: dict[str, float]) -> Iterator[Figure]:
    people = f"{found['people']:,.0f} people"
    yield Figure(
        f"{people}: write step to COPY + ON CONFLICT",
        found["write_ratio"],
        found["write_low"],
        found["write_high"],
        goal=1.25,
        detail=f"{found['rows']:,.0f} rows, all changed, {found['write_s']:.1f} s",
    )
    yield Figure(
        f"{people}: unchanged sweep, rows and events written",
        *_same(found["unchanged_writes"]),
        goal=0,
        detail=f"{found['unchanged_dead']:.0f} dead rows; {found['per_second']:.0f} people a second",
    )
    yield Figure(
        f"{people}: whole sweep to reading and writing the same rows",
        *_same(found["whole_ratio"]),
        goal=6,
        detail=f"{found['whole_s']:.1f} s against {found['floor_s']:.1f} s, every row changed",
    )
    yield Figure(f"{people}: peak memory of a sweep, MB", *_same(found["peak_mb"]), goal=None)


def _same(value: float) -> tuple[float, float, float]:
    """A figure measured once has no spread."""
    return value, value, value


@contextmanager
def _copy_of_the_estate() -> Iterator[str]:
    connection.close()
    parts = urlsplit(settings.DATABASE_URL)
    aside = urlunsplit(parts._replace(path="/postgres"))
    name, template = sql.Identifier(NAME), sql.Identifier(parts.path.lstrip("/"))
    with psycopg.connect(aside, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, template))
        try:
            yield urlunsplit(parts._replace(path=f"/{NAME}"))
        finally:
            server.execute(sql.SQL("DROP DATABASE {}").format(name))


def _child(url: str, what: str, times: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench._sweep", what, str(times)],
        env=os.environ | {"DATABASE_URL": url, "DATABASE_OWNER_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout or "{}")
    return found
