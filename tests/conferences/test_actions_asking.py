"""The person is asked early; what they said is kept, and is their answer where they are invited."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conferences import actions
from conferences.actions import asking
from conferences.models import Invitation, Preparation
from conferences.policy.kinds import Party
from conferences.policy.preparing import Attends, Help
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.policy.roles import Role
from tests.factories import conferences, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def row(world, organiser):
    return conferences.fixed(world.person, organiser, kind="periodic")


def prepare(row, by, **said):
    row.refresh_from_db()
    known = {"reference": "a", "attends": Attends.YES, "on": persons.TODAY} | said
    return asking.prepare(
        row, asking.Asked(**known), by=by, principals=principals(by), at=persons.NOW
    )


def the_person(row, by):
    row.refresh_from_db()
    actions.invite(
        row,
        [actions.Guest(Party.PERSON)],
        version=row.version,
        by=by,
        principals=principals(by),
        at=persons.NOW,
    )


def answer(row):
    return Invitation.objects.get(conference=row, party=Party.PERSON)


@pytest.mark.parametrize(
    ("attends", "reply"),
    [
        (Attends.YES, "accepted"),
        (Attends.VIDEO, "video"),
        (Attends.NO, "cannot"),
        (Attends.UNSURE, ""),
    ],
)
def test_what_the_person_says_is_their_answer(row, organiser, officer, attends, reply):
    the_person(row, organiser)

    prepare(row, officer, attends=attends)

    assert answer(row).reply == reply
    assert (answer(row).answered_by == officer) is bool(reply)


def test_whoever_is_not_invited_yet_is_asked_all_the_same(row, officer):
    made = prepare(row, officer, wants="My job in the kitchen.", help=[Help.SUPPORT, Help.READING])

    assert made.wants == "My job in the kitchen."
    assert made.help == ["reading", "support"]
    assert not Invitation.objects.exists()


def test_asked_while_the_date_is_still_to_be_fixed(world, organiser, officer):
    planned = conferences.planned(world.person, organiser, kind="periodic")

    assert prepare(planned, officer).asked_on == persons.TODAY


def test_sent_twice_is_asked_once_and_something_else_is_refused(row, officer):
    assert prepare(row, officer) == prepare(row, officer)

    with pytest.raises(SentBefore):
        prepare(row, officer, wants="Something else.")
    assert Preparation.objects.count() == 1


def test_asked_again_the_latest_stands_and_the_one_before_is_kept(row, organiser, officer):
    the_person(row, organiser)
    prepare(row, officer, attends=Attends.NO)

    prepare(row, officer, reference="b", attends=Attends.YES)

    assert Preparation.objects.count() == 2
    assert answer(row).reply == "accepted"


def test_refusals(row, organiser, officer):
    with pytest.raises(Refused, match="in the future"):
        prepare(row, officer, on=persons.TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="which help"):
        prepare(row, officer, help_words="Polish")
    row.refresh_from_db()
    actions.cancel(
        row,
        why="Not needed.",
        version=row.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW,
    )
    with pytest.raises(Refused, match="nothing more to ask"):
        prepare(row, officer)
    assert not Preparation.objects.exists()


def test_not_by_whoever_only_reads(world, row):
    with pytest.raises(NotAllowed):
        prepare(row, world.user(Role.CBSW))


def test_the_officer_asks_on_the_page_and_the_team_reads_it(world, row, officer, signed_in):
    address = reverse("conferences:prepare", args=[row.pk])
    client = signed_in(officer)
    form = {
        "reference": "x",
        "attends": "no",
        "wants": "Nothing, I said it all.",
        "on": "2026-11-20",
    }

    assert "they lose their say" in client.get(address).content.decode()
    shown = client.post(address, form, follow=True).content.decode()

    assert "What they said is recorded." in shown
    assert "Nothing, I said it all." in shown
    assert "Does not want to come" in client.get(address).content.decode()
    team = signed_in(world.user(Role.RESIDENTIAL_OFFICER))
    read = team.get(reverse("conferences:conference", args=[row.pk])).content.decode()
    assert "Nothing, I said it all." in read
    assert address not in read
