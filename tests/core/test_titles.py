"""The title of a page stays in the history of a browser that many people use: it names nobody."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from icm.policy.roles import Role

TITLE = re.compile(r"\{% block title %\}(.*?)\{% endblock %\}", re.DOTALL)
# What stands for a person in the templates' context; a kind's, a role's or a place's name is no secret.
PERSON = re.compile(r"\b(identity|person|family_name|given_names)\b")
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_title_is_made_of_what_stands_for_a_person(path):
    for title in TITLE.findall(path.read_text()):
        assert not PERSON.search(title)


def test_the_title_of_a_persons_pages_does_not_name_them(world, signed_in):
    client, name = signed_in(Role.ICM_CO_ORDINATOR), world.person.family_name.casefold()
    for page in ("pages:person", "pages:why", "people:sentences", "risk:reviews"):
        content = client.get(reverse(page, args=[world.person.pk])).content.decode().casefold()
        title = re.search(r"<title>(.*?)</title>", content, re.DOTALL)

        assert name in content
        assert name not in title.group(1)
