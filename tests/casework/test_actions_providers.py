"""Services are opened with a team of their own and closed without touching whom they already have."""

import pytest

from casework import actions
from casework.models import Provider
from casework.policy.areas import Agency
from icm.core.models import Team
from icm.core.refusals import NotAllowed, Refused
from icm.people.models import Establishment
from icm.policy.roles import Role
from tests.factories import persons, referrals
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db


def _service(at="barlinnie", **values):
    return actions.Service(
        **{
            "slug": f"{at}-education",
            "name": "Education",
            "agency": Agency.EDUCATION.value,
            "establishment": Establishment.objects.get(slug=at) if at else None,
            "role": Role.PROVIDER,
        }
        | values
    )


def test_open_provider_makes_its_team(world, asking):
    made = actions.open_provider(_service(), principals=asking(Role.LINKS_CENTRE))

    assert made.team == Team.objects.get(role=Role.PROVIDER, place="barlinnie-education")
    assert actions.open_provider(_service(), principals=asking(Role.LINKS_CENTRE)) == made


def test_open_provider_refuses_another_under_the_same_slug(world, asking):
    actions.open_provider(_service(), principals=asking(Role.ICM_CO_ORDINATOR))

    with pytest.raises(Refused, match="already: Education"):
        actions.open_provider(_service(name="Other"), principals=asking(Role.ICM_CO_ORDINATOR))


@pytest.mark.parametrize(
    ("role", "place", "at"),
    [
        pytest.param(Role.LINKS_CENTRE, "perth", "barlinnie", id="of another establishment"),
        pytest.param(Role.PERSONAL_OFFICER, None, "barlinnie", id="an officer"),
        pytest.param(Role.PROVIDER, None, "", id="a service"),
    ],
)
def test_open_provider_is_not_for(world, asking, role, place, at):
    with pytest.raises(NotAllowed):
        actions.open_provider(_service(at, slug="x"), principals=asking(role, place))

    assert not Provider.objects.exists()


@pytest.mark.parametrize(
    ("role", "at"),
    [
        pytest.param(Role.HQ, "barlinnie", id="headquarters, an establishment's"),
        pytest.param(Role.LINKS_CENTRE, "", id="an establishment, one of the community"),
    ],
)
def test_open_provider_is_for(world, asking, role, at):
    assert actions.open_provider(_service(at, slug="x"), principals=asking(role)).pk


def test_close_provider_keeps_whom_it_has(world, asking):
    service = referrals.provider()
    row = referrals.referral(world.person, service, world.user(Role.PERSONAL_OFFICER))

    first = actions.close_provider(
        service, on=persons.TODAY, principals=asking(Role.ICM_CO_ORDINATOR)
    )
    later = persons.days_ago(-5).date()
    again = actions.close_provider(service, on=later, principals=asking(Role.ICM_CO_ORDINATOR))

    row.refresh_from_db()
    assert first.closed_on == again.closed_on == persons.TODAY
    assert row.state == "open"
    with pytest.raises(NotAllowed):
        actions.close_provider(
            service, on=persons.TODAY, principals=principals(referrals.worker(service))
        )
