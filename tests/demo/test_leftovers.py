"""Processes are told apart by number and birth."""

import os
import subprocess
import sys
import time

import pytest

from icm.demo import leftovers


@pytest.fixture
def sleeper():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
    yield child
    child.kill()
    child.wait()


def test_a_process_that_ended_but_was_never_collected_counts_as_gone(sleeper):
    sleeper.kill()

    assert leftovers.wait_gone(sleeper.pid, 5)
    assert leftovers.alive(sleeper.pid) is None


def test_what_was_remembered_is_recalled_while_it_runs(sleeper, tmp_path):
    file = tmp_path / "processes.json"
    leftovers.remember(file, [leftovers.Started.of("sleeper", sleeper.pid)])

    assert [one.pid for one in leftovers.recall(file)] == [sleeper.pid]
    sleeper.kill()
    sleeper.wait()
    assert leftovers.recall(file) == []


@pytest.mark.parametrize(
    "text", ["", "[{", '[{"name": "x"}]', "3"], ids=["empty", "cut short", "other", "number"]
)
def test_a_damaged_memory_recalls_nothing(tmp_path, text):
    file = tmp_path / "processes.json"
    file.write_text(text)

    assert leftovers.recall(file) == []


def test_waiting_for_a_process_that_stays_gives_up_in_time():
    began = time.monotonic()

    assert not leftovers.wait_gone(os.getpid(), 0.1)
    assert time.monotonic() - began < 5
