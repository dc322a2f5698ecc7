"""A registered terminal in the first world, and somebody with a PIN of their own."""

import pytest

from icm.policy.roles import Role
from tests.factories import kiosk


@pytest.fixture
def keeper(world):
    return world.user(Role.FIRST_LINE_MANAGER)


@pytest.fixture
def made(world, keeper):
    """``made("Hall A")``: a terminal with the key its browser carries."""
    return lambda name="Letham Hall", by=keeper, place=None: kiosk.terminal(
        place or world.here, by, name
    )


@pytest.fixture
def terminal(made):
    return made()


@pytest.fixture
def browser(terminal):
    """The terminal's browser."""
    return terminal.browser()


@pytest.fixture
def account(world, terminal):
    """Of the first person, who has chosen a PIN of their own."""
    return kiosk.account(world.person, world.user(Role.PERSONAL_OFFICER), terminal)


@pytest.fixture
def inside(account, terminal):
    """The browser, with the first person signed in."""
    return kiosk.inside(account.person, terminal)
