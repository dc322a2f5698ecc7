"""The account that PostgreSQL runs under may pass through folders above it, and see nothing in them."""

import os

import pytest

from icm.demo import account


def test_folders_above_are_opened_for_passing_through_and_not_for_listing(tmp_path):
    closed = tmp_path / "closed"
    inner = closed / "data"
    inner.mkdir(parents=True)
    closed.chmod(0o700)

    account.open_way(inner)

    assert closed.stat().st_mode & 0o007 == 0o001


def test_nobody_is_lent_an_account_who_needs_none(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert account.for_servers() is None
    assert account.run_as(None) == {}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends an account")
def test_root_gives_none_of_its_groups_away():
    lent = account.run_as(account.for_servers())

    assert lent["extra_groups"] == []
    assert lent["group"] != 0
