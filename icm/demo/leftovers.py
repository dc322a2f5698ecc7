"""Processes of an earlier run that are still there, told apart from strangers of the same number."""

import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

_ENDED = (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)


def alive(pid: int) -> psutil.Process | None:
    """The process if it really runs: one that has ended but was never collected counts as gone."""
    try:
        process = psutil.Process(pid)
        return None if process.status() in _ENDED else process
    except psutil.NoSuchProcess:
        return None


def wait_gone(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while alive(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def end_group(pid: int, patience: float = 10) -> None:
    """Ask the leader of a process group to stop, then make sure that nothing of the group is left."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    end_rest_of_group(pid, patience)


def end_rest_of_group(pid: int, patience: float) -> None:
    wait_gone(pid, patience)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    wait_gone(pid, 5)


@dataclass(frozen=True)
class Started:
    """A process as it was when we started it: number and birth together name it for ever."""

    name: str
    pid: int
    born: float

    @classmethod
    def of(cls, name: str, pid: int) -> "Started":
        return cls(name, pid, psutil.Process(pid).create_time())

    def still_runs(self) -> bool:
        process = alive(self.pid)
        return process is not None and abs(process.create_time() - self.born) < 0.5


def remember(file: Path, started: list[Started]) -> None:
    file.write_text(json.dumps([asdict(one) for one in started]))


def recall(file: Path) -> list[Started]:
    """What the file names and still runs; a file cut short by a crash names nothing."""
    try:
        entries = json.loads(file.read_text())
        return [one for one in (Started(**entry) for entry in entries) if one.still_runs()]
    except (FileNotFoundError, ValueError, TypeError):
        return []
