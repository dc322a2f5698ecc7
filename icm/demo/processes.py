"""ICM's own processes on one machine: web server, worker and beat, started together and stopped together."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from icm.demo.leftovers import Started, end_group, end_rest_of_group, recall, remember


class Processes:
    """Each leads a process group of its own, so that it can be ended with all that it started."""

    def __init__(self, data: Path) -> None:
        self._logs = data / "log"
        self._logs.mkdir(exist_ok=True)
        self._file = data / "processes.json"
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def end_leftovers(self) -> None:
        """What an earlier run, itself killed, could not stop."""
        for left in recall(self._file):
            end_group(left.pid, patience=3)
        self._file.unlink(missing_ok=True)

    def start(self, name: str, module: str, *arguments: str, environment: dict[str, str]) -> None:
        with self.log(name).open("ab") as log:
            self._children[name] = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | environment,
                start_new_session=True,
            )
        remember(
            self._file, [Started.of(name, child.pid) for name, child in self._children.items()]
        )

    def log(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def ended(self) -> str | None:
        """The name of one that is no longer running."""
        return next(
            (name for name, child in self._children.items() if child.poll() is not None), None
        )

    def stop(self) -> None:
        """All are asked at once and each may finish what it is at; then nothing is left."""
        for child in self._children.values():
            child.send_signal(signal.SIGTERM)
        for child in self._children.values():
            end_rest_of_group(child.pid, patience=15)
            child.wait()
        self._file.unlink(missing_ok=True)
