"""`make run` as a newcomer has it: real processes from an empty folder to the sign-in page, and nothing left."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import psutil
import pytest

from icm.demo.leftovers import alive

# The tests' own settings must not reach a run that sets its own.
FOREIGN = re.compile("^(ICM_|DATABASE_|REDIS_|DJANGO_)")


class Run:
    """One run of the command, read line by line."""

    def __init__(self, folder, port):
        environment = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "icm.demo.run", "--port", str(port), "--people", "40"],
            env=environment | {"ICM_DATA": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = []
        self._lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def wait_for(self, words, seconds=600):
        while True:
            line = self._lines.get(timeout=seconds)
            assert line is not None, "".join(self.said)
            self.said.append(line)
            if words in line:
                return

    def family(self):
        return [one.pid for one in psutil.Process(self.process.pid).children(recursive=True)]

    def end(self, how):
        self.process.send_signal(how)
        return self.process.wait(60)


@pytest.fixture
def start(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    runs = []

    def begin():
        runs.append(Run(tmp_path, port))
        return runs[-1]

    begin.address = f"http://127.0.0.1:{port}"
    yield begin
    for run in runs:
        if run.process.poll() is None:
            run.end(signal.SIGTERM)
        run.process.stdout.close()


def _page(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.status, answer.read().decode()


def test_a_run_reaches_the_sign_in_page_survives_being_killed_and_leaves_nothing(start):
    first = start()
    first.wait_for("Ctrl-C stops everything")
    assert any("coordinator.barlinnie" in line for line in first.said)
    status, page = _page(f"{start.address}/account/login/")
    assert status == 200
    assert "Sign in" in page
    left = first.family()
    first.end(signal.SIGKILL)
    assert any(alive(pid) for pid in left)

    second = start()
    second.wait_for("Ctrl-C stops everything")
    assert not any("Loading" in line for line in second.said)
    assert _page(f"{start.address}/account/login/")[0] == 200
    family = second.family()
    assert len(family) >= 5

    assert second.end(signal.SIGTERM) == 0
    assert [pid for pid in {*left, *family} if alive(pid)] == []


def test_a_port_in_use_is_said_in_one_line_with_the_way_out(start):
    port = int(start.address.rpartition(":")[2])
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        run = start()
        run.wait_for(f"Port {port} is in use: choose another, for example make run PORT={port + 1}")

        assert run.process.wait(30) == 1
