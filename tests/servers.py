"""A pytest plugin (named in pyproject.toml): real servers for the tests before Django reads its settings.

Where DATABASE_URL and REDIS_URL are set, those servers are used; otherwise the embedded ones start in ICM_DATA.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from icm.demo.services import running

_SERVERS = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    os.environ["ICM_TESTING"] = "1"
    # Where nothing was gathered yet, the server of style sheets warns, and a warning fails a test.
    Path("staticfiles").mkdir(exist_ok=True)
    os.environ.setdefault("ICM_SECURE", "0")
    os.environ.setdefault(
        "ICM_SECRET_KEY",
        "for tests alone, where nobody has anything to gain by knowing it",
    )
    if "DATABASE_URL" not in os.environ or "REDIS_URL" not in os.environ:
        data = os.environ.get("ICM_DATA", ".data/test")
        services = _SERVERS.enter_context(running(data, durable=False))
        # Tests make and drop a database of their own, which only the owner may do.
        os.environ |= services.environment(owner=True)
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        # Tests that run side by side have queues of their own, as each has a database of its own.
        address, _, _ = os.environ["REDIS_URL"].rpartition("/")
        os.environ["REDIS_URL"] = f"{address}/{int(worker.removeprefix('gw')) + 1}"
    yield


def pytest_unconfigure() -> None:
    _SERVERS.close()
