"""Whoever looks at the demonstration signs in as somebody in custody within a minute."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from icm.demo.visitors import NAME
from icm.kiosk.models import Account, Terminal
from icm.people.models import Person

pytestmark = pytest.mark.django_db


def told(settings, capsys, **options):
    settings.DEMO = True
    call_command("demo_terminal", **options)
    said = capsys.readouterr().out
    code = re.search(r"the code  (\S+)  within", said)[1]
    return said, code, re.findall(r"number (\S+), PIN (\d{6})", said)


def test_a_browser_with_the_code_is_a_terminal_and_the_people_named_sign_in(settings, capsys):
    settings.DEMO = True
    call_command("load_estate", people=120, no_sweep=True, verbosity=0)
    said, code, people = told(settings, capsys)
    browser = Client()

    assert "Enhanced" in said
    assert "Standard" in said
    assert len(people) == 2
    assert browser.get("/kiosk/sign-in/").status_code == 404
    browser.post("/kiosk/register/", {"code": code})
    for number, pin in people:
        answer = browser.post("/kiosk/sign-in/", {"number": number, "pin": pin})
        assert answer.headers["Location"] == "/kiosk/mine/"
        assert browser.get("/kiosk/mine/").headers["Location"] == "/kiosk/pin/"  # one of their own
        assert Person.objects.get(number=number).establishment.slug == "barlinnie"


def test_again_there_is_one_terminal_with_another_code_and_other_pins(settings, capsys):
    settings.DEMO = True
    call_command("load_estate", people=120, no_sweep=True, verbosity=0)
    _, first, before = told(settings, capsys)
    accounts = Account.objects.count()
    _, second, after = told(settings, capsys)

    assert first != second
    assert [number for number, _ in after] == [number for number, _ in before]
    assert after != before
    assert Terminal.objects.filter(name=NAME).count() == 1
    assert Account.objects.count() == accounts
    assert Client().post("/kiosk/register/", {"code": first}).status_code == 200  # refused


def test_it_hands_out_no_pins_where_people_are_real_and_knows_its_places(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="ICM_DEMO"):
        call_command("demo_terminal")
    settings.DEMO = True
    with pytest.raises(CommandError, match="no establishment"):
        call_command("demo_terminal", place="atlantis")
