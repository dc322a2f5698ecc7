"""Services are opened with a team of their own and closed without touching whom they already have."""

import pytest

from casework import actions
from casework.actions import providers
from casework.models import Provider, Referral
from casework.policy.areas import Agency
from icm.core.models import Team
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people.models import Establishment, Event
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


def close(service, by, **values):
    doing = {"by": by, "principals": principals(by), "at": persons.NOW, "on": persons.TODAY}
    return actions.close_provider(service, **doing | values)


@pytest.fixture
def keeper(world):
    return world.user(Role.ICM_CO_ORDINATOR)


@pytest.fixture
def service(world):
    return referrals.provider()


@pytest.fixture
def row(world, service):
    return referrals.referral(
        world.person,
        service,
        world.user(Role.PERSONAL_OFFICER),
        disclosure="team",
        gist="Housing",
        ground="A source.",
    )


def test_close_provider_twice_is_once_and_it_can_be_opened_again(service, keeper, asking):
    first = close(service, keeper)
    again = close(service, keeper, on=persons.days_ago(-5).date())

    assert first.closed_on == again.closed_on == persons.TODAY
    for _ in range(2):
        opened = actions.reopen_provider(service, principals=asking(Role.LINKS_CENTRE))
        assert (opened.closed_on, opened.version) == (None, 3)


def test_close_provider_is_for_those_who_keep_services(service):
    with pytest.raises(NotAllowed):
        close(service, referrals.worker(service))


def test_close_provider_refuses_while_somebody_is_referred_there(service, keeper, row):
    with pytest.raises(Refused, match="1 referral still stands here"):
        close(service, keeper)

    service.refresh_from_db()
    assert service.closed_on is None


def test_close_provider_hands_over_what_stands_there_as_it_is(world, service, keeper, row):
    other = referrals.provider()

    close(service, keeper, over=actions.HandOver(to=other, why="The contract ended."))

    row.refresh_from_db()
    made = Referral.objects.get(provider=other)
    assert (row.state, row.ended_on, row.chase_on) == ("withdrawn", persons.TODAY, None)
    assert row.outcome.endswith(f"{other.name} takes it over: The contract ended.")
    same = (
        "person",
        "domain",
        "why",
        "disclosure",
        "gist",
        "ground",
        "consent",
        "urgency",
        "chaser",
    )
    assert [getattr(made, name) for name in same] == [getattr(row, name) for name in same]
    assert (made.state, made.origin, made.made_by) == ("open", "provider", keeper)
    assert Event.objects.filter(person=world.person, reference=f"referral-{made.pk}").exists()


def test_who_is_referred_to_the_other_already_is_not_referred_twice(world, service, keeper, row):
    other = referrals.provider()
    before = referrals.referral(world.person, other, world.user(Role.PERSONAL_OFFICER))

    close(service, keeper, over=actions.HandOver(to=other, why="The contract ended."))

    row.refresh_from_db()
    assert row.ended_on == persons.TODAY
    assert list(Referral.objects.filter(provider=other)) == [before]


@pytest.mark.parametrize(
    ("other", "why", "said"),
    [
        pytest.param({}, " ", "Say why", id="without a reason"),
        pytest.param(
            {"domains": ("violence",)}, "Ended.", "does not help with all", id="other help"
        ),
        pytest.param({"closed_on": persons.TODAY}, "Ended.", "nobody on any more", id="closed"),
        pytest.param(None, "Ended.", "nobody on any more", id="itself"),
    ],
)
def test_close_provider_refuses_to_hand_over_to(world, service, keeper, row, other, why, said):
    to = service
    if other is not None:
        to = referrals.provider(domains=other.get("domains", ()))
        to.closed_on = other.get("closed_on")
        to.save(update_fields=["closed_on"])

    with pytest.raises(Refused, match=said):
        close(service, keeper, over=actions.HandOver(to=to, why=why))

    row.refresh_from_db()
    assert row.state == "open"


def test_close_provider_waits_for_a_referral_made_this_moment(
    world, service, keeper, row, monkeypatch
):
    """Made between the look at who is there and the lock on the service: nobody is left behind."""
    lock, officer = providers._lock, world.user(Role.RESIDENTIAL_OFFICER)
    monkeypatch.setattr(
        providers,
        "_lock",
        lambda keys: (lock(keys), referrals.referral(world.standard, service, officer)),
    )

    with pytest.raises(Refused, match="this very moment"):
        close(service, keeper, over=actions.HandOver(to=referrals.provider(), why="Ended."))


def particulars(**values):
    said = {"name": "Tenancy help", "agency": Agency.LINKS.value, "version": 1}
    return actions.Particulars(**said | values)


def test_change_provider_keeps_its_words_and_when_the_wait_was_said(service, asking):
    who = {"principals": asking(Role.LINKS_CENTRE), "at": persons.NOW}
    said = particulars(about="Help to keep a flat.", wait="About 6 weeks")

    changed = actions.change_provider(service, said, **who)
    again = actions.change_provider(service, said, **who)

    assert (changed.name, changed.about, changed.wait) == (
        "Tenancy help",
        "Help to keep a flat.",
        "About 6 weeks",
    )
    assert (again.version, again.wait_on) == (2, persons.TODAY)
    gone = actions.change_provider(service, particulars(version=2), **who)
    assert (gone.wait, gone.wait_on, gone.about) == ("", None, "")
    words = actions.change_provider(service, particulars(version=3, about="New words"), **who)
    assert words.wait_on is None


def test_change_provider_loses_nobodys_words(service, asking):
    who = {"principals": asking(Role.LINKS_CENTRE), "at": persons.NOW}
    actions.change_provider(service, particulars(wait="A month", about="Flats"), **who)

    with pytest.raises(Stale, match=r"Tenancy help\. Flats\. Wait: A month"):
        actions.change_provider(service, particulars(about="Other"), **who)


def test_change_provider_refuses_no_name_and_others(service, asking):
    with pytest.raises(Refused, match="name"):
        actions.change_provider(
            service, particulars(name=" "), principals=asking(Role.HQ), at=persons.NOW
        )
    with pytest.raises(NotAllowed):
        actions.change_provider(
            service, particulars(), principals=asking(Role.PBSW), at=persons.NOW
        )
