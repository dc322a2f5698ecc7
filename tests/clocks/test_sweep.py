"""`manage.py sweep`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from icm.clocks import actions
from icm.clocks.models import Due
from tests.factories import persons


def sweep(*arguments):
    out = StringIO()
    call_command("sweep", *arguments, stdout=out)
    return out.getvalue()


def test_says_what_it_did(world):
    text = sweep("--on", "2026-11-21")

    assert text.startswith("21 November 2026: asked about 4 people, wrote ")
    assert Due.objects.filter(person=world.person, rule="PSS-72H", status="overdue").exists()


def test_stands_on_today_when_no_day_is_given(world):
    assert sweep().startswith("21 November 2026:")


def test_refuses_what_is_no_day(db):
    with pytest.raises(CommandError, match="is not a day") as caught:
        sweep("--on", "tomorrow")

    assert caught.value.returncode == 2


def test_says_so_where_another_sweep_is_at_work(db, monkeypatch):
    def busy(**_):
        raise actions.Busy("Another sweep is at work.")

    monkeypatch.setattr(actions, "sweep", busy)

    with pytest.raises(CommandError, match="Another sweep"):
        sweep("--on", persons.TODAY.isoformat())
