"""The embedded servers of a one-machine installation: a real PostgreSQL and a real Valkey in one folder.

    with running(Path(".data/bench")) as services:
        subprocess.run([...], env=os.environ | services.environment())

Several processes may use one folder at once: the first starts the servers, the last one to leave stops them.
A folder whose last user was killed is taken over as it is, or repaired by PostgreSQL's own recovery.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from icm.demo.postgres import APPLICATION, OWNER, NotStarted, Postgres
from icm.demo.valkey import Valkey

__all__ = ["NotStarted", "Postgres", "Services", "Valkey", "running"]

_SECRETS = ("postgres", OWNER, APPLICATION, "valkey", "secret_key")


@dataclass(frozen=True)
class Services:
    data: Path
    postgres: Postgres
    valkey: Valkey
    secret_key: str

    @property
    def database_url(self) -> str:
        """As the application connects: it uses the tables and can change none of them."""
        return self.postgres.url()

    @property
    def owner_url(self) -> str:
        return self.postgres.url(OWNER)

    @property
    def redis_url(self) -> str:
        return self.valkey.url

    def environment(self, *, owner: bool = False) -> dict[str, str]:
        """What icm.settings reads. With `owner`, for commands that change tables."""
        return {
            "ICM_DATA": str(self.data),
            "ICM_SECRET_KEY": self.secret_key,
            "DATABASE_URL": self.owner_url if owner else self.database_url,
            "DATABASE_OWNER_URL": self.owner_url,
            "REDIS_URL": self.redis_url,
        }


@contextmanager
def running(data: Path | str, *, durable: bool = True) -> Iterator[Services]:
    """Both servers, up and ready. `durable=False` does not wait for the disk: for tests."""
    folder = Path(data).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # Every user holds this lock together with the others; whoever can have it alone was the last.
    with (folder / "users.lock").open("w") as users:
        with _one_at_a_time(folder):
            passwords = _passwords(folder)
            postgres = Postgres(folder / "postgres", passwords, durable=durable)
            valkey = Valkey(folder / "valkey", passwords["valkey"])
            try:
                postgres.start()
                valkey.start()
            except BaseException:
                _stop_if_last(users.fileno(), postgres, valkey)
                raise
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield Services(folder, postgres, valkey, passwords["secret_key"])
        finally:
            with _one_at_a_time(folder):
                _stop_if_last(users.fileno(), postgres, valkey)


def _stop_if_last(users: int, postgres: Postgres, valkey: Valkey) -> None:
    with suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        valkey.stop()
        postgres.stop()


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _passwords(folder: Path) -> dict[str, str]:
    """Made at random once for each folder, readable by its owner alone."""
    file = folder / "secrets.json"
    if not file.exists():
        made = {name: secrets.token_urlsafe(40) for name in _SECRETS}
        draft = file.with_suffix(".new")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            json.dump(made, out)
        draft.rename(file)
    kept: dict[str, str] = json.loads(file.read_text())
    return kept
