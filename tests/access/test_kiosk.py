"""What a terminal shows somebody of themselves holds nothing they may not read, and is not there anywhere else."""

import pytest

from tests.access import addresses
from tests.access.secrets import FOR_THE_PERSON

# What is said to the person where a text is withheld from them.
INSTEAD = {"PlanAction.gist", "Referral.gist", "Decision.gist"}

# The survey needs the rows that migrations made: before any test that empties tables.
pytestmark = pytest.mark.django_db

NAMES = addresses.of_terminals()
EVERY_BROWSER = "kiosk:register"  # needs the code staff were shown
LEADS_ON = {"kiosk:start"}  # who is signed in needs no way in
BUTTONS = {"kiosk:leave", "kiosk:here", "kiosk:cover"}


@pytest.mark.parametrize("name", NAMES)
def test_a_terminal_tells_the_person_only_what_they_may_read(name, surveyed):
    assert surveyed.theirs[name].told <= FOR_THE_PERSON | INSTEAD


@pytest.mark.parametrize("name", NAMES)
def test_a_terminal_tells_somebody_else_nothing(name, surveyed):
    assert surveyed.another[name].told == frozenset()


@pytest.mark.parametrize("name", NAMES)
def test_the_person_opens_every_page_of_theirs(name, surveyed):
    expected = 405 if name in BUTTONS else 302 if name in LEADS_ON else 200

    assert surveyed.theirs[name].status == expected


@pytest.mark.parametrize("name", NAMES)
def test_elsewhere_than_at_a_terminal_the_page_does_not_exist(name, surveyed):
    """Neither for staff of whatever role nor for anybody who is not signed in."""
    assert surveyed.no_terminal[name] == {200 if name == EVERY_BROWSER else 404}


@pytest.mark.parametrize("name", addresses.acts_at_terminals())
def test_what_somebody_else_sends_from_a_terminal_changes_nothing(name, surveyed):
    assert surveyed.changed_at_a_terminal[name] == 0
