"""The installer leaves alone what is there, and says in one line what it may not install."""

import pytest

from icm.demo import install


@pytest.fixture
def commands(monkeypatch):
    """What would have been run; nothing is."""
    asked = []
    monkeypatch.setattr(install, "run", lambda command, otherwise: asked.append(command))
    return asked


@pytest.fixture
def nobody(monkeypatch):
    monkeypatch.setattr(install.os, "geteuid", lambda: 1000)


def _environment(tmp_path, monkeypatch, installed):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    (tmp_path / "installed.txt").write_text(installed + "\n")
    monkeypatch.setattr(install, "VENV", tmp_path)


def test_packages_that_are_there_are_not_installed_again(tmp_path, monkeypatch, commands):
    _environment(tmp_path, monkeypatch, install.fingerprint(install.LOCKS["run"]))

    install.install_python_packages("run")

    assert commands == []


def test_what_developers_have_is_enough_to_run(tmp_path, monkeypatch, commands):
    _environment(tmp_path, monkeypatch, install.fingerprint(install.LOCKS["dev"]))

    install.install_python_packages("run")

    assert commands == []


def test_a_changed_lock_is_installed_with_its_hashes_checked(tmp_path, monkeypatch, commands):
    _environment(tmp_path, monkeypatch, "an older lock")

    install.install_python_packages("dev")

    assert [command[-4:-1] for command in commands] == [
        ["--require-hashes", "--only-binary=:all:", "-r"]
    ]
    assert (tmp_path / "installed.txt").read_text().strip() == install.fingerprint(
        install.LOCKS["dev"]
    )


def test_an_older_python_is_refused_in_one_line(monkeypatch):
    monkeypatch.setattr(install.sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit, match=r"^Install Python 3\.11 or newer: this one is .*\.$"):
        install.main([])


def test_what_is_needed_and_may_not_be_installed_ends_with_the_command_to_type(nobody):
    with pytest.raises(SystemExit, match=r"^Install for the style sheets: apt-get install npm$"):
        install.apt_install("npm", needed="for the style sheets")


def test_what_can_be_done_without_is_said_and_left_out(nobody, monkeypatch, capsys):
    monkeypatch.setattr(install.shutil, "which", lambda name: None)

    install.install_browser()

    assert capsys.readouterr().out.splitlines() == [
        "Install for browser tests: apt-get install chromium",
        "Left out: browser tests",
    ]
