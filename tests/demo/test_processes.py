"""Whatever ends a run, nothing of it stays behind."""

import time

import pytest

from icm.demo.leftovers import alive, wait_gone
from icm.demo.processes import Processes


@pytest.fixture
def processes(tmp_path):
    processes = Processes(tmp_path)
    yield processes
    processes.stop()


def _family(processes):
    """Starts a parent with a deaf child and says both numbers."""
    processes.start("family", "tests.demo.family", environment={})
    until = time.monotonic() + 20
    while not (printed := processes.log("family").read_text().strip()):
        assert time.monotonic() < until
        time.sleep(0.02)
    child = int(printed)
    return alive(child).ppid(), child


def test_stopping_ends_the_children_of_children_too(processes):
    parent, child = _family(processes)

    processes.stop()

    assert not alive(parent)
    assert wait_gone(child, 5)


def test_what_a_killed_run_left_is_ended_by_the_next(processes, tmp_path):
    parent, child = _family(processes)

    Processes(tmp_path).end_leftovers()

    assert not alive(parent)
    assert wait_gone(child, 5)


def test_a_stranger_with_a_remembered_number_is_left_alone(processes, tmp_path):
    parent, _ = _family(processes)
    remembered = tmp_path / "processes.json"
    text = remembered.read_text()
    remembered.write_text(text.replace('"born": ', '"born": 1'))

    Processes(tmp_path).end_leftovers()

    assert alive(parent)


def test_one_that_ends_by_itself_is_named(processes):
    processes.start("short", "this", environment={})
    until = time.monotonic() + 20
    while processes.ended() is None and time.monotonic() < until:
        time.sleep(0.02)

    assert processes.ended() == "short"
