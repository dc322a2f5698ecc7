"""One world for all tests of a module: they only look, and building it for each address would take minutes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pytest
from django.db import transaction
from django.test import Client, override_settings

from icm.policy.roles import Role
from tests.access import addresses
from tests.access.addresses import Case
from tests.factories import persons, worlds


@dataclass
class Standing:
    """Two parallel worlds with a case in the first, and everybody signed in."""

    world: worlds.World
    case: Case
    _clients: dict[str, Client] = field(default_factory=dict)

    def client(self, role: Role | None, *, there: bool = False) -> Client:
        place = self.world.place_of(role, there=there) if role else ""
        user = self.world.user(role, place) if role else self.world.outsider
        if user.username not in self._clients:
            client = Client()
            client.force_login(user)
            self._clients[user.username] = client
        return self._clients[user.username]

    @cached_property
    def here(self) -> dict[Role | None, Client]:
        return {role: self.client(role) for role in [*Role, None]}

    @cached_property
    def there(self) -> dict[Role, Client]:
        return {role: self.client(role, there=True) for role in Role}


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker) -> Iterator[Standing]:
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        override_settings(REQUIRE_MFA=False),
        transaction.atomic(),
    ):
        patch.setattr("django.utils.timezone.now", lambda: persons.NOW)
        made = worlds.world()
        yield Standing(made, addresses.case(made))
        transaction.set_rollback(True)
