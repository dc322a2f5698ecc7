"""The survey, made once a run: tests ask it what everybody was answered."""

import pytest

from tests.access.survey import Survey, survey


@pytest.fixture(scope="session")
def surveyed(django_db_setup, django_db_blocker) -> Survey:
    from tests.access.matrix import ACTS

    with django_db_blocker.unblock():
        return survey(ACTS)
