"""The pages about case conferences, and of asking, are read at the age of eleven."""

import re
from html import unescape

import pytest

from icm.kiosk.queries.asking import ABOUT, CLOSED
from icm.kiosk.queries.conferences import ATTENDS, HELP, PARTIES, SCOPES
from icm.policy.roles import Role
from tests import plain
from tests.factories import conferences

PAGES = (
    "conference/",
    "conference/coming/",
    "conference/raise/",
    "family/",
    "family/add/",
    "minutes/",
    "ask/",
    "ask/conference/",
    "asked/",
)
TABLES = (ABOUT, CLOSED, ATTENDS, HELP, PARTIES, SCOPES)


def sentences(page):
    """What stands in the page, each piece of it closed by a full stop as the eye closes it."""
    main = re.search(r"<main.*?</main>", page, re.DOTALL).group()
    pieces = re.split(r"</(?:p|h1|h2|li|label|legend|a|button|div|span)>", main)
    found = [" ".join(unescape(re.sub(r"<[^>]*>", " ", piece)).split()) for piece in pieces]
    return [piece if piece[-1] in ".?!:" else f"{piece}." for piece in found if piece]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_read_at_eleven(page, inside, world):
    by = world.user(Role.ICM_CASE_CO_ORDINATOR)
    conferences.invited(conferences.fixed(world.person, by, kind="periodic"), by)

    found = sentences(inside.get(f"/kiosk/mine/{page}").content.decode())

    assert plain.too_hard([" ".join(found)]) == {}
    assert plain.too_long(found) == []


@pytest.mark.parametrize("table", TABLES)
def test_the_fixed_texts_are_read_at_eleven(table):
    """Together: two words that name a post are hard by any formula."""
    assert plain.too_hard([" ".join(f"{text}." for text in table.values())]) == {}
