"""The register holds every rule, and says where a value is only a local default."""

import pytest
from django.urls import reverse

from icm.clocks.policy import RULES
from icm.pages.queries.register import register
from icm.policy.roles import Role

pytestmark = pytest.mark.django_db


def test_every_rule_of_the_rulebook_is_registered():
    known = {entry.rule for entry in register()}

    assert {rule.id for rule in RULES} <= known


def test_local_defaults_are_marked_on_the_page(signed_in):
    answer = signed_in(Role.HQ).get(reverse("pages:register"))

    assert answer.status_code == 200
    assert any(entry.local for entry in register())
    assert "Local default, not national policy" in answer.text


def test_search_narrows_by_rule_or_title(signed_in):
    text = signed_in(Role.HQ).get(reverse("pages:register"), {"q": "SD-EDL-NEW"}).text

    assert "SD-EDL-NEW" in text
    assert "CSA-72H" not in text
