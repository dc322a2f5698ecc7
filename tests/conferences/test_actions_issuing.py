"""Issuing a minute: once, to those it goes to, each as they may read it."""

import pytest
from django.urls import reverse

from conferences.actions import issuing
from conferences.models import Invitation, Issue, Minute
from conferences.policy.holding import Came
from conferences.policy.issuing import For, audience_for, is_due
from conferences.policy.kinds import Party
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import minutes
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def edition(world, keeper):
    return minutes.signed(world.person, keeper)


def issue(edition, by, number=1):
    row = edition.minute.conference
    return issuing.issue(row, number=number, by=by, principals=principals(by), at=minutes.AFTER)


def test_it_goes_once_to_each_as_they_may_read_it(world, edition, keeper):
    issue(edition, keeper)
    issue(edition, keeper)

    told = dict(Issue.objects.values_list("invitation__party", "audience"))
    assert told == {
        "case-co-ordinator": "team",
        "person": "person",
        "pbsw": "social work",
        "cbsw": "social work",
        "officer": "team",
    }
    assert Minute.objects.get().state == "issued"
    event = Event.objects.get(person=world.person, kind=EventKind.CC_MINUTE)
    assert event.on == minutes.ON
    letters = Outgoing.objects.filter(key__startswith=f"minute:{edition.pk}:")
    assert letters.count() == 4
    assert world.person.family_name not in "".join(letters.values_list("body", flat=True))


def test_whoever_came_for_somebody_gets_the_e_mail_too(world, edition, keeper):
    deputy = world.user(Role.RESIDENTIAL_OFFICER)
    Invitation.objects.filter(party="officer").update(
        deputy=deputy, reply="deputy", answered_at=minutes.AFTER
    )

    issue(edition, keeper)

    told = Outgoing.objects.filter(key__startswith=f"minute:{edition.pk}:")
    assert told.filter(recipient=deputy).count() == 1
    assert told.count() == 5


def test_a_core_member_who_did_not_come_gets_it_and_others_do_not(edition, keeper):
    Invitation.objects.filter(party__in=("cbsw", "officer")).update(came="absent")

    issue(edition, keeper)

    parties = set(Issue.objects.values_list("invitation__party", flat=True))
    assert "cbsw" in parties
    assert "officer" not in parties


def test_a_relative_gets_it_only_with_the_consent_of_the_person(edition, keeper):
    Invitation.objects.create(
        conference=edition.minute.conference,
        party="family",
        came="attended",
        sent_at=minutes.AFTER,
        sent_by=keeper,
    )

    issue(edition, keeper)

    assert not Issue.objects.filter(invitation__party="family").exists()


def test_only_who_may_issue_and_only_what_is_signed(world, edition, keeper):
    with pytest.raises(NotAllowed):
        issue(edition, world.user(Role.PBSW))
    with pytest.raises(Refused, match="not the newest"):
        issue(edition, keeper, 2)
    minutes.reopen(edition.minute.conference, keeper)
    with pytest.raises(Refused):
        issue(edition, keeper, 1)
    assert not Issue.objects.exists()


def test_another_edition_is_issued_again(edition, keeper):
    issue(edition, keeper)
    row = edition.minute.conference
    version = minutes.reopen(row, keeper).version
    minutes.sign(row, keeper, version)

    issue(edition, keeper, 2)

    assert Issue.objects.filter(edition__number=2).count() == 5
    assert Issue.objects.filter(edition__number=1).count() == 5


def test_whoever_it_was_issued_to_reads_it_and_nobody_else(world, edition, keeper, signed_in):
    issue(edition, keeper)
    worker = world.user(Role.CBSW)
    address = reverse("conferences:my_minute", args=[Invitation.objects.get(party="cbsw").pk])

    assert "Said of needs." in signed_in(worker).get(address).content.decode()
    assert signed_in(keeper).get(address).status_code == 404


def test_a_version_is_opened_only_by_who_may_read_as_much(world, edition, keeper, signed_in):
    issue(edition, keeper)
    row = edition.minute.conference
    given = {one.audience: one.pk for one in Issue.objects.all()}
    client = signed_in(keeper)

    def open_(audience):
        address = reverse("conferences:minute_for", args=[row.pk, given[audience]])
        return client.get(address).status_code

    assert open_("person") == 200
    assert open_("social work") == 403


@pytest.mark.parametrize(
    ("party", "reads"),
    [
        (Party.CBSW, For.COUNCIL),
        (Party.OFFICER, For.TEAM),
        (Party.FAMILY, For.FAMILY),
        (Party.POLICE, For.PROVIDER),
    ],
)
def test_who_is_from_outside_reads_less(party, reads):
    assert audience_for(party) is reads


@pytest.mark.parametrize(
    ("came", "core", "due"),
    [
        (Came.WRITTEN, False, True),
        (Came.ABSENT, False, False),
        (Came.ABSENT, True, True),
        (None, False, False),
    ],
)
def test_who_gets_it(came, core, due):
    assert is_due(came, core=core) is due
