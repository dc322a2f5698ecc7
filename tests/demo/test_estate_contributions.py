"""Some of those invited to an invented conference wrote beforehand, and nothing later than today."""

from datetime import timedelta
from random import Random

import pytest

from conferences.models import Contribution, Invitation
from icm.demo.estate.contributions import write_contributions
from icm.policy.roles import Role
from tests.factories import conferences, persons

pytestmark = pytest.mark.django_db
LATER = persons.NOW + timedelta(days=9)


def test_those_asked_write_in_part_each_for_themselves_and_the_person_does_not(world):
    organiser = world.user(Role.ICM_CASE_CO_ORDINATOR)
    kinds = ("periodic", "event", "pre-parole", "pre-release", "return", "requested")
    for hour, kind in enumerate(kinds, start=9):
        when = conferences.sitting(hour=hour)
        row = conferences.fixed(world.person, organiser, when, kind=kind)
        conferences.invited(row, organiser)

    number = write_contributions(Random(3), LATER)

    found = list(Contribution.objects.select_related("invitation"))
    assert 0 < number == len(found) < Invitation.objects.count()
    assert {one.invitation.party for one in found} == {"officer", "pbsw", "cbsw"}
    for one in found:
        assert one.written_by_id == one.invitation.user_id
        assert one.invitation.sent_at < one.written_at < LATER
        assert bool(one.gist) is bool(one.ground)
    assert any(one.sent_at for one in found)


def test_where_nobody_is_invited_nobody_writes():
    assert write_contributions(Random(3), LATER) == 0
