"""The processes of a run: started, killed, started again; none is left at the end."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path


class Crew:
    """Each process leads a group of its own, so that it dies with all it started."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = dict(environment)
        self._commands: dict[str, tuple[str, ...]] = {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.ended_by_themselves: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *problem: object) -> None:
        for name in list(self._running):
            self.kill(name)

    def start(self, name: str, *command: str) -> None:
        """Start `python -m` this; remembered under the name."""
        self._commands[name] = command
        self._start(name)

    def kill(self, name: str) -> None:
        """As a power cut would."""
        process = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_and_restart(self, name: str) -> None:
        self.kill(name)
        self._start(name)

    def look_after(self) -> None:
        """Note who ended without being killed, and start them again, as a deployment's supervisor does."""
        for name, process in list(self._running.items()):
            if process.poll() is not None:
                self.ended_by_themselves.append(name)
                self._start(name)

    def run(self, *command: str, owner: Mapping[str, str] | None = None) -> str:
        """Run to its end and give what it printed; an error here is the harness's own."""
        done = subprocess.run(
            [sys.executable, *command],
            env=os.environ | self.environment | dict(owner or {}),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def _start(self, name: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [sys.executable, "-m", *self._commands[name]],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | self.environment,
                start_new_session=True,
            )


class Sink:
    """The recipient, seen from the harness."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._journal = folder / "journal"
        self._journal.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crash.sink", str(self._journal)],
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        if self._process.stdout is None:
            raise RuntimeError("The sink has no voice.")
        self.port = int(self._process.stdout.readline())

    def __enter__(self) -> "Sink":
        return self

    def __exit__(self, *problem: object) -> None:
        self._process.kill()
        self._process.wait()

    def lines(self) -> list[tuple[float, str, str, str, str]]:
        """Moment, what became of it, name, to whom, about what: in order of arrival."""
        text = self._journal.read_text() if self._journal.exists() else ""
        rows = [line.split("\t") for line in text.splitlines() if line.count("\t") == 4]
        return [(float(moment), *rest) for moment, *rest in rows]  # type: ignore[misc]

    def delivered(self) -> list[str]:
        return [name for _, what, name, *_ in self.lines() if what == "delivered"]

    def readers(self) -> list[str]:
        """To whom something was delivered, once for each letter."""
        return [to for to, _ in self.letters()]

    def letters(self) -> list[tuple[str, str]]:
        """To whom and about what, once for each letter delivered."""
        return [(to, about) for _, what, _, to, about in self.lines() if what == "delivered"]

    def resubmitted(self) -> int:
        return sum(what == "again" for _, what, *_ in self.lines())

    def stall_after(self, moment: float, *, until: float) -> float:
        """The longest wait for a message between the two moments."""
        arrived = [at for at, *_ in self.lines() if moment <= at <= until]
        return max((b - a for a, b in pairwise([moment, *arrived])), default=0.0)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
