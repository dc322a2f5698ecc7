"""What every test may ask for."""

import functools
import socket
from collections.abc import Callable

import pgtrigger
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.db.backends.base.creation import BaseDatabaseCreation
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext
from xdist.scheduler import LoadScopeScheduling

from tests.databases import put_back, test_database

pytest_plugins = ["tests.fixtures"]
HERE = ("127.0.0.1", "::1", "localhost")
STEPS = ("_fixture_setup", "_fixture_teardown")
COMMITS = {"transactional_db", "live_server"}
# What Argon2id takes at least: 0.1 ms instead of half a second and a hundred megabytes.
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
REAL = {name: getattr(Argon2PasswordHasher, name) for name in CHEAP}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A test that commits empties all tables at its end; the rows that migrations made are put back."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if COMMITS & set(item.fixturenames) or (marker and marker.kwargs.get("transaction")):
            kept = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(kept, append=False)


class SurveyInOnePlace(LoadScopeScheduling):
    """Shares out single tests among the processes, but keeps those together that ask one long survey."""

    def _split_scope(self, nodeid: str) -> str:
        return "survey" if nodeid.startswith("tests/access/") else nodeid


def pytest_xdist_make_scheduler(config, log):
    return SurveyInOnePlace(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """pytest-django's own would migrate at every run."""
    with django_db_blocker.unblock(), test_database():
        yield


@pytest.fixture(autouse=True, scope="session")
def only_this_machine():
    """A test that reaches out of this machine fails: it would fail anyway on the next one."""
    with pytest.MonkeyPatch.context() as patch:
        connect = socket.socket.connect

        def guarded(self, address):
            if isinstance(address, tuple) and address[0] not in HERE:
                pytest.fail(f"a test wanted to connect to {address[0]}")
            return connect(self, address)

        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True, scope="session")
def cheap_hashes():
    """Hundreds of passwords and PINs are kept and tried here, by the same algorithm at the least it may cost."""
    with pytest.MonkeyPatch.context() as patch:
        for name, least in CHEAP.items():
            patch.setattr(Argon2PasswordHasher, name, least)
        yield


@pytest.fixture
def real_hashes(monkeypatch):
    """Passwords and PINs cost what they cost where ICM is used."""
    for name, real in REAL.items():
        monkeypatch.setattr(Argon2PasswordHasher, name, real)


@pytest.fixture(autouse=True, scope="session")
def emptying_tables_is_no_act():
    """Logs that nobody may empty are emptied between tests, and no history is written of it."""
    with pytest.MonkeyPatch.context() as patch:
        set_up, tear_down = (vars(TransactionTestCase)[name] for name in STEPS)
        patch.setattr(TransactionTestCase, STEPS[0], classmethod(_untracked(set_up.__func__)))
        patch.setattr(TransactionTestCase, STEPS[1], _untracked(tear_down))
        patch.setattr(
            BaseDatabaseCreation, "deserialize_db_from_string", lambda _, kept: put_back(kept)
        )
        yield


def _untracked(step):
    @functools.wraps(step)
    def run(*args):
        with pgtrigger.ignore():
            return step(*args)

    return run


@pytest.fixture
def assert_constant_queries(db):
    """The call costs as many queries for ten rows as for two. The first call only warms caches."""

    def check(*, add_row: Callable[[], object], call: Callable[[], object]) -> None:
        add_row()
        add_row()
        call()
        few = _queries(call)
        for _ in range(8):
            add_row()
        many = _queries(call)
        more = [statement for statement in many if statement not in few]
        assert len(many) == len(few), (
            f"{len(few)} queries for 2 rows, {len(many)} for 10; among them:\n" + "\n".join(more)
        )

    return check


def _queries(call: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        call()
    return [query["sql"] for query in captured]
