"""The register holds every rule, and says where a value is only a local default."""

import pytest
from django.urls import reverse

from icm.clocks.policy import RULES
from icm.pages.queries.register import found_in_register, register
from icm.policy.roles import Role

pytestmark = pytest.mark.django_db


def test_every_rule_of_the_rulebook_is_registered():
    known = {entry.rule for entry in register()}

    assert {rule.id for rule in RULES} <= known


def test_local_defaults_are_marked_on_the_page(signed_in):
    answer = signed_in(Role.HQ).get(reverse("pages:register"))

    assert answer.status_code == 200
    assert any(rule.local for rule in register())
    assert "Local default, not national policy" in answer.text


def test_search_narrows_by_rule_or_title(signed_in):
    text = signed_in(Role.HQ).get(reverse("pages:register"), {"q": "SD-EDL-NEW"}).text

    assert "SD-EDL-NEW" in text
    assert "CSA-72H" not in text


def test_each_rule_has_one_row_that_opens_to_all_its_values(signed_in):
    rules = [rule.rule for rule in register()]
    answer = signed_in(Role.HQ).get(reverse("pages:register"))

    assert len(rules) == len(set(rules)) == answer.text.count('<summary class="icm_accordion')
    [reception] = [rule for rule in register() if rule.rule == "PSS-RECEPTION"]
    assert reception.title == "High supervision on reception"
    assert len(reception.values) > 1


def test_a_row_says_the_value_with_its_unit():
    notes = {rule.rule: rule.note for rule in register()}

    assert notes["PSS-72H"].startswith("PSS-72H. 72 hours")
    assert notes["PBSW-10WD"].startswith("PBSW-10WD. 10 working days")


def test_only_local_defaults_are_shown_when_asked_for(signed_in):
    shown = found_in_register("", local=True)

    assert 0 < len(shown) < len(register())
    assert all("Local default, not national policy" in rule.note for rule in shown)
    text = signed_in(Role.HQ).get(reverse("pages:register"), {"local": "on"}).text
    assert f"{len(shown)} shown." in text


def test_what_was_searched_for_stands_open(signed_in):
    client = signed_in(Role.HQ)

    assert (
        '<details class="icm_accordion" open>'
        in client.get(reverse("pages:register"), {"q": "PSS-72H"}).text
    )
    assert 'icm_accordion" open' not in client.get(reverse("pages:register")).text
