"""A relative of the first world's person, with a window of their own."""

import pytest

from icm.policy.roles import Role
from tests.factories import family, persons


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: persons.NOW)


@pytest.fixture
def coordinator(world):
    return world.user(Role.ICM_CO_ORDINATOR)


@pytest.fixture
def consent(world):
    return family.shared(world)


@pytest.fixture
def made(consent, coordinator):
    return family.window(consent, coordinator)


@pytest.fixture
def browser(made):
    return family.reading(made)
