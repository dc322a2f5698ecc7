"""Fixtures every page test may ask for: two parallel worlds, a fixed clock, a signed-in client."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from icm.core.access import Principals, principals_of
from icm.core.models import User
from icm.policy.roles import Role
from tests.factories import persons, worlds


@pytest.fixture
def clock(monkeypatch) -> Callable[[datetime], None]:
    """The pages' clock stands at ``persons.NOW``; call it with a moment to set it."""

    def set_to(at: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    set_to(persons.NOW)
    return set_to


@pytest.fixture
def world(db, clock) -> worlds.World:
    return worlds.world()


@pytest.fixture
def asking(world) -> Callable[..., Principals]:
    """``asking(Role.PBSW)``: who is asking, for calls below the pages."""

    def principals(role: Role | None, place: str | None = None) -> Principals:
        user = world.outsider if role is None else world.user(role, place)
        return principals_of(user, at=persons.NOW)

    return principals


@pytest.fixture
def signed_in(world, settings) -> Callable[..., Client]:
    """``signed_in(Role.PBSW)`` or ``signed_in(Role.PBSW, "perth")``; a user or None (the outsider) will do too."""
    settings.REQUIRE_MFA = False

    def client(who: Role | User | None, place: str | None = None) -> Client:
        if who is None:
            who = world.outsider
        user = who if isinstance(who, User) else world.user(who, place)
        made = Client()
        made.force_login(user)
        return made

    return client
