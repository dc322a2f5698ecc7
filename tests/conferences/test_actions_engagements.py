"""What a person is engaged with keeps its time free, until it does not take place."""

from datetime import timedelta

import pytest

from conferences.actions import engagements
from conferences.actions.engagements import Elsewhere
from conferences.models import Engagement
from icm.core.refusals import NotAllowed, Refused
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role
from tests.factories import persons, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
SOON = persons.NOW + timedelta(days=30)
COURT = Elsewhere(kind="court", from_at=SOON, until_at=SOON + timedelta(hours=3), source="court")


@pytest.fixture
def person():
    return persons.person(route=RouteSlug.ENHANCED)


@pytest.fixture
def keeper():
    return staff.user((Role.ICM_CASE_CO_ORDINATOR, "barlinnie"))


def add(person, where, by):
    return engagements.add_engagement(
        person, where, by=by, principals=principals(by), at=persons.NOW
    )


def test_an_engagement_sent_twice_is_one(person, keeper):
    assert add(person, COURT, keeper) == add(person, COURT, keeper)
    assert Engagement.objects.count() == 1


def test_what_is_over_or_ends_before_it_begins_is_refused(person, keeper):
    past = persons.NOW - timedelta(days=1)

    with pytest.raises(Refused, match="is over"):
        add(
            person,
            Elsewhere(
                kind="visit", from_at=past, until_at=past + timedelta(hours=1), source="visits"
            ),
            keeper,
        )
    with pytest.raises(Refused, match="ends before it begins"):
        add(person, Elsewhere(kind="visit", from_at=SOON, until_at=SOON, source="visits"), keeper)
    assert not Engagement.objects.exists()


def test_ending_it_frees_the_time_and_it_can_be_recorded_anew(person, keeper):
    row = add(person, COURT, keeper)
    for _ in range(2):
        ended = engagements.end_engagement(row, principals=principals(keeper), at=persons.NOW)

    assert ended.ended_at == persons.NOW
    assert add(person, COURT, keeper) != row


def test_others_may_not(person, keeper):
    officer = staff.user((Role.FIRST_LINE_MANAGER, "barlinnie"))
    row = add(person, COURT, keeper)

    with pytest.raises(NotAllowed):
        add(person, COURT, officer)
    with pytest.raises(NotAllowed):
        engagements.end_engagement(row, principals=principals(officer), at=persons.NOW)
