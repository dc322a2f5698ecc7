"""Style sheets are gathered again only when something changed."""

import pytest

from icm.demo import static_files


@pytest.fixture
def root(tmp_path, monkeypatch):
    for name in (
        "static/a.css",
        "package-lock.json",
        "requirements.lock",
        "icm/settings.py",
        "all/staticfiles.json",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(static_files, "ROOT", tmp_path)
    monkeypatch.setattr(static_files, "MANIFEST", tmp_path / "all" / "staticfiles.json")
    return tmp_path


def test_nothing_is_gathered_before_the_first_time(root):
    assert not static_files.gathered(root / "stamp")


def test_what_was_gathered_is_not_gathered_again(root):
    static_files.remember(root / "stamp")

    assert static_files.gathered(root / "stamp")


@pytest.mark.parametrize("changed", ["static/a.css", "static/new.js", "package-lock.json"])
def test_a_change_is_noticed(root, changed):
    static_files.remember(root / "stamp")
    (root / changed).write_text("changed")

    assert not static_files.gathered(root / "stamp")


def test_a_folder_that_was_deleted_is_noticed(root):
    static_files.remember(root / "stamp")
    static_files.MANIFEST.unlink()

    assert not static_files.gathered(root / "stamp")
