"""What every journey may ask for."""

import pytest

from tests.journeys.stories import Story


@pytest.fixture
def story(world, signed_in, clock) -> Story:
    return Story(world, signed_in, clock)
