"""The pages of inviting and answering: six pages from the due list to a quorate conference."""

import pytest
from django.urls import reverse

from conferences.models import Conference, Invitation
from conferences.policy.kinds import Party
from icm.policy.roles import Role
from tests.factories import conferences, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def row(world, organiser):
    return conferences.fixed(world.person, organiser, kind="periodic")


def url(name, *args):
    return reverse(f"conferences:{name}", args=args)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def of(row, party):
    return Invitation.objects.get(conference=row, party=party)


def invited(client, row, **said):
    known = {"version": "2", "staff": "", "name": "", "party": ""}
    return client.post(url("invite", row.pk), known | said, follow=True)


CORE = ["case-co-ordinator", "person", "pbsw", "cbsw", "officer"]


def test_core_members_and_the_officer_are_proposed_and_invited_in_one_press(
    row, organiser, signed_in
):
    client = signed_in(organiser)
    shown = page(client, url("invite", row.pk))
    assert shown.count("checked") == len(CORE)

    shown = invited(client, row, guests=CORE).content.decode()

    assert set(row.invitations.values_list("party", flat=True)) == set(CORE)
    assert "has not answered yet" in shown
    assert "Nobody" in page(client, url("invite", row.pk))  # nobody more is proposed


def test_nobody_allocated_is_said(organiser, signed_in, world):
    from icm.people.models import Allocation

    Allocation.objects.filter(person=world.person, role=Role.CBSW).delete()
    row = conferences.fixed(world.person, organiser, kind="periodic")

    shown = page(signed_in(organiser), url("invite", row.pk))

    assert "Community-based social worker: nobody is allocated" in shown


def test_somebody_who_does_not_sign_in_is_invited_by_name(row, organiser, signed_in):
    client = signed_in(organiser)
    assert "As what?" in invited(client, row, name="Dr Ada Roe, GP").content.decode()
    assert not row.invitations.exists()
    assert "Choose whom to invite" in invited(client, row).content.decode()

    invited(client, row, name="Dr Ada Roe, GP", party="nhs")

    assert of(row, Party.NHS).who() == "Dr Ada Roe, GP"


def test_whoever_is_invited_answers_on_their_own_page(row, organiser, signed_in, world):
    invited(signed_in(organiser), row, guests=CORE)
    worker = signed_in(world.user(Role.PBSW))
    assert "Periodic case conference" in page(worker, url("mine"))
    one = of(row, Party.PBSW)
    page(worker, url("answer", one.pk))

    said = {"version": "1", "reply": "video", "why": "", "deputy": ""}
    answer = worker.post(url("answer", one.pk), said, follow=True)

    assert "Takes part by video" in answer.content.decode()


def test_nobody_answers_somebody_elses_invitation(row, organiser, signed_in, world):
    invited(signed_in(organiser), row, guests=CORE)
    one = of(row, Party.PBSW)

    assert signed_in(world.user(Role.CBSW)).get(url("answer", one.pk)).status_code == 404
    officer = signed_in(world.user(Role.PERSONAL_OFFICER))
    assert officer.get(url("answer_for", row.pk, one.pk)).status_code == 403
    person = of(row, Party.PERSON)
    page(officer, url("answer_for", row.pk, person.pk))


def test_somebody_invited_from_outside_the_case_sees_the_one_conference(
    row, organiser, signed_in, world
):
    psychologist = staff.user((Role.PSYCHOLOGY, "barlinnie"))
    invited(signed_in(organiser), row, staff=str(psychologist.pk))
    client = signed_in(psychologist)

    shown = page(client, url("mine"))

    assert of(row, Party.PSYCHOLOGY).user == psychologist
    assert world.person.family_name in shown
    assert "Open the conference" not in shown
    assert row.why not in shown
    assert client.get(url("conference", row.pk)).status_code == 404


def test_an_absence_is_recorded_approved_and_the_conference_is_quorate(
    row, organiser, signed_in, world
):
    client, manager = signed_in(organiser), signed_in(world.user(Role.ICM_CO_ORDINATOR))
    invited(client, row, guests=CORE)
    for party in ("case-co-ordinator", "person", "pbsw"):
        said = {"version": "1", "reply": "accepted", "why": "", "deputy": ""}
        client.post(url("answer_for", row.pk, of(row, party).pk), said)
    one = of(row, Party.CBSW)
    said = {"version": "1", "reply": "written", "why": "Two hundred miles.", "deputy": ""}
    shown = client.post(url("answer_for", row.pk, one.pk), said, follow=True).content.decode()
    assert "has not approved it" in shown
    page(manager, url("excuse", row.pk, one.pk))

    said = {"version": "2", "why": "Saw them in October; nothing new."}
    shown = manager.post(url("excuse", row.pk, one.pk), said, follow=True).content.decode()

    assert "Not quorate yet" not in shown
    assert "Saw them in October" in shown


def test_an_invitation_made_by_mistake_is_withdrawn(row, organiser, signed_in):
    client = signed_in(organiser)
    invited(client, row, name="Somebody", party="other")
    one = of(row, Party.OTHER)
    page(client, url("uninvite", row.pk, one.pk))

    shown = client.post(url("uninvite", row.pk, one.pk), {"version": "1"}, follow=True)

    assert "Nobody is invited yet" in shown.content.decode()
    assert client.get(url("answer_for", row.pk, one.pk)).status_code == 404


def test_the_page_takes_as_many_queries_for_ten_guests_as_for_two(
    row, organiser, signed_in, django_assert_max_num_queries
):
    client = signed_in(organiser)
    invited(client, row, guests=CORE[:2])
    page(client, url("conference", row.pk))
    with django_assert_max_num_queries(25) as first:
        page(client, url("conference", row.pk))
        number = len(first)
    for guest in range(8):
        invited(client, row, name=f"Guest {guest}", party="other")
    assert Conference.objects.get().invitations.count() == 10
    with django_assert_max_num_queries(number):
        page(client, url("conference", row.pk))
