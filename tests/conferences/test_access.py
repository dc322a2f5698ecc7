"""Who may do what with conferences."""

import pytest

from conferences import access
from icm.people import access as people
from icm.policy.roles import Role


def test_who_reads_about_risk_reads_of_conferences():
    """The case navigation offers both to the same people."""
    readers = {role for role, verbs in people.VERBS.items() if people.READ_RISK in verbs}

    assert readers == set(access.VERBS)


def test_whoever_may_do_anything_may_read():
    assert all(access.READ in verbs for verbs in access.VERBS.values())


@pytest.mark.parametrize(
    ("verb", "roles"),
    [
        (access.APPROVE, {Role.ICM_CO_ORDINATOR}),
        (access.ISSUE, {Role.ICM_CO_ORDINATOR, Role.ICM_CASE_CO_ORDINATOR}),
        (
            access.ARRANGE,
            {Role.ICM_CO_ORDINATOR, Role.ICM_CASE_CO_ORDINATOR, Role.ICM_ADMINISTRATOR},
        ),
        (
            access.HOLD,
            {
                Role.ICM_CO_ORDINATOR,
                Role.ICM_CASE_CO_ORDINATOR,
                Role.PBSW,
                Role.PBSW_TEAM_MANAGER,
            },
        ),
    ],
)
def test_who_may(verb, roles):
    assert {role for role, verbs in access.VERBS.items() if verb in verbs} == roles
