"""A closed list's members equal their slugs and carry the words a screen shows."""

import pytest

from icm.policy.named import Named
from icm.policy.roles import Role


def test_a_member_is_its_slug_and_has_words():
    assert Role("pbsw") is Role.PBSW
    assert Role.PBSW == str(Role.PBSW) == "pbsw"
    assert Role.PBSW.label == "Prison-based social worker"


def test_a_slug_outside_the_list_is_refused():
    with pytest.raises(ValueError, match="governess"):
        Role("governess")


def test_every_role_has_words_of_its_own():
    assert issubclass(Role, Named)
    assert len({role.label for role in Role}) == len(Role) == 25
