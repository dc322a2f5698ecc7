"""What the window of a relative shows is what was agreed to, for that person alone, and only while it stands."""

import pytest

from tests.access import addresses
from tests.access.secrets import FOR_THE_FAMILY

# The survey needs the rows that migrations made: before any test that empties tables.
pytestmark = pytest.mark.django_db

NAMES = addresses.of_families()
LEADS_ON = {"family:start", "family:code"}  # who is signed in needs no way in
BEFORE = {"family:start"}  # the one page for who is not
BUTTONS = {"family:leave", "family:draft"}
# Answers how long it is until the window closes.
SCRIPTS = {"family:stay"}
# Of the way in: they stand whatever can be seen, and say nothing of anybody.
OF_THE_WAY_IN = {"family:letter", "family:whose"}


@pytest.mark.parametrize("name", NAMES)
def test_the_window_tells_a_relative_only_what_they_may_read(name, surveyed):
    assert surveyed.relative[name].told <= FOR_THE_FAMILY


@pytest.mark.parametrize("name", NAMES)
def test_the_window_tells_somebody_elses_relative_nothing(name, surveyed):
    assert surveyed.another_relative[name].told == frozenset()


@pytest.mark.parametrize("name", NAMES)
def test_the_relative_opens_every_page_of_theirs(name, surveyed):
    asked_which = name == "family:whose"  # one window: nothing to choose
    expected = 405 if name in BUTTONS else 302 if name in LEADS_ON or asked_which else 200

    assert surveyed.relative[name].status == expected


@pytest.mark.parametrize("name", NAMES)
def test_whoever_has_no_window_is_led_to_the_way_in(name, surveyed):
    """Staff too, of whatever role: nothing of it opens by a post."""
    told = surveyed.no_window[name]
    if name in BUTTONS:
        assert told == {(405, "")}
    elif name in BEFORE | SCRIPTS:
        assert told == {(200, "")}
    else:
        assert told == {(302, "/family/")}


@pytest.mark.parametrize("name", sorted(set(NAMES) - BUTTONS - SCRIPTS - LEADS_ON - OF_THE_WAY_IN))
def test_with_the_consent_withdrawn_no_page_shows_anything(name, surveyed):
    assert surveyed.shut[name].status == 403
    assert surveyed.shut[name].told == frozenset()


@pytest.mark.parametrize("name", addresses.acts_of_families())
def test_what_somebody_elses_relative_sends_changes_nothing(name, surveyed):
    assert surveyed.changed_through_a_window[name] == 0
